#include "policy/plan/render.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "sample_estates.hpp"
#include "tests/support/source_tree.hpp"

namespace gdprd::policy {
namespace {

using testing::HasSubstr;
using testing::Not;

Plan sample_plan(const MemoryEstate& estate, const std::string& email, Right right) {
    PlanInput input;
    input.request = RequestId("R-2026-0001");
    input.right = right;
    input.nonce.fill(7);
    input.made_at = *parse_time("2026-03-01T10:00:00Z");
    for (const StoreSchema& store : estate.catalogue.stores) input.byte_search.insert(store.store);
    auto plan = make_plan(input, estate.catalogue, estate.policy,
                          estate.resolve({{"email", email}}), test_key());
    EXPECT_TRUE(plan.has_value());
    return plan ? *plan : Plan{};
}

MemoryEstate shop_with_tax_rule() {
    MemoryEstate estate = shop_estate();
    ErasureRule rule;
    rule.name = "invoices";
    rule.select.collection = *parse_collection_path("crm.main.invoices");
    rule.action = ErasureActionKind::keep;
    rule.ground = "Art. 17(3)(b): tax records";
    rule.keep_years = std::chrono::years(10);
    rule.from_field = "issued_on";
    estate.policy.erasure.push_back(rule);
    return estate;
}

void expect_golden(const std::string& name, const std::string& text) {
    const std::string path = "tests/golden/plans/" + name;
    if (test::updating_golden()) {
        std::ofstream(test::source_root() / path, std::ios::binary) << text;
    }
    EXPECT_EQ(test::source_file(path), text)
        << "run policy_tests with GDPRD_UPDATE_GOLDEN=1 and read what changed";
}

TEST(Render, shows_an_erasure_as_people_read_it) {
    const MemoryEstate estate = shop_with_tax_rule();
    const Plan plan = sample_plan(estate, "anna@example.com", Right::erasure);

    expect_golden("shop-erasure.txt", render_text(plan));
    expect_golden("shop-erasure.json", render_json(plan) + "\n");
}

TEST(Render, shows_an_erasure_with_shared_rows) {
    expect_golden("shop-shared.txt",
                  render_text(sample_plan(shop_estate(), "dora@example.com", Right::erasure)));
}

TEST(Render, shows_access) {
    expect_golden("shop-access.txt",
                  render_text(sample_plan(shop_estate(), "anna@example.com", Right::access)));
}

TEST(Render, shows_a_rental_customer) {
    expect_golden(
        "rental-erasure.txt",
        render_text(sample_plan(rental_estate(), "mary.smith@example.org", Right::erasure)));
}

TEST(Render, names_no_value_of_a_person_and_no_key) {
    const MemoryEstate estate = shop_with_tax_rule();
    const Plan plan = sample_plan(estate, "anna@example.com", Right::erasure);

    for (const std::string& text : {render_text(plan), render_json(plan)}) {
        for (const char* value :
             {"anna@example.com", "Müller", "Anna", "K-100001", "06 39", "FR76", "Rue 1", "3600"}) {
            EXPECT_THAT(text, Not(HasSubstr(value)));
        }
    }
}

TEST(Render, ends_with_the_next_command_to_type) {
    const Plan plan = sample_plan(shop_estate(), "anna@example.com", Right::erasure);

    const std::string digest = hex_encode(BytesView(digest_of(plan).value()));
    EXPECT_THAT(
        render_text(plan),
        testing::EndsWith("  gdprctl requests approve R-2026-0001 --digest " + digest + "\n"));
}

}  // namespace
}  // namespace gdprd::policy
