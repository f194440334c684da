#include "policy/requests/information.hpp"

#include <gtest/gtest.h>

#include "policy/language/parser.hpp"
#include "tests/support/printers.hpp"

namespace gdprd::policy {
namespace {

constexpr const char* kPolicy = R"yaml(version: 1
purposes:
  orders: {basis: contract, categories: [user.contact]}
  books: {basis: legal_obligation, categories: [user.name]}
  unused: {basis: consent, categories: [user.health_and_medical], special_ground: "Art. 9(2)(a)"}
erasure:
  - {name: rest, action: delete}
  - name: invoices
    select: {collection: crm.main.invoices}
    action: keep
    ground: "Art. 17(3)(b): tax law"
    period: 10y
  - name: phones
    select: {field: crm.main.customers.phone}
    action: keep
    ground: "Art. 17(3)(e): claims"
    period: 3y
)yaml";

Policy policy() {
    Diagnostics diagnostics;
    auto read = parse_policies({{"p.yaml", kPolicy}}, diagnostics);
    EXPECT_TRUE(test::succeeded(read)) << render_text(diagnostics);
    return std::move(*read);
}

Catalogue catalogue() {
    Catalogue catalogue;
    for (const auto& [path, category] :
         {std::pair("crm.main.customers.email", "user.contact.email"),
          std::pair("crm.main.customers.phone", "user.contact.phone_number"),
          std::pair("crm.main.customers.born", "user.demographic.date_of_birth"),
          std::pair("crm.main.invoices.name", "user.name"),
          std::pair("crm.main.health.state", "user.health_and_medical")}) {
        CatalogueField field;
        field.path = parse_field_path(path).value();
        field.category = Category(category);
        field.personal_ppm = 987'654;
        field.decision = Decision::accept;
        catalogue.fields.emplace(field.path, field);
    }
    return catalogue;
}

Coverage found(const char* path, std::uint64_t rows) {
    return {parse_field_path(path).value(),
            rows > 0 ? CoverageState::found : CoverageState::searched_empty, rows, ""};
}

const std::vector<Coverage> kAllButHealth{
    found("crm.main.customers.email", 1), found("crm.main.customers.phone", 1),
    found("crm.main.customers.born", 1), found("crm.main.invoices.name", 3),
    found("crm.main.health.state", 0)};

TEST(Information, names_only_purposes_of_what_was_found) {
    const Policy rules = policy();
    const auto information = information_about(rules, catalogue(), kAllButHealth);

    ASSERT_EQ(information.uses.size(), 2U);
    EXPECT_EQ(information.uses[0].purpose->name, PurposeName("orders"));
    EXPECT_EQ(information.uses[0].categories,
              (std::vector{Category("user.contact.email"), Category("user.contact.phone_number")}));
    EXPECT_EQ(information.uses[1].purpose->name, PurposeName("books"));
    EXPECT_EQ(information.categories.size(), 4U);
    EXPECT_EQ(information.unexplained, std::vector{Category("user.demographic.date_of_birth")});
}

TEST(Information, tells_rows_and_fields_that_a_rule_keeps) {
    const Policy rules = policy();
    const auto information = information_about(rules, catalogue(), kAllButHealth);

    ASSERT_EQ(information.kept.size(), 2U);
    EXPECT_EQ(information.kept[0].rule->name, "phones");
    EXPECT_EQ(information.kept[0].fields, std::vector<std::string>{"phone"});
    EXPECT_EQ(information.kept[1].rule->name, "invoices");
    EXPECT_TRUE(information.kept[1].fields.empty());
}

TEST(Information, offers_the_rights_that_the_legal_bases_give) {
    const Policy rules = policy();
    using enum SubjectRight;

    EXPECT_EQ(
        information_about(rules, catalogue(), kAllButHealth).rights,
        (std::vector{rectification, erasure, restriction, portability, objection, complaint}));
    EXPECT_EQ(information_about(rules, catalogue(), {{found("crm.main.invoices.name", 1)}}).rights,
              (std::vector{rectification, erasure, restriction, objection, complaint}));
    EXPECT_EQ(information_about(rules, catalogue(), {{found("crm.main.health.state", 1)}}).rights,
              (std::vector{rectification, erasure, restriction, portability, objection, withdrawal,
                           complaint}));
}

TEST(Information, says_nothing_of_data_that_was_not_found) {
    const Policy rules = policy();
    const auto information =
        information_about(rules, catalogue(), {{found("crm.main.health.state", 0)}});

    EXPECT_TRUE(information.uses.empty());
    EXPECT_TRUE(information.categories.empty());
    EXPECT_TRUE(information.kept.empty());
}

}  // namespace
}  // namespace gdprd::policy
