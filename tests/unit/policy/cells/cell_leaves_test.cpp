#include "policy/cells/cell_leaves.hpp"

#include <gmock/gmock.h>

#include "config/limits.hpp"
#include "policy/cells/cell_path.hpp"

namespace gdprd::policy {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

struct Read {
    CellEnd end = CellEnd::broken;
    std::vector<std::string> leaves;  ///< "/a/0=x"
};

Read read(CellFormat format, std::string_view cell) {
    Read out;
    out.end = read_leaves(format, cell, [&](auto keys, std::string_view value) {
        CellKeys names;
        for (const CellKey& key : keys) names.emplace_back(key.name);
        out.leaves.push_back(to_pointer(names) + "=" + std::string(value));
        return true;
    });
    return out;
}

Read read(std::string_view cell) {
    const auto format = guess_format(cell);
    EXPECT_TRUE(format.has_value()) << "plain";
    return format ? read(*format, cell) : Read{};
}

TEST(CellLeaves, reads_json_with_its_indices) {
    const auto cell = read(R"( {"email":"a@x.example","n":[1,null,2.50,true],
        "contacts":[{"mail":"b@x.example"},{"mail":"c\u00e9"}],"":{"a/b":"x","e":null}} )");

    EXPECT_EQ(cell.end, CellEnd::whole);
    EXPECT_THAT(cell.leaves,
                ElementsAre("/email=a@x.example", "/n/0=1", "/n/2=2.50", "/n/3=true",
                            "/contacts/0/mail=b@x.example", "/contacts/1/mail=cé", "//a~1b=x"));
}

TEST(CellLeaves, reads_the_beginning_of_a_json_value_that_was_cut) {
    const auto cell = read(R"({"a":"1","b":{"c":"2","d":"not who)");

    EXPECT_EQ(cell.end, CellEnd::cut);
    EXPECT_THAT(cell.leaves, ElementsAre("/a=1", "/b/c=2"));
}

TEST(CellLeaves, tells_what_only_begins_like_json) {
    EXPECT_EQ(read("{a,b}").end, CellEnd::broken);
    EXPECT_EQ(read("[see below]").end, CellEnd::broken);
    EXPECT_EQ(read("{\"a\":1} and more").end, CellEnd::broken);
    EXPECT_EQ(read("{\"a\":\"\xff\"}").end, CellEnd::broken);
}

TEST(CellLeaves, goes_no_deeper_than_limits_allow) {
    const std::size_t deep = config::limits::kCellDepth + 1;
    const std::string json = std::string(deep, '[') + "1" + std::string(deep, ']');
    EXPECT_EQ(read(json).end, CellEnd::limited);
    std::string xml;
    for (std::size_t i = 0; i < deep; ++i) xml += "<x>";
    EXPECT_EQ(read(xml + "1").end, CellEnd::limited);
    std::string php;
    for (std::size_t i = 0; i < deep; ++i) php += "a:1:{i:0;";
    EXPECT_EQ(read(php + "i:1;").end, CellEnd::limited);
    EXPECT_EQ(read("[" + std::string(100'000, '[')).end, CellEnd::limited);
}

TEST(CellLeaves, tells_no_more_leaves_than_limits_allow) {
    std::string json = "[0";
    for (std::size_t i = 0; i < config::limits::kCellLeaves + 10; ++i) json += ",1";
    const auto cell = read(json + "]");

    EXPECT_EQ(cell.end, CellEnd::limited);
    EXPECT_THAT(cell.leaves, SizeIs(config::limits::kCellLeaves));
}

TEST(CellLeaves, reads_only_the_beginning_of_a_huge_cell) {
    const std::string cell =
        R"({"a":"1","b":")" + std::string(config::limits::kCellBytes, 'x') + R"(","c":"2"})";
    const auto one = read(cell);

    EXPECT_EQ(one.end, CellEnd::limited);
    EXPECT_THAT(one.leaves, ElementsAre("/a=1"));
}

TEST(CellLeaves, ends_when_the_sink_wants_no_more) {
    std::size_t told = 0;
    const auto end = read_leaves(CellFormat::json, R"({"a":1,"b":2})", [&](auto, auto) {
        ++told;
        return false;
    });
    EXPECT_EQ(end, CellEnd::limited);
    EXPECT_EQ(told, 1U);
}

TEST(CellLeaves, reads_what_php_serialises) {
    // NULs end a literal
    std::string whole =
        "a:5:{s:5:\"email\";s:14:\"anna@x.example\";s:4:\"name\";s:5:\"Ren\xc3\xa9\";i:0;b:1;"
        "s:1:\"n\";N;s:1:\"o\";O:8:\"stdClass\":2:{s:4:\"";
    whole += std::string("\0*\0p", 4) + "\";i:7;s:9:\"" + std::string("\0a\\b\0home", 9) +
             "\";s:0:\"\";}}";
    const auto read_cell = read(whole);

    EXPECT_EQ(read_cell.end, CellEnd::whole);
    EXPECT_THAT(read_cell.leaves, ElementsAre("/email=anna@x.example", "/name=René", "/0=true",
                                              "/o/p=7", "/o/home="));
}

TEST(CellLeaves, tells_cut_and_broken_php_apart) {
    const std::string whole = "a:2:{s:5:\"email\";s:14:\"anna@x.example\";i:1;d:0.5;}";
    EXPECT_EQ(read(whole).end, CellEnd::whole);
    for (std::size_t size = 6; size < whole.size(); ++size)
        EXPECT_EQ(read(whole.substr(0, size)).end, CellEnd::cut) << size;

    EXPECT_EQ(read("a:1:{s:5:\"emails\";i:1;}").end, CellEnd::broken);
    EXPECT_EQ(read("a:1:{i:0;s:99999999999:\"x\";}").end, CellEnd::broken);
    EXPECT_EQ(read("a:1:{i:0;s:999999999:\"x\";}").end, CellEnd::cut);
    EXPECT_EQ(read("a:1:{a:0:{}i:1;}").end, CellEnd::broken);
    EXPECT_EQ(read("a:1:{i:0;i:1;}x").end, CellEnd::broken);
}

TEST(CellLeaves, reads_xml_by_elements_and_attributes) {
    const auto cell = read(
        "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><c:card xmlns:c=\"urn:x\" id=\"7\">"
        "<c:mail>anna@x.example</c:mail><c:mail>a&amp;b</c:mail><empty/> <n><![CDATA[x<y]]></n>"
        "</c:card>");

    EXPECT_EQ(cell.end, CellEnd::whole);
    EXPECT_THAT(cell.leaves, ElementsAre("/card/@id=7", "/card/mail=anna@x.example",
                                         "/card/mail=a&b", "/card/n=x<y"));
}

TEST(CellLeaves, expands_no_entity_of_xml) {
    const std::string bomb =
        "<!DOCTYPE x [<!ENTITY b \"bbbbbbbbbb\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;\">]><x>&c;</x>";
    EXPECT_FALSE(guess_format(bomb));
    const auto cell = read("<?xml version=\"1.0\"?>" + bomb);
    EXPECT_EQ(cell.end, CellEnd::broken);
    EXPECT_THAT(cell.leaves, IsEmpty());
}

TEST(CellLeaves, takes_no_page_for_xml) {
    for (const char* page : {"<p>Dear Anna</p>", "<DIV class=\"x\">a</DIV>", "<html><body/></html>",
                             "<3 you", "<anna@x.example> wrote"})
        EXPECT_TRUE(!guess_format(page) || read(page).end == CellEnd::broken) << page;
}

TEST(CellLeaves, reads_cut_xml) {
    const auto cell = read("<x><b>1</b><c at=\"2\">thr");
    EXPECT_EQ(cell.end, CellEnd::cut);
    EXPECT_THAT(cell.leaves, ElementsAre("/x/b=1", "/x/c/@at=2"));
}

TEST(CellLeaves, reads_query_strings) {
    const auto cell = read("?email=anna%40x.example&user[name]=Anna+Berg&tag[]=a&flag=");

    EXPECT_EQ(cell.end, CellEnd::whole);
    EXPECT_THAT(cell.leaves,
                ElementsAre("/email=anna@x.example", "/user/name=Anna Berg", "/tag/*=a", "/flag="));
    EXPECT_FALSE(guess_format("Miller & Sons = friends"));
    EXPECT_FALSE(guess_format("a=1"));
    EXPECT_FALSE(guess_format("R&D"));
}

TEST(CellLeaves, reads_lines_of_keys_and_values) {
    const auto cell = read(
        "---\n:email: anna@x.example\n:page:\n  :left:\n  - name: \"b\"\n    zip: '10115'\n  - c\n"
        "# remark\nlast=x\r\n");

    EXPECT_EQ(cell.end, CellEnd::whole);
    EXPECT_THAT(cell.leaves, ElementsAre("/email=anna@x.example", "/page/left/*/name=b",
                                         "/page/left/*/zip=10115", "/page/left/*=c", "/last=x"));
}

TEST(CellLeaves, leaves_prose_alone) {
    EXPECT_FALSE(guess_format("Dear all,\nwe meet at 12:30.\nNote: bring cake\nAnna"));
    EXPECT_FALSE(guess_format("see https://x.example/a\nand https://x.example/b"));
    EXPECT_FALSE(guess_format("just one line: really"));
}

TEST(CellLeaves, reads_tables) {
    const auto cell = read("mail;name;town\nanna@x.example;\"Anna\";Ulm\nb@x.example;;Bonn");

    EXPECT_EQ(cell.end, CellEnd::whole);
    EXPECT_THAT(cell.leaves, ElementsAre("/0/mail=anna@x.example", "/0/name=Anna", "/0/town=Ulm",
                                         "/1/mail=b@x.example", "/1/town=Bonn"));
    EXPECT_THAT(read("7|Anna|Ulm\n8|Bert|Bonn").leaves,
                ElementsAre("/0/column_1=7", "/0/column_2=Anna", "/0/column_3=Ulm", "/1/column_1=8",
                            "/1/column_2=Bert", "/1/column_3=Bonn"));
    EXPECT_FALSE(guess_format("Hello, Anna, and all\nwe meet, as ever, at noon, in Ulm"));
}

TEST(CellPath, is_read_back) {
    for (const CellKeys& keys :
         {CellKeys{"email"}, CellKeys{"a/b", "~", "*"}, CellKeys{"", "x.y", "\"q\""}}) {
        const CellPlace place{"prefs", keys};
        EXPECT_EQ(parse_pointer(to_pointer(keys)), keys);
        const FieldPath path{{StoreName("crm"), {"main", "users"}}, to_string(place)};
        const auto read_path = parse_field_path(to_string(path));
        ASSERT_TRUE(read_path.has_value());
        EXPECT_EQ(*read_path, path);
    }
    EXPECT_FALSE(parse_pointer(""));
    EXPECT_FALSE(parse_pointer("a"));
    EXPECT_FALSE(parse_pointer("/a~2"));
    EXPECT_EQ(to_string(CellPlace{"prefs", {"contacts", "*", "email"}}), "prefs#/contacts/*/email");
}

TEST(CellPath, leaves_a_column_of_such_a_name_a_column) {
    CollectionSchema schema;
    schema.fields.emplace_back().name = "a#/b";
    schema.fields.emplace_back().name = "a";
    EXPECT_FALSE(find_cell_place(schema, "a#/b"));
    EXPECT_TRUE(find_cell_place(schema, "a#/c"));
    EXPECT_FALSE(find_cell_place(schema, "x#/c"));
}

TEST(CellPath, is_found_inside_a_column_whose_name_holds_the_mark) {
    CollectionSchema schema;
    schema.fields.emplace_back().name = "a#/b";
    const auto place = find_cell_place(schema, to_string(CellPlace{"a#/b", {"c#", "d"}}));
    ASSERT_TRUE(place);
    EXPECT_EQ(place->column, "a#/b");
    EXPECT_EQ(place->keys, (CellKeys{"c#", "d"}));
    EXPECT_FALSE(find_cell_place(schema, "a#/c"));
    EXPECT_FALSE(find_cell_place(schema, "#/c"));
    schema.fields.emplace_back().name = "a";
    EXPECT_EQ(find_cell_place(schema, "a#/c#/d")->keys, (CellKeys{"c#", "d"}));
    EXPECT_EQ(find_cell_place(schema, "a#/b#/d")->column, "a#/b");
}

}  // namespace
}  // namespace gdprd::policy
