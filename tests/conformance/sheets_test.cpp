#include <fcntl.h>
#include <gmock/gmock.h>
#include <sys/wait.h>
#include <unistd.h>

#include "connectors/files/file_rules.hpp"
#include "tests/conformance/files_fixture.hpp"
#include "tests/support/spreadsheets.hpp"

namespace gdprd::connectors::test {
namespace {

using gdprd::test::failed_with;
using gdprd::test::make_zip;
using gdprd::test::ods_parts;
using gdprd::test::part_of;
using gdprd::test::succeeded;
using gdprd::test::unzip;
using gdprd::test::worksheet;
using gdprd::test::xlsx_parts;
using gdprd::test::ZipParts;
using policy::CollectionKind;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

constexpr std::string_view kSpace =
    "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";

/// Shared strings as a program writes them: each value once.
std::string strings_of(const std::vector<std::string>& all) {
    std::string out = "<sst " + std::string(kSpace) + ">";
    for (const auto& one : all) out += "<si><t>" + escape_xml(one) + "</t></si>";
    return out + "</sst>";
}

/// Two sheets; Ada is in both, with a link, a comment and formulas in the first.
ZipParts staff() {
    const std::string rows =
        "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c>"
        "<c r=\"C1\" t=\"s\"><v>2</v></c><c r=\"D1\" t=\"s\"><v>3</v></c></row>"
        "<row r=\"2\" ht=\"30\"><c r=\"A2\" s=\"0\"><v>7</v></c><c r=\"B2\" t=\"s\"><v>4</v></c>"
        "<c r=\"C2\" s=\"1\"><v>29342</v></c><c r=\"D2\" t=\"str\"><f>B2&amp;\"!\"</f>"
        "<v>ada@example.org!</v></c></row>"
        "<row r=\"3\"><c r=\"A3\"><v>8</v></c><c r=\"B3\" t=\"s\"><v>5</v></c>"
        "<c r=\"C3\" s=\"1\"><v>29343</v></c><c r=\"D3\"><f>A3*2</f><v>16</v></c></row>";
    const std::string behind =
        "<hyperlinks><hyperlink ref=\"B2\" r:id=\"rId1\" display=\"ada@example.org\"/>"
        "<hyperlink ref=\"B3\" r:id=\"rId2\"/></hyperlinks>";
    const std::string second =
        "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>1</v></c><c r=\"B1\" t=\"inlineStr\"><is>"
        "<t>phone_number</t></is></c></row><row r=\"2\"><c r=\"A2\" t=\"s\"><v>5</v></c>"
        "<c r=\"B2\"><v>491701234567</v></c></row>";
    ZipParts parts = xlsx_parts(
        {{"Staff", worksheet(rows, behind)}, {"Phones", worksheet(second)}},
        {{"xl/sharedStrings.xml",
          strings_of({"id", "email", "birth_date", "note", "ada@example.org", "bob@example.org"})},
         {"xl/styles.xml", "<styleSheet " + std::string(kSpace) +
                               "><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs>"
                               "</styleSheet>"},
         {"xl/calcChain.xml",
          "<calcChain " + std::string(kSpace) + "><c r=\"D2\" i=\"1\"/><c r=\"D3\"/></calcChain>"},
         {"xl/comments1.xml", "<comments " + std::string(kSpace) +
                                  "><commentList><comment ref=\"B2\"><text><t>calls often</t>"
                                  "</text></comment><comment ref=\"B3\"><text><t>is nice</t>"
                                  "</text></comment></commentList></comments>"},
         {"xl/worksheets/_rels/sheet1.xml.rels",
          gdprd::test::links_of({{"hyperlink", "mailto:ada@example.org"},
                                 {"hyperlink", "mailto:bob@example.org"},
                                 {"comments", "../comments1.xml"}})},
         {"[Content_Types].xml",
          "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
          "<Override PartName=\"/xl/calcChain.xml\" ContentType=\"x\"/>"
          "<Override PartName=\"/xl/workbook.xml\" ContentType=\"y\"/></Types>"},
         {"docProps/core.xml", "<x>kept</x>"}});
    return parts;
}

std::string replaced(std::string text, const std::string& what, const std::string& by) {
    const std::size_t at = text.find(what);
    EXPECT_NE(at, std::string::npos) << what;
    return at == std::string::npos ? text : text.replace(at, what.size(), by);
}

class Sheets : public Files {
  protected:
    static policy::CollectionPath sheet(const std::string& file, const std::string& name) {
        return {StoreName("exports"), {file, name}};
    }
    Result<policy::RowSet> look(Connector& in, const policy::CollectionPath& where,
                                const std::string& field, const std::string& part) {
        policy::FindQuery query;
        query.in = where;
        query.fields = {field};
        query.mode = policy::MatchMode::contains;
        query.any_of = {{PersonalCell(text(part))}};
        return find_all(off_, in, query);
    }
    ResidueResult residue_of(const std::string& value) {
        auto found = connect()->residue(off_, {PersonalCell(text(value))});
        EXPECT_TRUE(succeeded(found));
        return found ? *found : ResidueResult{};
    }
    const policy::CollectionSchema* schema_at(const std::string& ns, const std::string& name) {
        schema_ = *connect()->inspect(off_);
        return schema_.find({ns, name});
    }
};

TEST_F(Sheets, are_read_with_their_types_dates_and_formulas) {
    for (const bool packed : {true, false})
        for (const bool sizes_follow : {true, false}) {
            dir_.write("staff.xlsx",
                       make_zip(staff(), {.packed = packed, .sizes_follow = sizes_follow}));
            const auto store = connect();

            const auto rows = look(*store, sheet("staff.xlsx", "Staff"), "email", "ada@");
            const auto phones = look(*store, sheet("staff.xlsx", "Phones"), "phone_number", "4917");

            ASSERT_TRUE(succeeded(rows));
            ASSERT_THAT(rows->rows, SizeIs(1));
            EXPECT_THAT(rows->fields, ElementsAre("id", "email", "birth_date", "note"));
            EXPECT_THAT(exposed(rows->rows[0].values),
                        ElementsAre(integer(7), text("ada@example.org"), text("1980-05-01"),
                                    text("ada@example.org!")));
            ASSERT_TRUE(succeeded(phones));
            ASSERT_THAT(phones->rows, SizeIs(1));
            EXPECT_EQ(exposed(phones->rows[0].values)[1], integer(491701234567));
        }
}

TEST_F(Sheets, lose_a_row_with_its_strings_links_and_comments_and_nothing_else) {
    dir_.write("staff.xlsx", make_zip(staff()));
    const ZipParts before = staff();
    const auto store = connect();
    EXPECT_EQ(residue_of("ada@example.org").state, ResidueResult::State::found);

    const auto rows = look(*store, sheet("staff.xlsx", "Staff"), "email", "ada@");
    ASSERT_TRUE(succeeded(rows));
    ASSERT_TRUE(succeeded(store->apply(off_, deletion(*rows), digest)));

    const ZipParts after = unzip(dir_.path("staff.xlsx"));
    const std::string& old = part_of(before, "xl/worksheets/sheet1.xml");
    const std::size_t row = old.find("<row r=\"2\"");
    std::string expected =
        old.substr(0, row) + "<row r=\"2\" ht=\"30\"/>" + old.substr(old.find("<row r=\"3\""));
    expected =
        replaced(expected, "<hyperlink ref=\"B2\" r:id=\"rId1\" display=\"ada@example.org\"/>", "");
    EXPECT_EQ(part_of(after, "xl/worksheets/sheet1.xml"), expected);
    EXPECT_EQ(part_of(after, "xl/sharedStrings.xml"),
              replaced(part_of(before, "xl/sharedStrings.xml"), "<si><t>ada@example.org</t></si>",
                       "<si><t/></si>"));
    EXPECT_EQ(part_of(after, "xl/comments1.xml"),
              replaced(part_of(before, "xl/comments1.xml"), "<text><t>calls often</t></text>",
                       "<text/>"));
    EXPECT_THAT(part_of(after, "xl/worksheets/_rels/sheet1.xml.rels"),
                testing::AllOf(Not(HasSubstr("ada@")), HasSubstr("bob@"), HasSubstr("comments")));
    EXPECT_EQ(part_of(after, "xl/calcChain.xml"), "") << "programs make it anew";
    EXPECT_THAT(part_of(after, "[Content_Types].xml"),
                testing::AllOf(Not(HasSubstr("calcChain")), HasSubstr("workbook.xml")));
    EXPECT_THAT(part_of(after, "xl/_rels/workbook.xml.rels"), Not(HasSubstr("calcChain")));
    for (const char* kept : {"xl/worksheets/sheet2.xml", "xl/workbook.xml", "xl/styles.xml",
                             "docProps/core.xml", "_rels/.rels"})
        EXPECT_EQ(part_of(after, kept), part_of(before, kept)) << kept;
    EXPECT_EQ(residue_of("ada@example.org").state, ResidueResult::State::clean);
    EXPECT_EQ(entries(dir_.path()), 1) << "no temporary is left";
}

TEST_F(Sheets, keep_a_string_that_another_sheet_uses) {
    dir_.write("staff.xlsx", make_zip(staff()));
    const auto store = connect();

    const auto rows = look(*store, sheet("staff.xlsx", "Staff"), "email", "bob@");
    ASSERT_TRUE(succeeded(store->apply(off_, update(*rows, "email", text("gone")), digest)));

    const ZipParts after = unzip(dir_.path("staff.xlsx"));
    EXPECT_THAT(part_of(after, "xl/sharedStrings.xml"), HasSubstr("bob@example.org"));
    EXPECT_THAT(part_of(after, "xl/worksheets/sheet1.xml"), HasSubstr(">gone<"));
    EXPECT_THAT(part_of(after, "xl/calcChain.xml"), HasSubstr("D3")) << "no formula went";
    EXPECT_THAT(part_of(after, "xl/worksheets/_rels/sheet1.xml.rels"), Not(HasSubstr("bob@")));
    EXPECT_THAT(look(*store, sheet("staff.xlsx", "Phones"), "email", "bob@")->rows, SizeIs(1));
}

std::string& part_in(ZipParts& parts, std::string_view name) {
    const auto found = std::ranges::find(parts, name, &ZipParts::value_type::first);
    EXPECT_NE(found, parts.end()) << name;
    return found->second;
}

TEST_F(Sheets, keep_a_string_whose_number_has_white_space_around_it) {
    ZipParts parts = staff();
    auto& phones = part_in(parts, "xl/worksheets/sheet2.xml");
    phones = replaced(phones, "<v>5</v>", "<v>\n  5\n</v>");
    dir_.write("staff.xlsx", make_zip(parts));
    const auto store = connect();
    ASSERT_THAT(look(*store, sheet("staff.xlsx", "Phones"), "email", "bob@")->rows, SizeIs(1));

    const auto rows = look(*store, sheet("staff.xlsx", "Staff"), "email", "bob@");
    ASSERT_TRUE(succeeded(store->apply(off_, deletion(*rows), digest)));

    EXPECT_THAT(part_of(unzip(dir_.path("staff.xlsx")), "xl/sharedStrings.xml"),
                HasSubstr("bob@example.org"));
}

TEST_F(Sheets, are_not_changed_where_a_cell_names_a_string_that_nobody_understands) {
    ZipParts parts = staff();
    auto& phones = part_in(parts, "xl/worksheets/sheet2.xml");
    phones = replaced(phones, "<v>5</v>", "<v>five</v>");
    const std::string content = make_zip(parts);
    dir_.write("staff.xlsx", content);
    const auto store = connect();

    const auto rows = look(*store, sheet("staff.xlsx", "Staff"), "email", "bob@");

    EXPECT_TRUE(failed_with(store->apply(off_, deletion(*rows), digest), ErrorCode::unsupported));
    EXPECT_EQ(dir_.read("staff.xlsx"), content);
}

TEST_F(Sheets, lose_the_comments_of_the_row_that_the_cells_say) {
    ZipParts parts = staff();
    auto& rows = part_in(parts, "xl/worksheets/sheet1.xml");
    // rows without numbers, and none between the header and the others
    for (const char* number : {" r=\"1\"", " r=\"2\" ht=\"30\"", " r=\"3\""})
        rows = replaced(rows, "<row" + std::string(number), "<row");
    for (const char* column : {"A", "B", "C", "D"}) {
        rows = replaced(rows, "r=\"" + std::string(column) + "3\"",
                        "r=\"" + std::string(column) + "9\"");
    }
    rows = replaced(rows, "ref=\"B3\"", "ref=\"B9\"");
    auto& comments = part_in(parts, "xl/comments1.xml");
    comments = replaced(comments, "ref=\"B3\"", "ref=\"B9\"");
    dir_.write("staff.xlsx", make_zip(parts));
    const auto store = connect();

    const auto found = look(*store, sheet("staff.xlsx", "Staff"), "email", "bob@");
    ASSERT_TRUE(succeeded(store->apply(off_, deletion(*found), digest)));

    const ZipParts after = unzip(dir_.path("staff.xlsx"));
    EXPECT_EQ(part_of(after, "xl/comments1.xml"),
              replaced(comments, "<text><t>is nice</t></text>", "<text/>"));
    EXPECT_THAT(part_of(after, "xl/worksheets/_rels/sheet1.xml.rels"),
                testing::AllOf(HasSubstr("ada@"), Not(HasSubstr("bob@"))));
}

TEST_F(Sheets, keep_a_relationship_that_is_no_link) {
    ZipParts parts = staff();
    auto& links = part_in(parts, "xl/worksheets/_rels/sheet1.xml.rels");
    links = replaced(links, "relationships/hyperlink", "relationships/table");
    dir_.write("staff.xlsx", make_zip(parts));
    const auto store = connect();

    const auto rows = look(*store, sheet("staff.xlsx", "Staff"), "email", "ada@");
    ASSERT_TRUE(succeeded(store->apply(off_, deletion(*rows), digest)));

    EXPECT_THAT(part_of(unzip(dir_.path("staff.xlsx")), "xl/worksheets/_rels/sheet1.xml.rels"),
                HasSubstr("relationships/table"));
}

TEST_F(Sheets, lose_a_formula_that_only_their_own_row_shares) {
    const std::string rows =
        "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>customer_name</t></is></c></row>"
        "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>Ada</t></is></c><c r=\"B2\" t=\"str\">"
        "<f t=\"array\" ref=\"B2:C2\">{\"Ada\",\"Lane\"}</f><v>Ada</v></c></row>"
        "<row r=\"3\"><c r=\"A3\" t=\"inlineStr\"><is><t>Bob</t></is></c></row>";
    dir_.write("x.xlsx", make_zip(xlsx_parts({{"S", worksheet(rows)}})));
    const auto store = connect([](StoreSettings& s) { s.formats = {"*=xlsx-header"}; });

    const auto found = look(*store, sheet("x.xlsx", "S"), "customer_name", "Ada");
    ASSERT_TRUE(succeeded(store->apply(off_, deletion(*found), digest)));

    EXPECT_THAT(part_of(unzip(dir_.path("x.xlsx")), "xl/worksheets/sheet1.xml"),
                testing::AllOf(Not(HasSubstr("Lane")), HasSubstr("<row r=\"2\"/>")));
}

TEST_F(Sheets, are_read_where_prefixes_are_declared_further_in) {
    ZipParts parts = staff();
    const std::string space =
        "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
    auto& book = part_in(parts, "xl/workbook.xml");
    book = replaced(book, " " + space, "");
    book = replaced(book, "r:id=\"rId1\"", space + " r:id=\"rId1\"");
    book = replaced(book, "r:id=\"rId2\"", space + " r:id=\"rId2\"");
    dir_.write("staff.xlsx", make_zip(parts));

    EXPECT_THAT(look(*connect(), sheet("staff.xlsx", "Staff"), "email", "ada@")->rows, SizeIs(1));
}

TEST_F(Sheets, are_not_read_of_a_note_that_says_who_has_the_file_open) {
    dir_.write("staff.xlsx", make_zip(staff()));
    dir_.write("~$staff.xlsx", "somebody");

    const auto schema = connect()->inspect(off_);

    ASSERT_TRUE(succeeded(schema));
    EXPECT_THAT(schema->collections, SizeIs(2));
}

TEST_F(Sheets, with_small_files_of_endless_rows_are_told) {
    std::string cells;
    for (int i = 0; i < 20'000; ++i) cells += "<c/>";
    cells += "<c><v>1</v></c>";
    dir_.write("wide.xlsx", make_zip(xlsx_parts({{"S", worksheet("<row>" + cells + "</row>")}})));
    std::string spaces;
    for (int i = 0; i < 5000; ++i) spaces += "<text:s text:c=\"4096\"/>";
    dir_.write("long.ods",
               make_zip(ods_parts("<table:table table:name=\"S\"><table:table-row>"
                                  "<table:table-cell office:value-type=\"string\"><text:p>" +
                                  spaces +
                                  "</text:p></table:table-cell></table:table-row></table:table>")));

    const auto schema = connect()->inspect(off_);

    ASSERT_TRUE(succeeded(schema));
    ASSERT_THAT(schema->collections, SizeIs(2));
    for (const auto& one : schema->collections) {
        EXPECT_EQ(one.kind, CollectionKind::unreadable) << one.name.ns;
        EXPECT_THAT(one.comment, testing::AnyOf(HasSubstr("too wide"), HasSubstr("too long")));
    }
}

TEST_F(Sheets, keep_a_formula_that_other_rows_share) {
    const std::string rows =
        "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>customer_name</t></is></c></row>"
        "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>Ada</t></is></c><c r=\"B2\" t=\"str\">"
        "<f t=\"shared\" ref=\"B2:B3\" si=\"0\">A2&amp;\".\"</f><v>Ada.</v></c></row>"
        "<row r=\"3\"><c r=\"A3\" t=\"inlineStr\"><is><t>Bob</t></is></c><c r=\"B3\" t=\"str\">"
        "<f t=\"shared\" si=\"0\"/><v>Bob.</v></c></row>";
    dir_.write("x.xlsx", make_zip(xlsx_parts({{"S", worksheet(rows)}})));
    const auto store = connect([](StoreSettings& s) { s.formats = {"*.xlsx=xlsx-header"}; });
    const auto ada = look(*store, sheet("x.xlsx", "S"), "customer_name", "Ada");
    ASSERT_TRUE(succeeded(ada));

    ASSERT_TRUE(succeeded(store->apply(off_, deletion(*ada), digest)));

    EXPECT_THAT(part_of(unzip(dir_.path("x.xlsx")), "xl/worksheets/sheet1.xml"),
                HasSubstr("<row r=\"2\"><c r=\"B2\"><f t=\"shared\" ref=\"B2:B3\" si=\"0\">"
                          "A2&amp;\".\"</f></c></row><row r=\"3\">"));
}

TEST_F(Sheets, of_opendocument_keep_their_places_and_repeated_cells) {
    const auto cell = [](const std::string& value, const std::string& more = "") {
        return "<table:table-cell office:value-type=\"string\"" + more + "><text:p>" + value +
               "</text:p></table:table-cell>";
    };
    const std::string head = "<table:table table:name=\"People\"><table:table-row>" +
                             cell("customer_no") + cell("first_name") + cell("last_name") +
                             "</table:table-row>";
    const std::string bob = "<table:table-row>" + cell("2") +
                            cell("Bob", " table:number-columns-repeated=\"2\"") +
                            "</table:table-row></table:table>";
    dir_.write("people.ods",
               make_zip(ods_parts(head + "<table:table-row table:number-rows-repeated=\"2\">" +
                                  cell("1") + cell("Ada<text:s text:c=\"2\"/>B") + cell("x") +
                                  "</table:table-row>" + bob)));
    const auto store = connect();
    const auto where = sheet("people.ods", "People");

    const auto ada = look(*store, where, "first_name", "Ada");
    ASSERT_TRUE(succeeded(ada));
    ASSERT_THAT(ada->rows, SizeIs(1));
    EXPECT_EQ(exposed(ada->rows[0].values)[1], text("Ada  B"));
    ASSERT_TRUE(succeeded(store->apply(off_, deletion(*ada), digest)));
    const auto found = look(*store, where, "last_name", "Bob");
    ASSERT_TRUE(succeeded(store->apply(off_, update(*found, "last_name", null()), digest)));

    EXPECT_EQ(part_of(unzip(dir_.path("people.ods")), "content.xml"),
              gdprd::test::ods_content(
                  head +
                  "<table:table-row table:number-rows-repeated=\"2\"><table:table-cell/>"
                  "</table:table-row><table:table-row>" +
                  cell("2") + cell("Bob") + "<table:table-cell/></table:table-row></table:table>"));
}

TEST_F(Sheets, say_which_cannot_be_read_and_go_on_with_the_others) {
    dir_.write("good.xlsx", make_zip(staff()));
    dir_.write("old.xlsx", std::string("\xD0\xCF\x11\xE0", 4) + std::string(600, 'x'));
    const std::string whole = make_zip(staff());
    dir_.write("cut.xlsx", whole.substr(0, whole.size() / 2));
    dir_.write("bomb.xlsx", make_zip(xlsx_parts({{"S", worksheet(std::string(67'200'000, ' '))}})));
    dir_.write("entity.xlsx",
               make_zip(xlsx_parts({{"S", "<!DOCTYPE x [<!ENTITY a \"b\">]>" + worksheet("")}})));
    ZipParts sealed = ods_parts("");
    sealed.emplace_back(
        "META-INF/manifest.xml",
        "<m:manifest xmlns:m=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\">"
        "<m:file-entry><m:encryption-data/></m:file-entry></m:manifest>");
    dir_.write("sealed.ods", make_zip(sealed));

    ASSERT_NE(schema_at("good.xlsx", "Staff"), nullptr);
    EXPECT_EQ(schema_.find({"good.xlsx", "Staff"})->kind, CollectionKind::table);
    EXPECT_EQ(schema_.find({"good.xlsx", "Staff"})->row_estimate, 2U);
    for (const auto& [ns, name, why] :
         {std::tuple("main", "old.xlsx", "password"), std::tuple("main", "cut.xlsx", "damaged"),
          std::tuple("main", "bomb.xlsx", "unpacks to more"),
          std::tuple("entity.xlsx", "S", "document type"),
          std::tuple("main", "sealed.ods", "password")}) {
        const auto* one = schema_.find({ns, name});
        ASSERT_NE(one, nullptr) << name;
        EXPECT_EQ(one->kind, CollectionKind::unreadable) << name;
        EXPECT_THAT(one->comment, HasSubstr(why)) << name;
    }
    EXPECT_EQ(residue_of("zoe@example.org").limits.size(), 3U) << "what was not searched is told";
}

TEST_F(Sheets, whose_document_is_signed_are_not_changed) {
    ZipParts parts = staff();
    parts.emplace_back("_xmlsignatures/sig1.xml", "<x/>");
    const std::string content = make_zip(parts);
    dir_.write("staff.xlsx", content);
    const auto store = connect();
    const auto step = deletion(*look(*store, sheet("staff.xlsx", "Staff"), "email", "ada@"));

    EXPECT_TRUE(failed_with(store->rehearse(off_, {&step}, [](const auto&) { return digest; }),
                            ErrorCode::unsupported));
    EXPECT_TRUE(failed_with(store->apply(off_, step, digest), ErrorCode::unsupported));
    EXPECT_EQ(dir_.read("staff.xlsx"), content);
}

TEST_F(Sheets, are_refused_before_anybody_approves_where_another_part_cannot_be_written) {
    ZipParts parts = staff();
    auto& comments = part_in(parts, "xl/comments1.xml");
    comments = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>" + comments;
    const std::string content = make_zip(parts);
    dir_.write("staff.xlsx", content);
    const auto store = connect();
    const auto step = deletion(*look(*store, sheet("staff.xlsx", "Staff"), "email", "ada@"));

    const auto tried = store->rehearse(off_, {&step}, [](const auto&) { return digest; });

    EXPECT_FALSE(tried.has_value());
    EXPECT_FALSE(store->apply(off_, step, digest).has_value());
    EXPECT_EQ(dir_.read("staff.xlsx"), content);
}

TEST_F(Sheets, keep_no_field_that_tells_the_old_size_of_a_changed_part) {
    dir_.write("staff.xlsx", make_zip(staff(), {.zip64 = true}));
    const auto store = connect();
    const auto step = deletion(*look(*store, sheet("staff.xlsx", "Staff"), "email", "ada@"));
    ASSERT_TRUE(succeeded(store->apply(off_, step, digest)));

    const std::string now = dir_.read("staff.xlsx");
    const Descriptor file(::open(dir_.path("staff.xlsx").c_str(), O_RDONLY | O_CLOEXEC));
    const auto zip = ZipFile::open(file.get(), Call());
    ASSERT_TRUE(succeeded(zip));
    for (const auto& [name, extra] :
         {std::pair("xl/worksheets/sheet1.xml", 0U), std::pair("docProps/core.xml", 20U)}) {
        const ZipEntry* const entry = zip->find(name);
        ASSERT_NE(entry, nullptr);
        EXPECT_EQ(zip_number(now, entry->header_at + 28, 2), extra) << name;
        EXPECT_EQ(zip_number(entry->record, 30, 2), extra) << name;
    }
    EXPECT_THAT(look(*store, sheet("staff.xlsx", "Staff"), "email", "bob@")->rows, SizeIs(1));
}

TEST_F(Sheets, of_opendocument_keep_what_says_their_kind_in_front) {
    const std::string table =
        "<table:table table:name=\"S\"><table:table-row><table:table-cell "
        "office:value-type=\"string\"><text:p>customer_name</text:p></table:table-cell>"
        "</table:table-row><table:table-row><table:table-cell office:value-type=\"string\">"
        "<text:p>Ada</text:p></table:table-cell></table:table-row></table:table>";
    dir_.write("x.ods", make_zip(ods_parts(table), {.packed = false, .backwards = true}));
    const auto store = connect([](StoreSettings& s) { s.formats = {"*=ods-header"}; });
    const auto found = look(*store, sheet("x.ods", "S"), "customer_name", "Ada");
    ASSERT_TRUE(succeeded(store->apply(off_, deletion(*found), digest)));

    EXPECT_EQ(dir_.read("x.ods").substr(30, 54),
              "mimetypeapplication/vnd.oasis.opendocument.spreadsheet");
}

TEST_F(Sheets, with_bytes_that_no_program_reads_are_told) {
    dir_.write("staff.xlsx", make_zip(staff(), {.behind = "ada@example.org"}));

    ASSERT_NE(schema_at("main", "staff.xlsx"), nullptr);
    EXPECT_EQ(schema_.find({"main", "staff.xlsx"})->kind, CollectionKind::unreadable);
}

TEST_F(Sheets, tell_what_is_packed_within_them_and_so_not_searched) {
    for (const auto& [name, content] :
         {std::pair<std::string, std::string>("xl/embeddings/list.xlsx", make_zip(staff())),
          std::pair<std::string, std::string>("xl/embeddings/oleObject1.bin",
                                              "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and more")}) {
        ZipParts parts = staff();
        dir_.write("staff.xlsx", make_zip(parts));
        EXPECT_THAT(residue_of("zoe@example.org").limits,
                    Not(testing::Contains(HasSubstr("compressed or sealed"))));
        parts.emplace_back(name, content);
        dir_.write("staff.xlsx", make_zip(parts));
        EXPECT_THAT(residue_of("zoe@example.org").limits,
                    testing::Contains(HasSubstr("1 file whose content is compressed or sealed")))
            << name;
    }
}

TEST_F(Sheets, may_each_have_their_own_format) {
    dir_.write("a/staff.xlsx", make_zip(staff()));
    const auto store = connect([](StoreSettings& s) {
        s.formats = {"a/staff.xlsx/Phones=xlsx-no-header", "*/Staff=ignore"};
    });

    const auto schema = store->inspect(off_);

    ASSERT_TRUE(succeeded(schema));
    ASSERT_THAT(schema->collections, SizeIs(1));
    ASSERT_NE(schema->find({"a/staff.xlsx", "Phones"}), nullptr);
    EXPECT_EQ(schema->find({"a/staff.xlsx", "Phones"})->fields[0].name, "column_1");
    EXPECT_EQ(schema->find({"a/staff.xlsx", "Phones"})->row_estimate, 2U);
}

TEST_F(Sheets, are_searched_where_no_row_shows_it) {
    ZipParts parts = staff();
    parts.emplace_back("docProps/app.xml", "<x><Manager>eve@example.org</Manager></x>");
    parts.emplace_back("xl/pivotCache/records1.xml", "<x><s v=\"mal@example.org\"/></x>");
    parts.emplace_back("xl/other.xml",
                       "<x><si><r><t>zoe@exam</t></r><r><t>ple.org</t></r>"
                       "</si><si><t>ida&#64;example.org</t></si></x>");
    parts.emplace_back("xl/comments2.xml",
                       "<x><r><rPr><b/><sz val=\"11\"/></rPr><t>Sister of una@exam</t></r>"
                       "<r><rPr><b/></rPr><t>ple.org, call</t></r></x>");
    dir_.write("staff.xlsx", make_zip(parts));
    dir_.write("old.zip", make_zip({{"list.txt", "kim@example.org"}}));

    for (const char* there : {"eve", "mal", "zoe", "ida", "una", "kim"})
        EXPECT_EQ(residue_of(std::string(there) + "@example.org").state,
                  ResidueResult::State::found)
            << there;
    EXPECT_EQ(residue_of("nobody@example.org").state, ResidueResult::State::clean);
}

TEST_F(Sheets, are_whole_and_clean_after_a_kill_at_any_moment) {
    std::string rows = "<row><c t=\"inlineStr\"><is><t>customer_name</t></is></c></row>";
    for (int i = 0; i < 700; ++i)
        rows += "<row><c t=\"inlineStr\"><is><t>person " + std::to_string(i % 7) +
                "</t></is></c></row>";
    const std::string content = make_zip(xlsx_parts({{"S", worksheet(rows)}}));
    dir_.write("x.xlsx", content);
    const auto change = [](StoreSettings& s) { s.formats = {"*=xlsx-header"}; };
    const auto step =
        deletion(*look(*connect(change), sheet("x.xlsx", "S"), "customer_name", "person 3"));
    ASSERT_TRUE(succeeded(connect(change)->apply(off_, step, digest)));
    const std::string after = dir_.read("x.xlsx");
    int before = 0;
    for (int round = 0; round < 6; ++round) {
        dir_.write("x.xlsx", content);
        const pid_t child = ::fork();
        if (child == 0) {
            (void)connect(change)->apply(off_, step, digest);
            ::_exit(0);
        }
        ::usleep(static_cast<useconds_t>(round * 20'000));
        ::kill(child, SIGKILL);
        int status = 0;
        ::waitpid(child, &status, 0);
        const std::string left = dir_.read("x.xlsx");
        ASSERT_TRUE(left == content || left == after) << "round " << round;
        before += left == content ? 1 : 0;
        ASSERT_TRUE(succeeded(connect(change)->apply(off_, step, digest)));
        EXPECT_EQ(dir_.read("x.xlsx"), after);
        ASSERT_TRUE(succeeded(connect(change)->residue(off_, {})));
        EXPECT_EQ(entries(dir_.path()), 1) << "round " << round;
    }
    EXPECT_GT(before, 0) << "no kill came before the end";
}

}  // namespace
}  // namespace gdprd::connectors::test
