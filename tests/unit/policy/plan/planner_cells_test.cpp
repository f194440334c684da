#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "planner_plans.hpp"

namespace gdprd::policy {
namespace {

using testing::HasSubstr;

constexpr const char* kMail = "crm.main.users.prefs#/contacts/*/email";

void hold(MemoryEstate& estate, const char* path, const char* category) {
    CatalogueField inside;
    inside.path = *parse_field_path(path);
    inside.category = Category(category);
    inside.decision = Decision::accept;
    inside.probability_ppm = inside.personal_ppm = 990'000;
    estate.catalogue.fields.insert_or_assign(inside.path, inside);
}

/// Two users whose prefs hold an address of somebody and a street.
MemoryEstate users() {
    MemoryEstate estate;
    estate.add("crm.main.users", "id int pk; email text user.contact.email; prefs text");
    estate.annotate("crm.main.users.email", "email");
    estate.insert("crm.main.users", {"1", "anna@example.com",
                                     R"({"contacts":[{"email":"otto@example.com"}],"zip":"1"})"});
    estate.insert("crm.main.users", {"2", "bert@example.com", R"({"contacts":[],"zip":"2"})"});
    hold(estate, kMail, "user.contact.email");
    hold(estate, "crm.main.users.prefs#/street", "user.contact.address.street");
    return estate;
}

ErasureRule rule_for(const char* collection, ErasureActionKind action) {
    ErasureRule rule;
    rule.name = "stay";
    rule.select.collection = *parse_collection_path(collection);
    rule.action = action;
    rule.ground = "Art. 17(3)(b): books";
    return rule;
}

Plan planned(const MemoryEstate& estate, const char* email, Right right = Right::erasure) {
    const auto plan = plan_for(estate, estate.resolve({{"email", email}}), right);
    EXPECT_TRUE(plan.has_value());
    return plan ? *plan : Plan{};
}

const Residual* left_at(const Plan& plan, const std::string& field) {
    for (const auto& one : plan.residuals)
        if (one.field == field) return &one;
    return nullptr;
}

TEST(PlannerCells, counts_what_stands_inside_and_what_does_not) {
    const auto plan = planned(users(), "anna@example.com", Right::access);

    EXPECT_EQ(coverage_of(plan, kMail).state, CoverageState::found);
    EXPECT_EQ(coverage_of(plan, kMail).rows, 1U);
    EXPECT_EQ(coverage_of(plan, "crm.main.users.prefs#/street").state,
              CoverageState::searched_empty);
    EXPECT_EQ(left_at(plan, "prefs#/contacts/*/email"), nullptr) << "an access leaves nothing over";
}

TEST(PlannerCells, leaves_nothing_where_the_row_goes) {
    MemoryEstate estate = users();
    const auto plan = erase(estate, "anna@example.com");

    EXPECT_EQ(estate.rows("crm.main.users").size(), 1U);
    EXPECT_EQ(coverage_of(plan, kMail).state, CoverageState::found);
    EXPECT_EQ(left_at(plan, "prefs#/contacts/*/email"), nullptr);
}

TEST(PlannerCells, tells_what_stays_inside_a_cell_of_a_row_that_stays) {
    MemoryEstate estate = users();
    estate.policy.erasure.push_back(rule_for("crm.main.users", ErasureActionKind::null));
    const auto plan = erase(estate, "anna@example.com");

    EXPECT_EQ(estate.rows("crm.main.users").front()[1], "NULL");
    EXPECT_THAT(estate.rows("crm.main.users").front()[2], HasSubstr("otto@example.com"));
    const auto* left = left_at(plan, "prefs#/contacts/*/email");
    ASSERT_NE(left, nullptr);
    EXPECT_EQ(left->rows, 1U);
    EXPECT_THAT(left->why, HasSubstr("inside a cell that no step writes"));
    EXPECT_EQ(left_at(plan, "prefs#/street"), nullptr) << "nothing stands there";
}

TEST(PlannerCells, advises_no_rule_for_rows_in_archives) {
    MemoryEstate estate;
    estate.add("crm.main.users", "id int pk; email text user.contact.email; prefs text").kind =
        CollectionKind::archived;
    estate.annotate("crm.main.users.email", "email");
    estate.insert("crm.main.users", {"1", "anna@example.com",
                                     R"({"contacts":[{"email":"otto@example.com"}],"zip":"1"})"});
    hold(estate, kMail, "user.contact.email");
    estate.policy.erasure.push_back(rule_for("crm.main.users", ErasureActionKind::null));

    const auto plan = planned(estate, "anna@example.com");

    EXPECT_EQ(coverage_of(plan, kMail).rows, 1U);
    EXPECT_EQ(left_at(plan, "prefs#/contacts/*/email"), nullptr);
    const auto* left = left_at(plan, "");
    ASSERT_NE(left, nullptr);
    EXPECT_EQ(left->why, kLeftInArchive);
}

TEST(PlannerCells, leaves_nothing_where_the_whole_cell_is_written) {
    MemoryEstate estate = users();
    hold(estate, "crm.main.users.prefs", "user.content.private");
    estate.policy.erasure.push_back(rule_for("crm.main.users", ErasureActionKind::null));
    const auto plan = erase(estate, "anna@example.com");

    EXPECT_EQ(estate.rows("crm.main.users").front()[2], "NULL");
    EXPECT_EQ(left_at(plan, "prefs#/contacts/*/email"), nullptr);
}

TEST(PlannerCells, keeps_what_a_rule_keeps_with_its_row) {
    MemoryEstate estate = users();
    hold(estate, "crm.main.users.prefs", "user.content.private");
    estate.policy.erasure.push_back(rule_for("crm.main.users", ErasureActionKind::keep));
    const auto plan = erase(estate, "anna@example.com");

    EXPECT_EQ(coverage_of(plan, kMail).state, CoverageState::kept);
    EXPECT_EQ(left_at(plan, "prefs#/contacts/*/email"), nullptr);
}

TEST(PlannerCells, finds_a_person_who_is_only_named_inside_a_cell) {
    const auto found = users().resolve({{"email", "otto@example.com"}});

    EXPECT_EQ(names_of(found.mentions), std::vector<std::string>{"crm.main.users(1)"});
}

TEST(PlannerCells, finds_a_person_who_is_named_inside_a_cell_in_an_encoded_way) {
    for (const char* cell :
         {"?a=1&mail=otto%40example.com", "<p><mail>otto&#64;example.com</mail></p>",
          "<p><mail>otto&#x40;example.com</mail></p>"}) {
        MemoryEstate estate = users();
        estate.insert("crm.main.users", {"3", "cara@example.com", cell});

        const auto found = names_of(estate.resolve({{"email", "otto@example.com"}}).mentions);

        EXPECT_THAT(found, testing::Contains("crm.main.users(3)")) << cell;
    }
}

TEST(PlannerCells, says_of_a_cell_that_was_not_searched_why) {
    MemoryEstate estate = users();
    estate.fail("crm");
    const auto plan = planned(estate, "anna@example.com", Right::access);
    EXPECT_EQ(coverage_of(plan, kMail).state, CoverageState::failed);
}

}  // namespace
}  // namespace gdprd::policy
