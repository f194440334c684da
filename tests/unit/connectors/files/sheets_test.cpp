#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "connectors/files/ods_rows.hpp"
#include "connectors/files/xlsx_rows.hpp"
#include "connectors/files/xml_cutter.hpp"
#include "tests/support/printers.hpp"
#include "tests/support/spreadsheets.hpp"
#include "tests/support/temp_dir.hpp"

namespace gdprd::connectors {
namespace {

using gdprd::test::failed_with;
using gdprd::test::make_zip;
using gdprd::test::succeeded;
using gdprd::test::ZipParts;
using policy::Cell;
using testing::ElementsAre;
using testing::Pair;

TEST(Xlsx, tells_dates_of_both_calendars) {
    EXPECT_EQ(xlsx_date(1, false), "1900-01-01");
    EXPECT_EQ(xlsx_date(59, false), "1900-02-28");
    EXPECT_EQ(xlsx_date(60, false), "") << "1900 had no 29 February";
    EXPECT_EQ(xlsx_date(61, false), "1900-03-01");
    EXPECT_EQ(xlsx_date(29342, false), "1980-05-01");
    EXPECT_EQ(xlsx_date(45000.5, false), "2023-03-15T12:00:00");
    EXPECT_EQ(xlsx_date(45000.9999999, false), "2023-03-16");
    EXPECT_EQ(xlsx_date(0.25, false), "06:00:00");
    EXPECT_EQ(xlsx_date(0, true), "1904-01-01");
    EXPECT_EQ(xlsx_date(2'958'465, false), "9999-12-31");
    EXPECT_EQ(xlsx_date(2'958'466, false), "");
    EXPECT_EQ(xlsx_date(-1, false), "");
}

TEST(Xlsx, knows_places_of_cells) {
    for (const auto& [name, column] :
         {std::pair("A", 0U), std::pair("Z", 25U), std::pair("AA", 26U), std::pair("AZ", 51U),
          std::pair("XFD", 16'383U)}) {
        EXPECT_EQ(column_letters(column), name);
        EXPECT_EQ(parse_place(std::string(name) + "12"), (XlsxPlace{column, 12}));
    }
    for (const char* none : {"", "A", "12", "A1B", "a1", "XXXX1", "A12345678"})
        EXPECT_FALSE(parse_place(none).has_value()) << none;
}

TEST(Xlsx, escapes_texts_so_that_they_read_back) {
    for (const char* text : {"a\rb", "_x000D_", "_x005F_x000D_", "__x0041_", "_", "plain"})
        EXPECT_EQ(decode_xstring(encode_xstring(text)), text);
    EXPECT_EQ(decode_xstring("a_x000D_b_x00e9_"), "a\rb_x00e9_");
}

TEST(Sheets, tell_whole_numbers_from_others) {
    EXPECT_EQ(sheet_number("12"), (Cell{Cell::Kind::integer, "12"}));
    EXPECT_EQ(sheet_number("12.0"), (Cell{Cell::Kind::integer, "12"}));
    EXPECT_EQ(sheet_number("4.91701234567E+11"), (Cell{Cell::Kind::integer, "491701234567"}));
    EXPECT_EQ(sheet_number("0.10000000000000001"), (Cell{Cell::Kind::real, "0.1"}));
    EXPECT_EQ(sheet_number("1E+20"), (Cell{Cell::Kind::real, "1e+20"}));
    EXPECT_EQ(sheet_number("nan").kind, Cell::Kind::text);
    EXPECT_EQ(sheet_number("1e999").kind, Cell::Kind::text);
}

TEST(Sheets, find_out_their_header) {
    const auto cell = [](std::size_t column, const char* value) {
        return SheetCell{column, Cell{Cell::Kind::text, value}};
    };
    HeaderFinder named(HeaderRule::detect);
    named.add({cell(0, "customer_no"), cell(2, "email")});
    named.add({cell(0, "1"), cell(1, "x"), cell(2, "ada@example.org")});
    const auto header = named.finish();
    ASSERT_TRUE(succeeded(header));
    EXPECT_TRUE(header->present);
    EXPECT_THAT(header->names, ElementsAre("customer_no", "", "email"));
    EXPECT_EQ(header->name_of(1), "column_2");
    EXPECT_EQ(header->column_of("column_2"), 1U);
    EXPECT_EQ(header->column_of("email"), 2U);
    EXPECT_FALSE(header->column_of("column_3").has_value()) << "it has a name";
    EXPECT_FALSE(header->column_of("phone").has_value());

    HeaderFinder person(HeaderRule::detect);
    person.add({cell(0, "Ada"), cell(1, "Lovelace")});
    person.add({cell(0, "Bob"), cell(1, "Builder")});
    EXPECT_TRUE(failed_with(person.finish(), ErrorCode::invalid_argument));

    HeaderFinder titled(HeaderRule::detect);
    titled.add({cell(0, "Customers")});
    titled.add({cell(0, "customer_no"), cell(1, "email"), cell(2, "city")});
    EXPECT_FALSE(titled.finish()->present) << "a title is no header";
}

TEST(XmlCutter, cuts_elements_wherever_the_pieces_end) {
    const std::string text =
        "<?xml version=\"1.0\"?>\n<a x='1'><b><b/>no</b> yes <!-- <b> --> &amp; <c/><b/></a>\n";
    for (std::size_t size = 1; size <= text.size(); ++size) {
        XmlCutter cutter([](const XmlTag& tag) -> std::optional<std::string> {
            if (tag.name == "b") return "";
            return tag.name == "c" ? std::optional<std::string>("<d/>") : std::nullopt;
        });
        std::string out;
        for (std::size_t at = 0; at < text.size(); at += size)
            ASSERT_TRUE(succeeded(cutter.feed(std::string_view(text).substr(at, size), out)));
        ASSERT_TRUE(succeeded(cutter.finish(out)));
        EXPECT_EQ(out, "<?xml version=\"1.0\"?>\n<a x='1'> yes <!-- <b> --> &amp; <d/></a>\n");
    }
}

TEST(XmlParser, refuses_what_a_spreadsheet_has_no_need_of) {
    std::string deep;
    for (int i = 0; i < 200; ++i) deep += "<a>";
    for (const std::string& bad :
         {std::string("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>"), deep, std::string("<a"),
          std::string("<a></b>"), std::string("<a>&nbsp;</a>"), std::string("plain"),
          std::string("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a/>"),
          std::string("<t:a xmlns:t=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\">"
                      "<b xmlns:t=\"urn:x\"/></t:a>")}) {
        XmlEvents events;
        XmlParser parser(events);
        const auto fed = parser.feed(bad);
        EXPECT_FALSE(fed && parser.finish()) << bad.substr(0, 60);
    }
}

class Zip : public testing::Test {
  protected:
    Result<ZipFile> open(const std::string& bytes) {
        file_ = Descriptor(::open(dir_.write("x.zip", bytes).c_str(), O_RDONLY | O_CLOEXEC));
        return ZipFile::open(file_.get(), call_);
    }
    Call call_;
    gdprd::test::TempDir dir_;
    Descriptor file_;
};

TEST_F(Zip, is_read_in_every_manner_of_writing) {
    const ZipParts parts{{"a.txt", "some text"}, {"d/b.xml", std::string(300'000, 'b')}, {"c", ""}};
    for (const bool packed : {true, false})
        for (const bool sizes_follow : {true, false}) {
            const auto zip = open(make_zip(parts, {packed, sizes_follow}));
            ASSERT_TRUE(succeeded(zip));
            ASSERT_EQ(zip->entries().size(), 3U);
            for (const auto& [name, content] : parts)
                EXPECT_EQ(*zip->read_all(*zip->find(name), call_), content);
            EXPECT_EQ(zip->find("A.TXT"), zip->find("a.txt"));
            EXPECT_EQ(zip->find("b"), nullptr);
        }
}

TEST_F(Zip, is_refused_when_readers_could_disagree_about_it) {
    const ZipParts parts{{"a", "one"}, {"b", "two"}};
    const std::string good = make_zip(parts, {false, false});
    ASSERT_TRUE(succeeded(open(good)));
    const auto changed = [&](std::size_t at, const std::string& by) {
        std::string out = good;
        return out.replace(at, by.size(), by);
    };
    const std::size_t directory = good.find("PK\1\2");
    EXPECT_FALSE(open(good + "x")) << "bytes behind its end";
    EXPECT_FALSE(open("x" + good)) << "bytes before it";
    EXPECT_FALSE(open(changed(30, "c"))) << "another name in the entry";
    EXPECT_FALSE(open(changed(directory + 8, "\1"))) << "sealed";
    EXPECT_FALSE(open(changed(directory + 10, "\14"))) << "another way of packing";
    EXPECT_FALSE(open(changed(directory + 42, "\1"))) << "an entry elsewhere";
    EXPECT_FALSE(open(make_zip({{"a", "1"}, {"A", "2"}}))) << "one name twice";
    EXPECT_FALSE(open(good.substr(0, good.size() - 1)));
    const auto wrong = open(changed(31, "X"));
    ASSERT_TRUE(succeeded(wrong));
    EXPECT_TRUE(
        failed_with(wrong->read_all(wrong->entries()[0], call_), ErrorCode::invalid_argument))
        << "another check sum";
}

TEST_F(Zip, gives_no_more_than_its_directory_says) {
    std::string bytes = make_zip({{"a", std::string(50'000, 'a')}});
    const std::size_t directory = bytes.find("PK\1\2");
    bytes.replace(directory + 24, 4, std::string("\4\0\0\0", 4));
    const auto zip = open(bytes);
    ASSERT_TRUE(succeeded(zip));
    EXPECT_TRUE(failed_with(zip->read_all(zip->entries()[0], call_), ErrorCode::invalid_argument));

    bytes.replace(directory + 24, 4, std::string("\0\0\0\x50", 4));
    EXPECT_TRUE(failed_with(open(bytes), ErrorCode::limit_exceeded)) << "it expands too far";
}

}  // namespace
}  // namespace gdprd::connectors
