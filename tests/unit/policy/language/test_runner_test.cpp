#include "policy/language/test_runner.hpp"

#include <gtest/gtest.h>

#include "policy/language/parser.hpp"
#include "policy/language/test_parser.hpp"

namespace gdprd::policy {
namespace {

constexpr const char* kPolicy = R"(version: 1
erasure:
  - name: rest
    action: delete
  - name: tax
    select: {collection: crm.main.invoices}
    action: keep
    ground: "Art. 17(3)(b): tax records"
    period: 10y
    from: issued
  - name: log
    select: {collection: crm.main.log}
    action: replace
    with: "[gone]"
)";

std::vector<TestOutcome> outcomes_of(const std::string& tests, const Catalogue& catalogue = {},
                                     const std::string& policy = kPolicy) {
    Diagnostics diagnostics;
    const auto parsed = parse_policies({{"p.yaml", policy}}, diagnostics);
    const auto cases = parse_tests({{"p.test.yaml", "version: 1\ntests:\n" + tests}}, diagnostics);
    EXPECT_TRUE(parsed && cases) << render_text(diagnostics);
    if (!parsed || !cases) return {};
    return run_tests(*parsed, catalogue, *cases);
}

std::string field_case(const std::string& field, const std::string& expect) {
    return "  - {name: x, field: " + field + ", category: user.name, expect: {" + expect + "}}\n";
}

TEST(TestRunner, passes_what_the_policy_says_of_fields) {
    const auto outcomes = outcomes_of(
        field_case("crm.main.people.name", "fate: deleted, if_row_stays: null, rule: rest") +
        field_case("crm.main.invoices.name",
                   "fate: kept, rule: tax, ground: tax records, period: 10y, from: issued, "
                   "counted_from: date") +
        field_case("crm.main.log.name", "fate: replaced, rule: log") +
        "  - {name: y, field: crm.main.people.size, category: none, expect: {fate: untouched}}\n");

    EXPECT_EQ(render_text(outcomes), "PASS 4/4\n");
}

TEST(TestRunner, tells_each_failed_expectation_with_what_came_and_why) {
    const auto outcomes =
        outcomes_of(field_case("crm.main.invoices.name",
                               "fate: deleted, rule: rest, ground: Art. 9, period: 8y, "
                               "counted_from: 06-30") +
                    field_case("crm.main.people.name", "fate: deleted"));

    const std::string text = render_text(outcomes);
    EXPECT_NE(text.find("p.test.yaml:3:5: failed: x\n"
                        "  crm.main.invoices.name\n"
                        "    expected  fate deleted\n"
                        "    came      fate kept\n"
                        "    because   rule \"tax\" (p.yaml:5:5)"),
              std::string::npos)
        << text;
    EXPECT_NE(text.find("came      rule tax"), std::string::npos) << text;
    EXPECT_NE(text.find("came      ground \"Art. 17(3)(b): tax records\""), std::string::npos);
    EXPECT_NE(text.find("came      period 10y"), std::string::npos) << text;
    EXPECT_NE(text.find("expected  counted from 06-30\n    came      counted from date"),
              std::string::npos)
        << text;
    EXPECT_TRUE(text.ends_with("FAIL 1/2\n")) << text;
}

TEST(TestRunner, fails_a_field_that_nobody_knows) {
    const auto outcomes =
        outcomes_of("  - {name: x, field: crm.main.people.nmae, expect: {fate: untouched}}\n");

    EXPECT_NE(render_text(outcomes).find("nobody knows what it holds"), std::string::npos);
}

std::string row_case(const std::string& issued, const std::string& customer,
                     const std::string& invoice) {
    return "  - name: x\n"
           "    on: 2026-03-01\n"
           "    categories: {crm.main.people.name: user.name, crm.main.invoices.name: user.name}\n"
           "    references: {crm.main.invoices.person: crm.main.people.id}\n"
           "    rows:\n"
           "      - in: crm.main.people\n"
           "        values: {id: 1, name: Anna, size: 7}\n"
           "        expect: {" +
           customer +
           "}\n"
           "      - in: crm.main.invoices\n"
           "        values: {no: 5, person: 1, issued: " +
           issued +
           ", name: Anna}\n"
           "        expect: {" +
           invoice + "}\n";
}

TEST(TestRunner, plans_rows_as_a_request_would) {
    const auto outcomes = outcomes_of(
        row_case("2025-06-30", "fate: stub, ground: tax, fields: {name: null, size: untouched}",
                 "fate: kept, rule: tax, until: 2035-06-30, fields: {name: kept}") +
        row_case("2016-02-28", "fate: deleted, rule: rest, fields: {name: deleted}",
                 "fate: deleted"));

    EXPECT_EQ(render_text(outcomes), "PASS 2/2\n");
}

TEST(TestRunner, counts_from_the_end_of_the_year_where_the_rule_says_so) {
    std::string policy = kPolicy;
    policy.replace(policy.find("from: issued"), 12, "from: issued\n    counted_from: end-of-year");
    const auto outcomes =
        outcomes_of(field_case("crm.main.invoices.name", "counted_from: end-of-year") +
                        field_case("crm.main.invoices.name", "counted_from: date") +
                        row_case("2016-02-28", "fate: stub", "fate: kept, until: 2026-12-31") +
                        row_case("2015-12-31", "fate: deleted", "fate: deleted"),
                    {}, policy);

    const std::string text = render_text(outcomes);
    EXPECT_NE(text.find("expected  counted from date\n    came      counted from end-of-year"),
              std::string::npos)
        << text;
    EXPECT_NE(text.find("for 10 years from the end of the year of issued"), std::string::npos);
    EXPECT_TRUE(text.ends_with("FAIL 1/4\n")) << text;
}

TEST(TestRunner, tells_what_became_of_rows_that_end_otherwise_and_no_value) {
    const auto outcomes =
        outcomes_of(row_case("2016-03-02", "fate: deleted, fields: {name: deleted}",
                             "fate: deleted, rule: none, until: 2026-03-01, ground: consent"));

    const std::string text = render_text(outcomes);
    EXPECT_NE(text.find("row 1 (crm.main.people)\n"
                        "    expected  fate deleted\n"
                        "    came      fate stub\n"
                        "    because   rows of crm.main.invoices that stay refer to it"),
              std::string::npos)
        << text;
    EXPECT_NE(text.find("came      fate null"), std::string::npos) << text;
    EXPECT_NE(text.find("came      rule tax"), std::string::npos) << text;
    EXPECT_NE(text.find("came      until 2026-03-02"), std::string::npos) << text;
    EXPECT_EQ(text.find("Anna"), std::string::npos);
    EXPECT_TRUE(text.ends_with("FAIL 1/1\n"));
}

TEST(TestRunner, does_not_take_a_slip_in_a_path_for_a_field_without_personal_data) {
    const auto slip = [](const std::string& more) {
        return render_text(
            outcomes_of("  - name: x\n"
                        "    on: 2026-03-01\n" +
                        more +
                        "    rows:\n"
                        "      - in: crm.main.people\n"
                        "        values: {id: 1, name: Anna}\n"
                        "        expect: {fate: deleted}\n"));
    };

    EXPECT_NE(slip("    categories: {crm.main.people.nmae: user.name}\n").find("no row and no"),
              std::string::npos);
    EXPECT_NE(slip("    references: {crm.main.people.name: crm.main.b.id}\n").find("no row and no"),
              std::string::npos);
    EXPECT_EQ(slip(""), "PASS 1/1\n");
}

TEST(TestRunner, tells_two_rows_of_one_key) {
    const auto outcomes = outcomes_of(
        "  - name: x\n"
        "    on: 2026-03-01\n"
        "    rows:\n"
        "      - {in: crm.main.people, values: {id: 1}, "
        "expect: {fate: deleted}}\n"
        "      - {in: crm.main.people, values: {id: 1}}\n");

    EXPECT_NE(render_text(outcomes).find("its key is that of row 1"), std::string::npos);
}

TEST(TestRunner, uses_the_catalogue_for_collections_that_it_knows) {
    Catalogue catalogue;
    CollectionSchema people;
    people.name = {"main", "people"};
    people.fields = {FieldSchema{}, FieldSchema{}};
    people.fields[0].name = "id";
    people.fields[0].type = FieldType::integer;
    people.fields[1].name = "name";
    people.fields[1].type = FieldType::text;
    people.fields[1].nullable = people.fields[0].nullable = false;
    people.primary_key = {"id"};
    catalogue.stores.push_back({StoreName("crm"), "SQLite", {people}});

    const auto outcomes = outcomes_of(field_case("crm.main.people.name", "if_row_stays: replaced") +
                                          row_case("2025-06-30", "fate: stub", "fate: kept"),
                                      catalogue);

    const std::string text = render_text(outcomes);
    EXPECT_NE(text.find("the catalogue has no field \"size\""), std::string::npos) << text;
    EXPECT_TRUE(text.ends_with("FAIL 1/2\n")) << text;
}

TEST(TestRunner, fails_a_field_that_cannot_hold_what_the_rule_makes) {
    Catalogue catalogue;
    CollectionSchema people;
    people.name = {"b", "c"};
    people.fields = {FieldSchema{}};
    people.fields[0].name = "no";
    people.fields[0].type = FieldType::integer;
    catalogue.stores.push_back({StoreName("a"), "SQLite", {people}});

    const auto outcomes = outcomes_of(
        "  - {name: f, field: a.b.c.no, category: user.unique_id, expect: {if_row_stays: "
        "pseudonym}}\n",
        catalogue,
        "version: 1\nerasure:\n  - {name: id, select: {category: user.unique_id}, action: "
        "pseudonym}\n");

    EXPECT_NE(render_text(outcomes).find("its type takes no text"), std::string::npos)
        << render_text(outcomes);
}

TEST(TestRunner, tells_a_policy_that_cannot_be_carried_out_as_what_came) {
    const auto outcomes = outcomes_of(
        "  - name: x\n"
        "    on: 2026-03-01\n"
        "    categories: {crm.main.log.at: user.behavior}\n"
        "    rows:\n"
        "      - in: crm.main.log\n"
        "        values: {id: 1, at: 2020-01-01}\n"
        "        expect: {fate: changed}\n");

    EXPECT_NE(render_text(outcomes).find("refused: the policy cannot be carried out"),
              std::string::npos)
        << render_text(outcomes);
}

TEST(TestRunner, knows_what_values_become_that_are_made_of_others) {
    const std::string policy = R"(version: 1
erasure:
  - {name: rest, action: null}
  - {name: mail, select: {category: user.contact.email}, action: pseudonym}
  - {name: id, select: {category: user.unique_id}, action: hash}
  - {name: born, select: {category: user.demographic}, action: generalise, to: year}
  - {name: seen, select: {category: user.behavior}, action: shift, by: 9d}
)";
    const auto outcomes = outcomes_of(
        "  - {name: f, field: a.b.c.d, category: user.behavior, expect: {fate: shifted}}\n"
        "  - name: x\n"
        "    on: 2026-03-01\n"
        "    categories:\n"
        "      a.b.c.mail: user.contact.email\n"
        "      a.b.c.no: user.unique_id\n"
        "      a.b.c.born: user.demographic.date_of_birth\n"
        "      a.b.c.seen: user.behavior\n"
        "      a.b.c.name: user.name\n"
        "    rows:\n"
        "      - in: a.b.c\n"
        "        values: {id: 1, mail: anna@example.org, no: K-1, born: 1984-05-17, seen: "
        "2020-01-01, name: Anna}\n"
        "        expect:\n"
        "          fate: changed\n"
        "          fields: {mail: pseudonym, no: hash, born: generalised, seen: shifted, name: "
        "null}\n",
        {}, policy);

    EXPECT_EQ(render_text(outcomes), "PASS 2/2\n");
}

TEST(TestRunner, renders_json) {
    const std::string json =
        render_json(outcomes_of(field_case("crm.main.people.name", "fate: kept")));

    EXPECT_NE(json.find("\"failed\":1"), std::string::npos) << json;
    EXPECT_NE(json.find("\"came\":\"fate deleted\""), std::string::npos) << json;
}

}  // namespace
}  // namespace gdprd::policy
