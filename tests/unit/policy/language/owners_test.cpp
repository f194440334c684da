#include "policy/language/owners.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "policy/language/lint.hpp"
#include "policy/language/parser.hpp"
#include "policy/language/policy_diff.hpp"
#include "tests/support/printers.hpp"

namespace gdprd::policy {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Pair;

constexpr const char* kOwners = R"(version: 1
purposes:
  payroll: {basis: contract, categories: [user.financial]}
owners:
  - {owner: Data protection}
  - {owner: Customer care, select: {store: crm}}
  - {owner: finance@shop.example, select: {collection: crm.main.invoices}}
  - {owner: Works doctor, select: {category: user.health_and_medical}}
  - {owner: Payroll, select: {purpose: payroll}}
  - {owner: Web shop, select: {field: crm.main.invoices.email}}
)";

Result<Policy> parse(const std::string& text, Diagnostics& diagnostics) {
    return parse_policies({{"p.yaml", text}}, diagnostics);
}

Policy policy(const std::string& text = kOwners) {
    Diagnostics diagnostics;
    auto read = parse(text, diagnostics);
    EXPECT_TRUE(test::succeeded(read)) << render_text(diagnostics);
    return read ? std::move(*read) : Policy{};
}

Catalogue catalogue() {
    CollectionSchema invoices;
    invoices.name = {"main", "invoices"};
    CollectionSchema people;
    people.name = {"main", "people"};
    std::vector<CatalogueField> found;
    const auto add = [&](CollectionSchema& to, const char* name, const char* category) {
        FieldSchema field;
        field.name = name;
        field.type = FieldType::text;
        to.fields.push_back(field);
        CatalogueField known;
        known.path = {{StoreName("crm"), to.name}, name};
        if (*category != '\0') known.category = Category(category);
        known.decision = *category != '\0' ? Decision::accept : Decision::reject;
        known.personal_ppm = 1'000'000;
        found.push_back(known);
    };
    add(invoices, "email", "user.contact.email");
    add(invoices, "iban", "user.financial.bank_account");
    add(invoices, "total", "");
    add(people, "blood", "user.health_and_medical");
    add(people, "iban", "user.financial.bank_account");
    add(people, "name", "user.name");
    CollectionSchema logs;
    logs.name = {"main", "logs"};
    std::vector<StoreSchema> stores{{StoreName("crm"), "SQLite", {invoices, people}}};
    add(logs, "line", "user.content");
    found.back().path.in.store = StoreName("web");
    stores.push_back({StoreName("web"), "files", {logs}});
    return merge_scan({}, stores, found);
}

std::string owner_in(const Policy& rules, const char* field) {
    return owner_of(&rules, catalogue(), *parse_field_path(field));
}

TEST(Owners, are_found_by_the_most_specific_entry) {
    const Policy rules = policy();

    EXPECT_EQ(owner_in(rules, "crm.main.invoices.email"), "Web shop");
    EXPECT_EQ(owner_in(rules, "crm.main.invoices.iban"), "finance@shop.example");
    EXPECT_EQ(owner_in(rules, "crm.main.invoices.total"), "finance@shop.example");
    EXPECT_EQ(owner_in(rules, "crm.main.people.blood"), "Works doctor");
    EXPECT_EQ(owner_in(rules, "crm.main.people.iban"), "Payroll");
    EXPECT_EQ(owner_in(rules, "crm.main.people.name"), "Customer care");
    EXPECT_EQ(owner_in(rules, "web.main.logs.line"), "Data protection");
    EXPECT_EQ(owner_of(nullptr, catalogue(), *parse_field_path("web.main.logs.line")), "");
    EXPECT_EQ(owner_in(policy("version: 1\n"), "crm.main.people.name"), "");
}

TEST(Owners, of_a_task_are_those_of_its_fields_gone_ones_too) {
    const Policy rules = policy();
    DriftTask task;
    task.in = *parse_collection_path("crm.main.people");
    task.before["blood"] = std::nullopt;
    task.before["maiden_name"] = FieldState{"text", Category("user.name"), true};

    EXPECT_THAT(owners_of(&rules, catalogue(), task), ElementsAre("Customer care", "Works doctor"));
    EXPECT_THAT(owners_of(nullptr, catalogue(), task), IsEmpty());
}

TEST(Owners, stand_at_their_fields_in_the_catalogue_which_reads_back_as_before) {
    const Policy rules = policy(
        "version: 1\nowners: [{owner: Customer care, select: {collection: crm.main.people}}]\n");
    const Catalogue with = catalogue();

    const std::string json = to_json(with, owners_of(&rules, with), version_of(with));

    EXPECT_THAT(json, HasSubstr("\"owner\":\"Customer care\",\"path\":\"crm.main.people.blood\""));
    EXPECT_THAT(json, testing::Not(HasSubstr("\"path\":\"web.main.logs.line\",\"owner\"")));
    const auto read = catalogue_from_json(json);
    ASSERT_TRUE(test::succeeded(read));
    EXPECT_EQ(version_of(*read).value(), version_of(with).value());
    EXPECT_EQ(to_json(with, {}, version_of(with)), to_json(with));
}

TEST(Owners, say_what_is_wrong_and_where) {
    const auto first_error = [](const std::string& owners) {
        Diagnostics diagnostics;
        EXPECT_FALSE(parse("version: 1\nowners:\n" + owners, diagnostics)) << owners;
        return diagnostics.entries().empty() ? "" : to_string(diagnostics.entries().front());
    };

    EXPECT_THAT(first_error("  - {select: {store: crm}}\n"), HasSubstr("needs \"owner\""));
    EXPECT_THAT(first_error("  - {owner: ''}\n"), HasSubstr("the text is empty"));
    EXPECT_THAT(first_error("  - {owner: [a]}\n"), HasSubstr("\"owner\" must be one value"));
    EXPECT_THAT(first_error("  - {owner: A, select: {stroe: crm}}\n"),
                HasSubstr("unknown key \"stroe\""));
    EXPECT_THAT(first_error("  - {owner: A, select: {store: crm}}\n"
                            "  - {owner: B, select: {store: crm}}\n"),
                HasSubstr("the owner of \"store crm\" is given twice; first at p.yaml:3:5"));
}

TEST(Owners, that_answer_for_nothing_are_told_and_so_is_data_without_one) {
    const auto told = [](const std::string& owners) {
        Diagnostics diagnostics;
        const auto rules = parse("version: 1\nowners:\n" + owners, diagnostics);
        EXPECT_TRUE(test::succeeded(rules));
        if (rules) lint_with(*rules, catalogue(), diagnostics);
        std::vector<std::pair<std::string, std::string>> out;
        for (const Diagnostic& one : diagnostics.entries())
            if (one.message.find("owner") != std::string::npos ||
                one.code == "no-such-collection" || one.code == "unknown-category" ||
                one.code == "unknown-purpose")
                out.emplace_back(one.code, one.message);
        return out;
    };

    EXPECT_THAT(told("  - {owner: A}\n"), IsEmpty());
    EXPECT_THAT(told("  - {owner: A}\n  - {owner: B, select: {category: user.biometric}}\n"),
                ElementsAre(Pair("matches-nothing",
                                 "owner \"B\": nothing in the catalogue fits "
                                 "category user.biometric")));
    EXPECT_THAT(
        told("  - {owner: A, select: {store: crm}}\n"),
        ElementsAre(Pair("no-owner", "web.main.logs.line is nobody's: owners names none for it")));
    EXPECT_THAT(
        told("  - {owner: A}\n  - {owner: B, select: {store: web}}\n"
             "  - {owner: C, select: {collection: web.main.logs}}\n"),
        ElementsAre(Pair("owner-of-nothing",
                         "owner \"B\": other entries are more specific for all of store web")));
    EXPECT_THAT(told("  - {owner: A}\n  - {owner: B, select: {collection: crm.main.peopel}}\n"),
                testing::Contains(Pair("no-such-collection", HasSubstr("crm.main.peopel"))));
    EXPECT_THAT(told("  - {owner: A}\n  - {owner: B, select: {category: user.nmae}}\n"),
                testing::Contains(Pair("unknown-category", HasSubstr("user.nmae"))));
    EXPECT_THAT(told("  - {owner: A}\n  - {owner: B, select: {purpose: sales}}\n"),
                testing::Contains(Pair("unknown-purpose", HasSubstr("sales"))));
}

TEST(Owners, that_change_are_told_before_a_policy_is_applied) {
    const Policy now = policy();
    Policy next = policy();
    next.owners.back().owner = "Another shop";

    EXPECT_THAT(diff_policies(now, now, catalogue()).others, IsEmpty());
    EXPECT_THAT(diff_policies(now, next, catalogue()).others, ElementsAre("owners change"));
}

}  // namespace
}  // namespace gdprd::policy
