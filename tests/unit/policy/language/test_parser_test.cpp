#include "policy/language/test_parser.hpp"

#include <gtest/gtest.h>

#include "tests/support/printers.hpp"

namespace gdprd::policy {
namespace {

struct Read {
    Diagnostics diagnostics;
    std::vector<TestCase> tests;
};

Read read(const std::string& text) {
    Read out;
    auto tests = parse_tests({{"a.test.yaml", text}}, out.diagnostics);
    if (tests) out.tests = std::move(*tests);
    return out;
}

std::string first_error(const std::string& text) {
    const Read out = read(text);
    return out.diagnostics.entries().empty() ? "" : to_string(out.diagnostics.entries().front());
}

TEST(TestParser, reads_a_case_of_a_field) {
    const Read out = read(
        "version: 1\n"
        "tests:\n"
        "  - name: mail goes\n"
        "    field: crm.main.people.email\n"
        "    category: user.contact.email\n"
        "    expect: {fate: deleted, if_row_stays: null, rule: r, ground: Art. 17, period: 8y, "
        "from: issued}\n");

    ASSERT_EQ(out.tests.size(), 1U) << render_text(out.diagnostics);
    const TestCase& test = out.tests.front();
    EXPECT_EQ(to_string(test.span), "a.test.yaml:3:5");
    EXPECT_EQ(test.right, Right::erasure);
    EXPECT_EQ(test.expect.fate, FieldEnd::deleted);
    EXPECT_EQ(test.expect.if_row_stays, FieldEnd::null);
    EXPECT_EQ(test.expect.period, std::chrono::years(8));
    EXPECT_EQ(test.expect.from, "issued");
    EXPECT_EQ(test.categories.at(*test.field), Category("user.contact.email"));
}

TEST(TestParser, reads_rows_with_typed_values) {
    const Read out = read(
        "version: 1\n"
        "tests:\n"
        "  - name: rows\n"
        "    on: 2026-03-01\n"
        "    references: {crm.main.a.b: crm.main.people.id}\n"
        "    rows:\n"
        "      - in: crm.main.people\n"
        "        values: {id: 7, zip: \"01067\", note: null}\n"
        "        key: [id]\n"
        "        expect: {fate: stub, until: 2030-01-02, fields: {zip: null, id: kept}}\n");

    ASSERT_EQ(out.tests.size(), 1U) << render_text(out.diagnostics);
    const TestRow& row = out.tests.front().rows.at(0);
    EXPECT_EQ(row.values[0].second.expose(), (Cell{Cell::Kind::integer, "7"}));
    EXPECT_EQ(row.values[1].second.expose(), (Cell{Cell::Kind::text, "01067"}));
    EXPECT_EQ(row.values[2].second.expose(), Cell{});
    EXPECT_EQ(row.expect.fate, RowEnd::stub);
    EXPECT_EQ(format_date(*row.expect.until), "2030-01-02");
    EXPECT_EQ(row.expect.fields.at("zip"), FieldEnd::null);
    EXPECT_EQ(out.tests.front().references.size(), 1U);
}

TEST(TestParser, tells_an_unknown_key_with_its_place_and_what_was_meant) {
    EXPECT_EQ(first_error("version: 1\n"
                          "tests:\n"
                          "  - name: x\n"
                          "    feild: a.b.c.d\n"
                          "    expect: {fate: kept}\n"),
              "a.test.yaml:4:5: error: unknown key \"feild\"; did you mean \"field\"?");
    const Read out = read(
        "version: 1\n"
        "tests:\n"
        "  - name: x\n"
        "    field: a.b.c.d\n"
        "    expect: {faet: kept, rule: r}\n");
    ASSERT_EQ(out.diagnostics.errors(), 1U);
    EXPECT_EQ(to_string(out.diagnostics.entries().front()),
              "a.test.yaml:5:14: error: unknown key \"faet\"; did you mean \"fate\"?");
}

TEST(TestParser, refuses_a_day_that_no_plan_could_be_made_on) {
    EXPECT_NE(first_error("version: 1\n"
                          "tests:\n"
                          "  - name: x\n"
                          "    on: 0226-03-01\n"
                          "    rows: [{in: a.b.c, values: {id: 1}, expect: {fate: deleted}}]\n")
                  .find("between the years 1678 and 2261"),
              std::string::npos);
}

TEST(TestParser, refuses_a_case_that_could_not_fail) {
    EXPECT_NE(first_error("version: 1\n"
                          "tests:\n"
                          "  - {name: x, field: a.b.c.d}\n")
                  .find("the case expects nothing"),
              std::string::npos);
    EXPECT_NE(first_error("version: 1\n"
                          "tests:\n"
                          "  - name: x\n"
                          "    on: 2026-01-01\n"
                          "    rows: [{in: a.b.c, values: {id: 1}}]\n")
                  .find("the case expects nothing"),
              std::string::npos);
    EXPECT_NE(first_error("version: 1\ntests: []\n").find("there is no case"), std::string::npos);
}

TEST(TestParser, refuses_what_a_case_cannot_mean) {
    const auto error_in_row = [](const std::string& row, const std::string& more = "") {
        return first_error("version: 1\ntests:\n  - name: x\n    on: 2026-01-01\n" + more +
                           "    rows:\n      - " + row + "\n");
    };
    EXPECT_NE(error_in_row("{in: a.b.c, values: {id: 1}, key: [no], expect: {fate: kept}}")
                  .find("no value for \"no\""),
              std::string::npos);
    EXPECT_NE(
        error_in_row("{in: a.b.c, values: {id: [1]}, expect: {fate: kept}}").find("one value"),
        std::string::npos);
    EXPECT_NE(error_in_row("{in: a.b.c, values: {id: 1}, expect: {fate: gone}}")
                  .find("\"gone\" is not one of deleted, changed"),
              std::string::npos);
    EXPECT_NE(error_in_row("{in: a.b.c, values: {id: 1}, expect: {until: 2026-02-30}}")
                  .find("a day that exists"),
              std::string::npos);
    EXPECT_NE(error_in_row("{in: a.b.c, values: {id: 1}, expect: {fate: kept}}",
                           "    references: {a.b.c.d: x.b.c.d}\n")
                  .find("within one store"),
              std::string::npos);
    EXPECT_NE(first_error("version: 1\n"
                          "tests:\n"
                          "  - name: x\n"
                          "    rows: [{in: a.b.c, values: {id: 1}, expect: {fate: kept}}]\n")
                  .find("needs \"on\""),
              std::string::npos);
}

}  // namespace
}  // namespace gdprd::policy
