#include <gmock/gmock.h>

#include "tests/conformance/connector_suite.hpp"

namespace gdprd::connectors::test {
namespace {

using policy::MatchMode;
using testing::ElementsAre;

std::vector<std::string> ids(const policy::RowSet& rows) {
    std::vector<std::string> out;
    for (const auto& row : rows.rows) out.push_back(row.values.front().expose().bytes);
    std::ranges::sort(out);
    return out;
}

TEST_P(ConnectorSuite, finds_exact_values_as_they_are_written) {
    make_customers();

    const auto rows = find("customers", "email", text("ada@example.org"));

    ASSERT_EQ(rows.rows.size(), 1U);
    EXPECT_THAT(rows.fields, ElementsAre("id", "email", "name"));
    EXPECT_THAT(exposed(rows.rows[0].values),
                ElementsAre(integer(1), text("ada@example.org"), text("Ada Example")));
    EXPECT_EQ(rows.rows[0].key.kind, policy::KeyKind::primary_key);
    EXPECT_THAT(rows.rows[0].key.fields, ElementsAre("id"));
    EXPECT_THAT(exposed(rows.rows[0].key.values), ElementsAre(integer(1)));
}

TEST_P(ConnectorSuite, finds_folded_values_in_any_case_and_with_spaces_around) {
    make_customers();

    EXPECT_THAT(
        ids(find(query("customers", "email", MatchMode::folded, {text("bob@example.org")}))),
        ElementsAre("2"));
    EXPECT_THAT(ids(find(query("customers", "name", MatchMode::folded, {text(" bob müller ")}))),
                ElementsAre("2"));
    EXPECT_THAT(ids(find(query("customers", "id", MatchMode::folded, {text("3")}))),
                ElementsAre("3"));
}

TEST_P(ConnectorSuite, finds_digits_through_punctuation) {
    store_->create({"phones", {{"id", FieldType::integer, false}, {"number"}}, {"id"}});
    store_->insert("phones", {{integer(1), text("+33 1 99 00 12 34")},
                              {integer(2), text("(01) 99.00-12/34")},
                              {integer(3), text("fr76 3000 6000 0112")},
                              {integer(4), text("0199001235")},
                              {integer(5), null()},
                              {integer(6), text("tel:+33-1-99-00-12-34")}});

    EXPECT_THAT(ids(find(query("phones", "number", MatchMode::digits,
                               {text("+33199001234"), text("0199001234")}))),
                ElementsAre("1", "2"));
    EXPECT_THAT(ids(find(query("phones", "number", MatchMode::digits, {text("TEL33199001234")}))),
                ElementsAre("6"));
    EXPECT_THAT(
        ids(find(query("phones", "number", MatchMode::digits, {text("FR7630006000 0112")}))),
        ElementsAre("3"));
}

TEST_P(ConnectorSuite, finds_parts_of_text_with_wildcards_as_data) {
    store_->create({"tickets", {{"id", FieldType::integer, false}, {"body"}}, {"id"}});
    store_->insert("tickets", {{integer(1), text("Please call ADA@example.org back")},
                               {integer(2), text("100% sure")},
                               {integer(3), text("100 percent, a_b")},
                               {integer(4), text("axb")},
                               {integer(5), null()}});

    EXPECT_THAT(ids(find(query("tickets", "body", MatchMode::contains, {text("ada@example.ORG")}))),
                ElementsAre("1"));
    EXPECT_THAT(ids(find(query("tickets", "body", MatchMode::contains, {text("100%")}))),
                ElementsAre("2"));
    EXPECT_THAT(ids(find(query("tickets", "body", MatchMode::contains, {text("a_b")}))),
                ElementsAre("3"));
}

TEST_P(ConnectorSuite, finds_digits_inside_texts_in_any_spelling) {
    store_->create({"letters", {{"id", FieldType::integer, false}, {"body"}}, {"id"}});
    store_->insert("letters", {{integer(1), text("Ruf +49 (0)89 / 765-43.21 an")},
                               {integer(2), text("089\xc2\xa0"
                                                 "765\xe2\x80\x91"
                                                 "43\xe2\x80\xaf"
                                                 "21")},
                               {integer(3), text(R"({"tel": "089\/765\u00a04321"})")},
                               {integer(4), text("tel=%2B49%2089+7654321&x=&#49;")},
                               {integer(5), text("89&nbsp;765&#160;4321")},
                               {integer(6), text("INV-00897654321-2")},
                               {integer(7), text("8976543 and 21")},
                               {integer(8), text("89 765 43 20")},
                               {integer(9), text("8.9.7.6.5 (4 \xe2\x80\x93 3) 2-1")},
                               {integer(10), null()},
                               {integer(11), text("01 99 00 12 34 M\xc3\xbcller")}});

    EXPECT_THAT(ids(find(query("letters", "body", MatchMode::digits_inside, {text("897654321")}))),
                ElementsAre("1", "2", "3", "4", "5", "6", "9"));
    EXPECT_THAT(ids(find(query("letters", "body", MatchMode::digits_inside,
                               {text("199001234"), text("8976543200"), text("89765432")}))),
                ElementsAre("1", "11", "2", "3", "4", "5", "6", "8", "9"));
    for (const char* nothing : {"", " ", "none", "+"})
        EXPECT_TRUE(
            find(query("letters", "body", MatchMode::digits_inside, {text(nothing)})).rows.empty());
}

TEST_P(ConnectorSuite, takes_injection_strings_as_data) {
    make_customers();
    const std::vector<std::string> attacks = {"' OR '1'='1",
                                              "'; DROP TABLE customers; --",
                                              "\\'; DELETE FROM customers; --",
                                              "{\"a\",NULL}",
                                              "$1",
                                              "?1",
                                              "\"",
                                              "NULL",
                                              "\\",
                                              "}"};
    std::int64_t id = 10;
    for (const auto& attack : attacks)
        store_->insert("customers", {{integer(id++), text(attack), text("attacker")}});

    for (const auto& attack : attacks)
        for (const MatchMode mode : {MatchMode::exact, MatchMode::folded})
            EXPECT_EQ(find(query("customers", "email", mode, {text(attack)})).rows.size(), 1U)
                << attack;
    EXPECT_EQ(find("customers", "name", text("attacker")).rows.size(), attacks.size());
}

TEST_P(ConnectorSuite, takes_values_that_are_no_number_as_no_match) {
    make_customers();

    for (const char* wanted : {"abc", "", "1.5", "99999999999999999999999", "1 OR 1=1", "0x1"})
        EXPECT_TRUE(find("customers", "id", text(wanted)).rows.empty()) << wanted;
    EXPECT_THAT(
        ids(find(query("customers", "id", MatchMode::exact, {text("2"), text("abc"), text("1")}))),
        ElementsAre("1", "2"));
}

TEST_P(ConnectorSuite, finds_nothing_for_null_or_for_nothing_wanted) {
    make_customers();

    EXPECT_TRUE(find("customers", "name", null()).rows.empty());
    EXPECT_TRUE(find(query("customers", "name", MatchMode::folded, {null()})).rows.empty());
    EXPECT_TRUE(find(query("customers", "name", MatchMode::exact, {})).rows.empty());
    EXPECT_TRUE(find(query("customers", "name", MatchMode::contains, {text(" ")})).rows.empty());
}

TEST_P(ConnectorSuite, finds_by_several_fields_together) {
    store_->create(
        {"lines",
         {{"id", FieldType::integer, false}, {"country"}, {"number", FieldType::integer}},
         {"id"}});
    store_->insert("lines", {{integer(1), text("fr"), integer(1)},
                             {integer(2), text("fr"), integer(2)},
                             {integer(3), text("de"), integer(2)},
                             {integer(4), text("de"), null()}});
    policy::FindQuery wanted;
    wanted.in = path("lines");
    wanted.fields = {"country", "number"};
    const auto add = [&](const Cell& country, const Cell& number) {
        wanted.any_of.push_back({PersonalCell(country), PersonalCell(number)});
    };
    add(text("fr"), integer(2));
    add(text("de"), text("2"));
    add(text("de"), integer(1));
    add(text("de"), null());
    add(text("de"), text("two"));
    add(text("fr"), integer(2));

    EXPECT_THAT(ids(find(wanted)), ElementsAre("2", "3"));
}

TEST_P(ConnectorSuite, returns_only_the_fields_asked_for) {
    make_customers();
    auto wanted = query("customers", "id", MatchMode::exact, {integer(3)});
    wanted.read = {"name", "email"};

    const auto rows = find(wanted);

    EXPECT_THAT(rows.fields, ElementsAre("name", "email"));
    ASSERT_EQ(rows.rows.size(), 1U);
    EXPECT_THAT(exposed(rows.rows[0].values), ElementsAre(null(), text("eve@example.com")));
}

TEST_P(ConnectorSuite, keeps_big_text_blobs_and_empty_values_apart) {
    if (!store_->abilities().binary) GTEST_SKIP() << "this store holds no bytes but text";
    const TableSpec files{
        "files",
        {{"id", FieldType::integer, false}, {"note"}, {"content", FieldType::bytes}},
        {"id"}};
    store_->create(files);
    const std::string big(3'000'000, 'z');
    const std::string bytes("\x00\xff\x80 raw \x00", 9);
    store_->insert("files", {{integer(1), text(big), blob(bytes)},
                             {integer(2), text(""), blob("")},
                             {integer(3), null(), null()},
                             {integer(4), text("NULL"), blob("\\x00")}});

    const auto rows = all_rows(files);

    ASSERT_EQ(rows.size(), 4U);
    EXPECT_EQ(rows[0][1].bytes.size(), big.size());
    EXPECT_EQ(rows[0][2], blob(bytes));
    EXPECT_THAT(rows[1], ElementsAre(integer(2), text(""), blob("")));
    EXPECT_THAT(rows[2], ElementsAre(integer(3), null(), null()));
    EXPECT_THAT(rows[3], ElementsAre(integer(4), text("NULL"), blob("\\x00")));
}

TEST_P(ConnectorSuite, reads_text_that_is_no_utf8) {
    if (!store_->abilities().invalid_text) GTEST_SKIP() << "this store refuses such text";
    store_->create({"names", {{"id", FieldType::integer, false}, {"name"}}, {"id"}});
    store_->insert("names", {{integer(1), text("J\xf6rg Latin")}, {integer(2), text("ok")}});

    const auto rows = find(query("names", "name", MatchMode::contains, {text("latin")}));
    ASSERT_EQ(rows.rows.size(), 1U);
    EXPECT_EQ(rows.rows[0].values[1].expose(), text("J\xf6rg Latin"));
    EXPECT_EQ(find("names", "name", text("J\xf6rg Latin")).rows.size(), 1U);
    const auto gone = apply(delete_step(rows));
    ASSERT_TRUE(gdprd::test::succeeded(gone));
    EXPECT_EQ(gone->done, 1U);
}

TEST_P(ConnectorSuite, takes_wanted_values_that_no_store_can_hold_as_no_match) {
    make_customers();

    for (const std::string& wanted : {std::string("\xff\xfe"), std::string("a\0b", 3)})
        for (const MatchMode mode : {MatchMode::exact, MatchMode::folded, MatchMode::digits,
                                     MatchMode::contains, MatchMode::digits_inside})
            EXPECT_TRUE(find(query("customers", "email", mode, {text(wanted)})).rows.empty());
}

TEST_P(ConnectorSuite, refuses_more_rows_than_allowed) {
    store_->create({"many", {{"id", FieldType::integer, false}, {"body"}}, {"id"}});
    store_->insert_many("many", 20, "value ");
    auto wanted = query("many", "body", MatchMode::contains, {text("value")});
    wanted.max_rows = 19;

    EXPECT_TRUE(
        gdprd::test::failed_with(find_all(off_, *connector_, wanted), ErrorCode::limit_exceeded));
    wanted.max_rows = 20;
    EXPECT_EQ(find(wanted).rows.size(), 20U);
}

TEST_P(ConnectorSuite, finds_many_wanted_values_at_once) {
    store_->create({"many", {{"id", FieldType::integer, false}, {"body"}}, {"id"}});
    store_->insert_many("many", 12'000, "value ");
    auto wanted = query("many", "body", MatchMode::exact, {});
    for (int i = 0; i < 11'000; ++i) {
        wanted.any_of.push_back({PersonalCell(text("value " + std::to_string(2 * i)))});
        if (i % 10 == 0) wanted.any_of.push_back(wanted.any_of.back());
    }

    EXPECT_EQ(find(wanted).rows.size(), 6'000U);
}

TEST_P(ConnectorSuite, streams_many_rows_and_stops_when_the_sink_does) {
    store_->create({"many", {{"id", FieldType::integer, false}, {"body"}}, {"id"}});
    const auto many = store_->abilities().many;
    store_->insert_many("many", many, "value ");
    auto wanted = query("many", "body", MatchMode::contains, {text("value")});
    wanted.max_rows = static_cast<std::uint64_t>(many);
    std::uint64_t rows = 0;

    const auto whole = connector_->find(off_, wanted, [&](policy::Row&&) -> Result<void> {
        ++rows;
        return {};
    });
    ASSERT_TRUE(gdprd::test::succeeded(whole));
    EXPECT_EQ(rows, static_cast<std::uint64_t>(many));

    rows = 0;
    const auto cut = connector_->find(off_, wanted, [&](policy::Row&&) -> Result<void> {
        if (++rows == 10) return Error(ErrorCode::refused, "enough");
        return {};
    });
    EXPECT_TRUE(gdprd::test::failed_with(cut, ErrorCode::refused));
    EXPECT_EQ(rows, 10U);
    EXPECT_EQ(find("many", "id", integer(5)).rows.size(), 1U) << "the connector works on";
}

TEST_P(ConnectorSuite, finds_a_value_inside_documents_and_binary_values) {
    if (!store_->abilities().binary) GTEST_SKIP() << "this store holds no bytes but text";
    store_->create(
        {"events",
         {{"id", FieldType::integer, false}, {"doc", FieldType::json}, {"raw", FieldType::bytes}},
         {"id"}});
    store_->insert("events",
                   {{integer(1), text(R"({"to": ["Ada@example.org"]})"), null()},
                    {integer(2), null(), blob(std::string("\x00\xff ADA@example.org\x01", 19))},
                    {integer(3), text(R"({"to": "eve@example.com"})"), blob("\xff\xfe")}});

    const auto in_doc =
        find(query("events", "doc", MatchMode::contains, {text("ada@example.org")}));
    const auto in_raw =
        find(query("events", "raw", MatchMode::contains, {text("ada@example.org")}));

    ASSERT_THAT(in_doc.rows, testing::SizeIs(1));
    ASSERT_THAT(in_raw.rows, testing::SizeIs(1));
    EXPECT_EQ(in_doc.rows[0].values[0].expose(), integer(1));
    EXPECT_EQ(in_raw.rows[0].values[0].expose(), integer(2));
}

}  // namespace
}  // namespace gdprd::connectors::test
