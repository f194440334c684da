#include "policy/language/policy_diff.hpp"

#include <gtest/gtest.h>

#include "policy/language/parser.hpp"
#include "tests/support/printers.hpp"

namespace gdprd::policy {
namespace {

constexpr const char* kNow = R"y(version: 1
purposes:
  sales: {basis: contract, categories: [user.name]}
erasure:
  - {name: rest, action: delete}
  - {name: tax, select: {collection: crm.main.invoices}, action: keep, ground: "Art. 17(3)(b)", period: 10y}
)y";

Policy policy(const std::string& text) {
    Diagnostics diagnostics;
    auto read = parse_policies({{"p.yaml", text}}, diagnostics);
    EXPECT_TRUE(read) << render_text(diagnostics);
    return read ? std::move(*read) : Policy{};
}

std::string replaced(std::string text, const std::string& what, const std::string& by) {
    text.replace(text.find(what), what.size(), by);
    return text;
}

Catalogue catalogue() {
    Catalogue made;
    const auto add = [&made](const char* path, const char* category, Decision decision) {
        CatalogueField field;
        field.path = parse_field_path(path).value();
        field.category = Category(category);
        field.personal_ppm = field.probability_ppm = 900'000;
        field.decision = decision;
        made.fields.emplace(field.path, field);
    };
    add("crm.main.people.email", "user.contact.email", Decision::review);
    add("crm.main.people.name", "user.name", Decision::accept);
    add("crm.main.invoices.name", "user.name", Decision::accept);
    return made;
}

TEST(DiffPolicies, finds_nothing_between_a_policy_and_itself) {
    const PolicyDifference same = diff_policies(policy(kNow), policy(kNow), catalogue());

    EXPECT_TRUE(same.empty());
    EXPECT_EQ(same.fields, 3U);
    EXPECT_EQ(render_text(same, {}),
              "0 fields of 3 in 0 collections change\n"
              "without a purpose: 1 field, crm.main.people.email\n"
              "undecided: 1 field, crm.main.people.email\n");
}

TEST(DiffPolicies, does_not_take_another_name_of_a_rule_for_another_fate) {
    const Policy renamed = policy(replaced(kNow, "name: rest", "name: remainder"));

    EXPECT_TRUE(diff_policies(policy(kNow), renamed, catalogue()).empty());
}

TEST(DiffPolicies, tells_the_fate_before_and_after_of_each_field_that_changes) {
    const Policy next = policy(replaced(kNow, "period: 10y", "period: 8y") +
                               "approvals: {erasure: any}\nresidue: {crm: {off: too slow}}\n");

    const PolicyDifference difference = diff_policies(policy(kNow), next, catalogue());

    ASSERT_EQ(difference.changed.size(), 1U);
    EXPECT_EQ(to_string(difference.changed[0].field), "crm.main.invoices.name");
    EXPECT_EQ(difference.changed[0].now, "stays as it is for 10 years: Art. 17(3)(b)");
    EXPECT_EQ(difference.changed[0].next, "stays as it is for 8 years: Art. 17(3)(b)");
    EXPECT_EQ(difference.collections.size(), 1U);
    EXPECT_EQ(difference.others,
              (std::vector<std::string>{"approval of erasure: other → any",
                                        "residue step of crm: on → off: too slow"}));
    const std::string text =
        render_text(difference, {{RequestId("R-2026-0001"), Right::erasure, 1}});
    EXPECT_TRUE(text.starts_with("1 field of 3 in 1 collection change\n")) << text;
    EXPECT_NE(text.find("1 open plan goes stale\n  R-2026-0001, erasure: 1 collection of it hold"),
              std::string::npos)
        << text;
    EXPECT_NE(render_json(difference, {}).find("\"then\":\"stays as it is for 8 years"),
              std::string::npos);
}

TEST(DiffPolicies, follows_a_field_that_one_of_the_two_says_is_not_personal) {
    const Policy next =
        policy(std::string(kNow) + "fields:\n  crm.main.people.email: {category: none}\n");

    const PolicyDifference difference = diff_policies(policy(kNow), next, catalogue());

    ASSERT_EQ(difference.changed.size(), 1U);
    EXPECT_EQ(difference.changed[0].holds_now, "user.contact.email");
    EXPECT_EQ(difference.changed[0].holds_next, "no personal data");
    EXPECT_TRUE(difference.undecided.empty()) << "the policy says what it holds";
}

TEST(DiffPolicies, tells_what_leads_from_one_row_to_others) {
    const std::string fields = "fields:\n  crm.main.people.name: {identifier: none, references: ";
    const Policy now = policy(std::string(kNow) + fields + "crm.main.invoices.name}\n");
    const Policy next =
        policy(std::string(kNow) + fields + "{field: crm.main.invoices.name, owned: true}}\n");

    const PolicyDifference difference = diff_policies(now, next, catalogue());

    ASSERT_EQ(difference.changed.size(), 1U);
    EXPECT_NE(render_text(difference, {})
                  .find("links  no identifier; references crm.main.invoices.name → no identifier; "
                        "references crm.main.invoices.name, owned"),
              std::string::npos)
        << render_text(difference, {});
    EXPECT_NE(render_json(difference, {}).find("\"links_then\""), std::string::npos);
}

TEST(DiffPolicies, tells_a_prefix_that_changes) {
    const std::string fields = "fields:\n  crm.main.people.name: {identifier: none, references: ";
    const Policy now = policy(std::string(kNow) + fields + "crm.main.invoices.name}\n");
    const Policy next =
        policy(std::string(kNow) + fields + "{field: crm.main.invoices.name, prefix: 'bill,'}}\n");

    const std::string text = render_text(diff_policies(now, next, catalogue()), {});

    EXPECT_NE(text.find("references crm.main.invoices.name, behind \"bill,\""), std::string::npos)
        << text;
}

TEST(DiffPolicies, tells_purposes_and_contacts_that_answers_name) {
    const Policy next = policy(replaced(kNow, "basis: contract", "basis: consent") +
                               "contacts: {data_protection_officer: dpo@example.org}\n");

    const PolicyDifference difference = diff_policies(policy(kNow), next, catalogue());

    EXPECT_NE(render_text(difference, {}).find("purpose sales says something else\n"),
              std::string::npos);
    EXPECT_NE(render_text(difference, {}).find("contacts change\n"), std::string::npos);
}

}  // namespace
}  // namespace gdprd::policy
