#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "connectors/files/delimited.hpp"
#include "connectors/files/json_records.hpp"
#include "connectors/files/json_text.hpp"
#include "connectors/files/vcard.hpp"
#include "connectors/files/word_search.hpp"
#include "tests/support/printers.hpp"

namespace gdprd::connectors {
namespace {

using gdprd::test::failed_with;
using policy::Cell;
using testing::ElementsAre;
using testing::Pair;

/// Names with their values: "<null>" for null, numbers with a '#' before them.
using Shown = std::vector<std::pair<std::string, std::string>>;

Shown shown(const RecordFormat& format, std::string_view record) {
    Shown out;
    const auto done = format.read(record, [&](std::string_view name, Cell&& value) {
        const bool number = value.kind == Cell::Kind::integer || value.kind == Cell::Kind::real;
        out.emplace_back(
            name, value.kind == Cell::Kind::null ? "<null>" : (number ? "#" : "") + value.bytes);
    });
    if (!done) return {{"error", done.error().message()}};
    return out;
}

struct Cuts {
    std::vector<std::string> records;
    std::string between;
    std::string error;
};

Cuts cut_all(RecordFormat& format, std::string_view text) {
    Cuts out;
    while (!text.empty()) {
        const auto cut = format.cut(text, true);
        if (!cut) {
            out.error = cut.error().message();
            return out;
        }
        const auto piece = text.substr(0, (*cut)->size);
        if ((*cut)->is_record) {
            out.records.emplace_back(piece);
        } else {
            out.between += piece;
        }
        text.remove_prefix(piece.size());
    }
    if (const auto whole = format.finish(); !whole) out.error = whole.error().message();
    return out;
}

DelimitedFormat csv(std::string_view text, HeaderRule header = HeaderRule::detect) {
    auto dialect = detect_dialect(text, true, header, 0);
    EXPECT_TRUE(gdprd::test::succeeded(dialect));
    return DelimitedFormat(dialect ? *dialect : Dialect{});
}

Assignment null_of(const char* field) {
    return {field, Cell{}};
}
Assignment text_of(const char* field, const char* value) {
    return {field, Cell{Cell::Kind::text, value}};
}

TEST(Delimited, reads_records_of_rfc_4180) {
    constexpr std::string_view kText =
        "id,note,\"a \"\"name\"\"\"\r\n1,\"two\r\nlines, one \"\"cell\"\"\",\r\n2,\"\",x";
    auto format = csv(kText);

    const Cuts cuts = cut_all(format, kText);

    ASSERT_EQ(cuts.records.size(), 2U);
    EXPECT_THAT(shown(format, cuts.records[0]),
                ElementsAre(Pair("id", "1"), Pair("note", "two\r\nlines, one \"cell\""),
                            Pair("a \"name\"", "<null>")));
    EXPECT_THAT(shown(format, cuts.records[1]),
                ElementsAre(Pair("id", "2"), Pair("note", ""), Pair("a \"name\"", "x")));
    EXPECT_EQ(cuts.between, "id,note,\"a \"\"name\"\"\"\r\n");
}

TEST(Delimited, finds_out_delimiter_and_header) {
    for (const auto& [text, delimiter, header] :
         {std::tuple("id;name\n1;A, B\n2;C, D, E\n", ';', true),
          std::tuple("id\tname\n1\tx\n", '\t', true), std::tuple("a|b\n1|2\n", '|', true),
          std::tuple("1,ada@example.org\n2,eve@example.org\n", ',', false),
          std::tuple("Ada,ada@example.org\n", ',', false), std::tuple("name\nAda\n", ',', true),
          std::tuple("x,x\n1,2\n", ',', false), std::tuple("who,note\nAda,1\n", ',', true),
          std::tuple("customer_no;first_name\n", ';', true),
          std::tuple("Kundennr;Nachname;Vorname;Ort\n", ';', true)}) {
        const auto dialect = detect_dialect(text, true, HeaderRule::detect, 0);
        ASSERT_TRUE(gdprd::test::succeeded(dialect)) << text;
        EXPECT_EQ(dialect->delimiter, delimiter) << text;
        EXPECT_EQ(dialect->has_header, header) << text;
    }
    EXPECT_THAT(detect_dialect("a,,a\n1,2,3\n", true, HeaderRule::present, 0)->names,
                ElementsAre("a", "column_2", "a_3"));
}

TEST(Delimited, takes_nothing_for_a_header_that_may_be_a_person) {
    for (const std::string_view text :
         {"Ada,Lovelace\nBob,Builder\n", "Ada;Lovelace;unknown\nBob;Builder;0123\n", "Zqxj\n",
          "Zqxj,Berlin\nVwxk,Berlin\n", "Zqxj,Qwrt,none\nVwxk,Bnmp,1\n"}) {
        EXPECT_TRUE(failed_with(detect_dialect(text, true, HeaderRule::detect, 0),
                                ErrorCode::invalid_argument))
            << text;
        EXPECT_FALSE(detect_dialect(text, true, HeaderRule::absent, 0)->has_header);
    }
}

TEST(Delimited, changes_one_field_and_no_other_byte) {
    auto format = csv("id,note,name\n");

    EXPECT_EQ(*format.write("7, \"kept\" ,\"Ada\"\r\n", {text_of("name", "x")}),
              "7, \"kept\" ,x\r\n");
    EXPECT_EQ(*format.write("\"7\",a,b", {null_of("note"), text_of("id", "a\"b,c\nd")}),
              "\"a\"\"b,c\nd\",,b");
    EXPECT_EQ(*format.write("1,2,3\n", {text_of("note", "")}), "1,\"\",3\n");
}

TEST(Delimited, refuses_what_is_no_table) {
    for (const auto& [text, why] :
         {std::pair("a,b\n1,\"open\n", "a quoted field has no end"),
          std::pair("a,b\n1,\"x\"y\n", "text follows the closing quote of a field")}) {
        DelimitedFormat format(Dialect{',', true, {"a", "b"}});
        EXPECT_EQ(cut_all(format, text).error, why);
    }
    DelimitedFormat format(Dialect{',', true, {"a", "b"}});
    EXPECT_THAT(shown(format, "1,2,3\n"),
                ElementsAre(Pair("error", "a record has more fields than there are names")));
    EXPECT_THAT(shown(format, "1\n"),
                ElementsAre(Pair("error", "a record has fewer fields than there are names")));
}

TEST(Delimited, takes_an_empty_line_for_a_null_where_there_is_one_field) {
    auto one = csv("name\nAda\n\nEve\n", HeaderRule::present);
    auto two = csv("a,b\n1,2\n\n3,4\n");

    EXPECT_THAT(cut_all(one, "name\nAda\n\nEve\n").records, ElementsAre("Ada\n", "\n", "Eve\n"));
    EXPECT_THAT(cut_all(two, "a,b\n1,2\n\n3,4\n").records, ElementsAre("1,2\n", "3,4\n"));
}

TEST(JsonRecords, reads_objects_of_an_array_and_of_lines) {
    for (const std::string_view text : {"[ {\"id\": 1, \"who\": {\"mail\": \"\\u00e9\"}},\n "
                                        "{\"id\": 2, \"tags\": [\"\\u00e9\", 1]} ]\n",
                                        "{\"id\": 1, \"who\": {\"mail\": \"\\u00e9\"}}\n{\"id\": "
                                        "2, \"tags\": [\"\\u00e9\", 1]}"}) {
        JsonFormat format;
        const Cuts cuts = cut_all(format, text);
        ASSERT_EQ(cuts.records.size(), 2U) << cuts.error;
        EXPECT_THAT(shown(format, cuts.records[0]),
                    ElementsAre(Pair("id", "#1"), Pair("who.mail", "é")));
        EXPECT_THAT(shown(format, cuts.records[1]),
                    ElementsAre(Pair("id", "#2"), Pair("tags", "[\"é\",1]")));
    }
}

TEST(JsonRecords, changes_one_member_and_no_other_byte) {
    const JsonFormat format;
    constexpr std::string_view kRecord = R"({ "a" : {"b":1.50, "c": "x"} ,"d":[1, 2]})";

    EXPECT_EQ(*format.write(kRecord, {text_of("a.c", "q\"\n")}),
              R"({ "a" : {"b":1.50, "c": "q\"\n"} ,"d":[1, 2]})");
    EXPECT_EQ(*format.write(kRecord, {null_of("a.b"), null_of("d"), null_of("not_there")}),
              R"({ "a" : {"b":null, "c": "x"} ,"d":null})");
    EXPECT_TRUE(
        failed_with(format.write(kRecord, {text_of("not_there", "x")}), ErrorCode::unsupported));
}

TEST(JsonRecords, refuses_what_is_no_list_of_objects) {
    for (const auto& [text, why] :
         {std::pair("[1]", "something that is no object stands among the objects"),
          std::pair("[{}", "the array has no end"), std::pair("[{},]", "no object follows a comma"),
          std::pair("[{} {}]", "a comma is missing between two objects"),
          std::pair("[{}] x", "something follows the array"),
          std::pair("{\"a\": 1", "an object has no end")}) {
        JsonFormat format;
        EXPECT_EQ(cut_all(format, text).error, why) << text;
    }
    const JsonFormat format;
    EXPECT_THAT(shown(format, R"({"a":1,"a":2})").back(),
                Pair("error", "two members of an object have the same name"));
    EXPECT_THAT(shown(format, R"({"a.b":1,"a":{"b":2}})").back().first, "error");
    EXPECT_THAT(shown(format, "{\"a\":\"\xff\"}").back().second, "an object is not valid JSON");
    const std::string deep = "{\"a\":" + std::string(100, '[') + std::string(100, ']') + "}";
    EXPECT_THAT(shown(format, deep).back().second, "an object is nested too deep");
}

TEST(JsonRecords, take_members_whose_names_are_data_for_rows) {
    const char* text =
        "{ \"anna@mail.example\": {\"name\": \"Anna\", \"home\": {\"town\": \"Graz\"}},\n"
        " \"otto@mail.example\" : \"yes\", \"4711\":[1, \"a,b}\"] }\n";
    JsonFormat format;
    const Cuts cuts = cut_all(format, text);
    ASSERT_THAT(cuts.error, "");
    ASSERT_EQ(cuts.records.size(), 3U);
    EXPECT_THAT(shown(format, cuts.records[0]),
                ElementsAre(Pair("$key", "anna@mail.example"), Pair("name", "Anna"),
                            Pair("home.town", "Graz")));
    EXPECT_THAT(shown(format, cuts.records[1]),
                ElementsAre(Pair("$key", "otto@mail.example"), Pair("$", "yes")));
    EXPECT_THAT(shown(format, cuts.records[2]),
                ElementsAre(Pair("$key", "4711"), Pair("$", "[1,\"a,b}\"]")));
    EXPECT_TRUE(format.has_separators());

    const auto renamed =
        format.write(cuts.records[0], {{"$key", {Cell::Kind::text, "p1"}}, {"name", {}}});
    ASSERT_TRUE(renamed);
    EXPECT_EQ(*renamed, "\"p1\": {\"name\": null, \"home\": {\"town\": \"Graz\"}}");
    EXPECT_TRUE(failed_with(format.write(cuts.records[0], {{"$key", {}}}), ErrorCode::unsupported));

    JsonFormat emptied;
    EXPECT_THAT(cut_all(emptied, "{\n }").records, ElementsAre());
    JsonFormat cut_off;
    EXPECT_NE(cut_all(cut_off, "{\"anna@mail.example\": {\"a\": 1}, ").error, "");
}

TEST(JsonRecords, take_members_with_an_address_each_for_rows) {
    JsonFormat format;
    const Cuts cuts = cut_all(format,
                              "{\"anna\": {\"email\": \"anna@mail.example\"},"
                              " \"otto\": {\"n\": 1, \"mail\": \"otto@mail.example\"}}");
    ASSERT_EQ(cuts.records.size(), 2U);
    EXPECT_THAT(shown(format, cuts.records[1]), ElementsAre(Pair("$key", "otto"), Pair("n", "#1"),
                                                            Pair("mail", "otto@mail.example")));
    JsonFormat one_person;
    EXPECT_EQ(cut_all(one_person, "{\"name\": \"Anna\", \"home\": {\"mail\": \"a@b.example\"}}")
                  .records.size(),
              1U);
    JsonFormat lines;
    const char* two = "{\"user\": {\"mail\": \"a@b.example\"}}\n{\"user\": {}}\n";
    EXPECT_THAT(shown(lines, cut_all(lines, two).records[0]),
                ElementsAre(Pair("user.mail", "a@b.example")));
}

TEST(JsonRecords, go_on_taking_members_for_rows_when_some_say_less) {
    for (const char* text :
         {R"({"anna": {"email": "anna@mail.example"}, "new": {}})",
          R"({"erased": {"email": null}, "otto@mail.example": {"email": "otto@mail.example"}})"}) {
        JsonFormat format;
        EXPECT_EQ(cut_all(format, text).records.size(), 2U) << text;
    }
    JsonFormat told(MapRule::always);
    EXPECT_EQ(cut_all(told, R"({"anna": {"email": null}, "otto": {}})").records.size(), 2U);
    JsonFormat lines(MapRule::never);
    EXPECT_EQ(cut_all(lines, R"({"user": {"email": "otto@mail.example"}})").records.size(), 1U);
}

TEST(JsonRecords, take_members_that_are_alike_for_rows) {
    for (const auto& [text, rows] :
         {std::pair(R"({"Anna Berg": {"age": 31, "x": 1}, "Otto Kern": {"age": 5}})", 2U),
          std::pair(R"({"DE02": {"limit": 5}, "DE03": {}, "DE04": {"limit": 1}})", 3U),
          std::pair(R"({"Anna Berg <anna@mail.example>": {"list": "news"}})", 1U),
          std::pair(R"({"home": {"town": "Graz"}, "work": {"street": "A 1"}})", 1U),
          std::pair(R"({"home": {"town": "Graz"}})", 1U)}) {
        JsonFormat format;
        EXPECT_EQ(cut_all(format, text).records.size(), rows) << text;
    }
    JsonFormat format;
    EXPECT_THAT(shown(format, cut_all(format, R"({"Anna <a@b.example>": {"n": 1}})").records[0]),
                ElementsAre(Pair("$key", "Anna <a@b.example>"), Pair("n", "#1")));
}

TEST(JsonRecords, take_notes_about_members_for_fields) {
    JsonFormat format;
    const char* text =
        R"([{"id": 1, "born@odata.type": "#Date", "by": 7, "by@Vendor.Names.name": "x",)"
        R"( "title@en": "Ms"}])";
    EXPECT_THAT(shown(format, cut_all(format, text).records[0]),
                ElementsAre(Pair("id", "#1"), Pair("born@odata.type", "#Date"), Pair("by", "#7"),
                            Pair("by@Vendor.Names.name", "x"), Pair("title@en", "Ms")));
}

TEST(JsonRecords, never_take_data_for_the_name_of_a_field) {
    const char* text =
        "{\"id\": 1, \"guests\": {\"anna@mail.example\": \"yes\"}, \"by\": {\"17\": 2}}\n"
        "{\"otto@mail.example\": 1, \"id\": 2}\n"
        "{\"2023\": 5, \"2024\": 6}\n";
    JsonFormat format;
    const Cuts cuts = cut_all(format, text);
    ASSERT_EQ(cuts.records.size(), 3U);
    EXPECT_THAT(shown(format, cuts.records[0]),
                ElementsAre(Pair("id", "#1"), Pair("guests", "{\"anna@mail.example\":\"yes\"}"),
                            Pair("by", "{\"17\":2}")));
    EXPECT_THAT(shown(format, cuts.records[1]),
                ElementsAre(Pair("$", "{\"otto@mail.example\":1,\"id\":2}")));
    EXPECT_THAT(shown(format, cuts.records[2]),
                ElementsAre(Pair("2023", "#5"), Pair("2024", "#6")));
    EXPECT_TRUE(failed_with(format.write(cuts.records[1], {{"$", {}}}), ErrorCode::unsupported));
}

TEST(Vcard, reads_and_changes_cards) {
    VcardFormat format;
    constexpr std::string_view kText =
        "BEGIN:VCARD\r\nVERSION:4.0\r\nN:Example;Ada;;;\r\nitem1.EMAIL;TYPE=home:ada@exam\r\n "
        "ple.org\r\nemail:b@example.org\r\nNOTE:a\\nb\\, c\r\nBDAY:\r\nEND:VCARD\r\n\r\n";

    const Cuts cuts = cut_all(format, kText);

    ASSERT_EQ(cuts.records.size(), 1U) << cuts.error;
    EXPECT_THAT(shown(format, cuts.records[0]),
                ElementsAre(Pair("N.family", "Example"), Pair("N.given", "Ada"),
                            Pair("N.additional", "<null>"), Pair("N.prefixes", "<null>"),
                            Pair("N.suffixes", "<null>"), Pair("EMAIL", "ada@example.org"),
                            Pair("EMAIL_2", "b@example.org"), Pair("NOTE", "a\nb, c"),
                            Pair("BDAY", "<null>")));
    const auto written = format.write(
        cuts.records[0], {null_of("EMAIL"), text_of("N.given", "x;y"), null_of("ORG")});
    ASSERT_TRUE(gdprd::test::succeeded(written));
    EXPECT_EQ(*written,
              "BEGIN:VCARD\r\nVERSION:4.0\r\nN:Example;x\\;y;;;\r\nitem1.EMAIL;TYPE=home:\r\n"
              "email:b@example.org\r\nNOTE:a\\nb\\, c\r\nBDAY:\r\nEND:VCARD\r\n");
}

TEST(Vcard, drops_parameters_that_say_a_value_again_when_it_is_written) {
    const VcardFormat format;
    constexpr std::string_view kCard =
        "BEGIN:VCARD\nVERSION:4.0\nADR;TYPE=home;LABEL=\"Ada Example; 1 Street\";PREF=1:;;1 "
        "Street;;;;\nN;SORT-AS=\"Example,Ada\":Example;Ada;;;\n"
        "item1.TEL;X-WHOSE=ada;VALUE=uri;CELL:tel:1\nNICKNAME;SORT-AS=x:kept\nEND:VCARD\n";

    const auto written =
        format.write(kCard, {null_of("ADR.street"), text_of("N.given", "x"), null_of("TEL")});

    ASSERT_TRUE(gdprd::test::succeeded(written));
    EXPECT_EQ(*written,
              "BEGIN:VCARD\nVERSION:4.0\nADR;TYPE=home;PREF=1:;;;;;;\nN:Example;x;;;\n"
              "item1.TEL;VALUE=uri;CELL:\nNICKNAME;SORT-AS=x:kept\nEND:VCARD\n");
}

TEST(Vcard, refuses_old_and_broken_cards) {
    for (const auto& [text, why] :
         {std::pair("FN:x\n", "a card does not begin with BEGIN:VCARD"),
          std::pair("BEGIN:VCARD\nFN:x\n", "a card has no END:VCARD"),
          std::pair("BEGIN:VCARD\nBEGIN:VCARD\n", "a card stands in another one")}) {
        VcardFormat format;
        EXPECT_EQ(cut_all(format, text).error, why);
    }
    EXPECT_EQ(shown(VcardFormat(), "BEGIN:VCARD\nVERSION:2.1\nEND:VCARD\n").back().second,
              "a card is of no known version (3.0, 4.0)");
}

TEST(WordSearch, finds_words_in_every_spelling_and_none_inside_longer_ones) {
    for (const std::string_view bytes :
         {std::string_view("x J\xc3\xb6rg Ex x"), std::string_view("x J\xf6rg Ex"),
          std::string_view("\"J\\u00f6rg Ex\""),
          std::string_view("J\0\xf6\0r\0g\0 \0E\0x\0", 14)}) {
        for (const std::size_t piece : {std::size_t{1}, std::size_t{100}}) {
            WordSearch search({"Jörg Ex", "absent"}, "windows-1252");
            search.begin_file(WordSearch::Content::text);
            for (std::size_t at = 0; at < bytes.size(); at += piece)
                search.feed(as_bytes(bytes.substr(at, piece)));
            search.end_of_file();
            EXPECT_EQ(search.found(), 1U) << bytes;
        }
    }
    WordSearch search({"K-10000"}, "windows-1252");
    search.begin_file(WordSearch::Content::text);
    search.feed(as_bytes("K-100007 XK-10000"));
    search.end_of_file();
    EXPECT_EQ(search.found(), 0U);
    EXPECT_EQ(search.only_inside(), 1U);
    search.begin_file(WordSearch::Content::unknown);
    search.feed(as_bytes("K-100007"));
    search.end_of_file();
    EXPECT_EQ(search.found(), 1U);
}

TEST(WordSearch, sees_through_escapes) {
    for (const std::string_view bytes :
         {std::string_view(R"({"note":"Mail:\nJ\u00F6rg+1/2"})"),
          std::string_view(R"("\tJ\u00f6rg\u002b1\/2")"),
          std::string_view(R"(NOTE:x\nJ\u00F6rg\u002B1/2)"),
          std::string_view("NOTE:Mail\\nJ\xc3\xb6rg+1/2\\, x"),
          std::string_view("J\0\0\0\xf6\0\0\0r\0\0\0g\0\0\0+\0\0\0001\0\0\0/\0\0\0002\0\0\0",
                           32)}) {
        for (const std::size_t piece : {std::size_t{1}, std::size_t{3}, std::size_t{100}}) {
            WordSearch search({"Jörg+1/2"}, "windows-1252");
            search.begin_file(WordSearch::Content::text);
            for (std::size_t at = 0; at < bytes.size(); at += piece)
                search.feed(as_bytes(bytes.substr(at, piece)));
            search.end_of_file();
            EXPECT_EQ(search.found(), 1U) << bytes << " by " << piece;
        }
    }
    WordSearch search({"🙂", "10000"}, "windows-1252");
    search.begin_file(WordSearch::Content::text);
    search.feed(as_bytes(R"("\uD83D\uDE42" n10000 \\n10000)"));
    search.end_of_file();
    EXPECT_EQ(search.found(), 1U) << "a backslash and an n are no line's end";
    EXPECT_EQ(search.only_inside(), 1U);
}

}  // namespace
}  // namespace gdprd::connectors
