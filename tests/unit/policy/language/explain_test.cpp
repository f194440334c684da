#include "policy/language/explain.hpp"

#include <gtest/gtest.h>

#include "policy/language/parser.hpp"
#include "tests/support/printers.hpp"

namespace gdprd::policy {
namespace {

constexpr const char* kPolicy = R"(version: 1
purposes:
  orders: {basis: contract, categories: [user.contact]}
  accounts: {basis: legal_obligation, categories: [user.name]}
fields:
  crm.main.customers.no: {identifier: customer_no}
  crm.main.customers.flag: {category: none}
  crm.main.orders.agent: {references: {field: crm.main.customers.no, owned: true}}
erasure:
  - {name: rest, action: delete}
  - name: invoices
    select: {collection: crm.main.invoices}
    action: keep
    ground: "Art. 17(3)(b): tax law"
    period: 10y
    from: issued
  - {name: nick, select: {field: crm.main.customers.nick}, action: replace, with: gone}
)";

Policy policy() {
    Diagnostics diagnostics;
    auto read = parse_policies({{"p.yaml", kPolicy}}, diagnostics);
    EXPECT_TRUE(test::succeeded(read));
    return std::move(*read);
}

Catalogue catalogue() {
    Catalogue catalogue;
    const auto add = [&catalogue](const char* path, const char* category) {
        CatalogueField field;
        field.path = parse_field_path(path).value();
        field.category = Category(category);
        field.personal_ppm = 987'654;
        field.decision = Decision::accept;
        field.reasons = {"the name says so"};
        catalogue.fields.emplace(field.path, field);
    };
    add("crm.main.customers.email", "user.contact.email");
    add("crm.main.customers.nick", "user.account.username");
    add("crm.main.invoices.name", "user.name");
    return catalogue;
}

FieldExplanation explained(const Policy& policy, const char* path) {
    return explain_field(policy, catalogue(), parse_field_path(path).value()).value();
}

TEST(Explain, says_what_holds_why_and_what_would_happen) {
    const Policy rules = policy();

    EXPECT_EQ(
        render_text({explained(rules, "crm.main.invoices.name")}),
        "crm.main.invoices.name\n"
        "  holds      user.name (classifier, 98.7 %)\n"
        "  because    the name says so\n"
        "  purpose    accounts: legal_obligation, Art. 6(1)(c)\n"
        "  erasure    rule \"invoices\" (p.yaml:11:5) for collection crm.main.invoices: keep, "
        "Art. 17(3)(b): tax law, for 10 years from issued; wins over 1 other rule\n"
        "  effect     stays as it is for 10 years from issued: Art. 17(3)(b): tax law\n");
}

TEST(Explain, tells_the_effect_of_each_action) {
    const Policy rules = policy();

    EXPECT_EQ(
        explained(rules, "crm.main.customers.email").effect,
        "deleted with its row; where the row must stay, emptied, or given a fixed text where it "
        "cannot be null");
    EXPECT_EQ(explained(rules, "crm.main.customers.nick").effect,
              "deleted with its row; where the row must stay, replaced by \"gone\"");
    EXPECT_EQ(explained(rules, "crm.main.customers.flag").effect,
              "no personal data: goes only with its row");
    EXPECT_EQ(explained(rules, "crm.main.customers.no").known_by, "policy");
    EXPECT_EQ(explained(rules, "crm.main.customers.no").category, Category("user.unique_id"));
    EXPECT_TRUE(explained(rules, "crm.main.customers.nick").purposes.empty());
}

TEST(Explain, covers_every_personal_or_named_field) {
    const Policy rules = policy();

    std::vector<std::string> paths;
    for (const FieldExplanation& field : explain_all(rules, catalogue())) {
        paths.push_back(to_string(field.field));
    }

    EXPECT_EQ(paths,
              (std::vector<std::string>{"crm.main.customers.email", "crm.main.customers.flag",
                                        "crm.main.customers.nick", "crm.main.customers.no",
                                        "crm.main.invoices.name", "crm.main.orders.agent"}));
    EXPECT_EQ(render_text(std::vector<FieldExplanation>{}), "no personal field is known\n");
}

TEST(Explain, does_not_call_a_field_free_of_personal_data_that_nobody_has_looked_at) {
    Policy rules = policy();
    const auto path = parse_field_path("crm.main.nowhere.field").value();
    rules.erasure.front().select = Selector{};
    rules.erasure.front().select.field = path;

    const auto without = explain_field(rules, Catalogue{}, path);
    const auto with = explain_field(rules, catalogue(), path);

    ASSERT_TRUE(test::succeeded(without));
    EXPECT_NE(render_text({*without}).find("holds      unknown without a catalogue"),
              std::string::npos)
        << render_text({*without});
    EXPECT_EQ(without->effect, "unknown without a catalogue");
    EXPECT_NE(render_json({*without}).find("\"personal\":null"), std::string::npos);
    ASSERT_TRUE(test::succeeded(with));
    EXPECT_EQ(with->effect, "unknown: the catalogue does not have it");
}

TEST(Explain, says_behind_what_a_text_names_a_row) {
    Policy rules = policy();
    rules.fields.back().references.front().prefix = "party.party,";

    const auto agent = explained(rules, "crm.main.orders.agent");

    EXPECT_NE(render_text({agent}).find("refers to  crm.main.customers.no, behind "
                                        "\"party.party,\", owned\n"),
              std::string::npos)
        << render_text({agent});
    EXPECT_NE(render_json({agent}).find("\"prefix\":\"party.party,\""), std::string::npos);
}

TEST(Explain, says_who_answers_for_a_field) {
    Policy rules = policy();
    EXPECT_EQ(render_text({explained(rules, "crm.main.invoices.name")}).find("owner"),
              std::string::npos);
    rules.owners.push_back({"Finance", {}, {"p.yaml", 20, 5}, {}});

    const auto name = explained(rules, "crm.main.invoices.name");

    EXPECT_NE(render_text({name}).find("  owner      Finance (p.yaml:20:5)\n"), std::string::npos)
        << render_text({name});
    EXPECT_NE(render_json({name}).find("\"owner\":\"Finance\""), std::string::npos);
}

TEST(Explain, refuses_a_field_that_nobody_knows) {
    const Policy rules = policy();
    const auto unknown =
        explain_field(rules, catalogue(), parse_field_path("crm.main.customers.x").value());

    EXPECT_TRUE(test::failed_with(unknown, ErrorCode::not_found));
}

TEST(Explain, writes_json_with_the_rule_and_its_place) {
    const Policy rules = policy();

    const std::string json = render_json({explained(rules, "crm.main.invoices.name")});

    EXPECT_NE(json.find("\"rule\":\"invoices\""), std::string::npos) << json;
    EXPECT_NE(json.find("\"file\":\"p.yaml\""), std::string::npos);
    EXPECT_NE(json.find("\"line\":11"), std::string::npos);
    EXPECT_NE(json.find("\"article\":\"Art. 6(1)(c)\""), std::string::npos);
    EXPECT_NE(json.find("\"keep_years\":10"), std::string::npos);
    EXPECT_NE(json.find("\"counted_from\":\"date\""), std::string::npos);
}

TEST(Explain, says_that_a_value_inside_a_cell_goes_with_the_whole_cell) {
    Catalogue known = catalogue();
    CollectionSchema customers;
    customers.name = {"main", "customers"};
    customers.fields.emplace_back().name = "nick";
    customers.fields.emplace_back().name = "prefs";
    known.stores = {{StoreName("crm"), "", {customers}}};
    for (const char* place : {"crm.main.customers.nick#/mail", "crm.main.customers.prefs#/mail"}) {
        CatalogueField field = known.fields.begin()->second;
        field.path = parse_field_path(place).value();
        known.fields.emplace(field.path, field);
    }
    const Policy rules = policy();
    const auto effect = [&](const char* path) {
        return explain_field(rules, known, parse_field_path(path).value()).value().effect;
    };

    EXPECT_EQ(
        effect("crm.main.customers.nick#/mail"),
        "as the whole cell of nick: deleted with its row; where the row must stay, replaced by "
        "\"gone\"");
    EXPECT_EQ(effect("crm.main.customers.prefs#/mail"),
              "deleted with its row; where the row must stay, stays inside its cell: say that the "
              "whole column prefs is personal");
}

TEST(Explain, promises_no_change_that_would_part_rows) {
    Catalogue known = catalogue();
    CollectionSchema customers;
    customers.name = {"main", "customers"};
    customers.fields.emplace_back().name = "nick";
    customers.fields.emplace_back().name = "email";
    customers.primary_key = {"nick"};
    customers.foreign_keys = {{"mail", {"email"}, {"main", "mails"}, {"address"}}};
    known.stores = {{StoreName("crm"), "", {customers}}};
    const Policy rules = policy();
    const auto effect = [&](const char* path) {
        return explain_field(rules, known, parse_field_path(path).value()).value().effect;
    };

    EXPECT_EQ(effect("crm.main.customers.nick"),
              "deleted with its row; where the row must stay, stays: it is the key of its row");
    EXPECT_EQ(effect("crm.main.customers.email"),
              "deleted with its row; where the row must stay, emptied, or given a fixed text where "
              "it cannot be null, unless it refers to a row that stays");
}

}  // namespace
}  // namespace gdprd::policy
