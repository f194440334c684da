#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "planner_plans.hpp"
#include "policy/plan/render.hpp"

namespace gdprd::policy {
namespace {

/// A person, and notes by colleagues: one text names the person, one author is given by address.
MemoryEstate estate_with_notes() {
    MemoryEstate estate;
    estate.add("a.main.people", "id int pk;email text user.contact.email;full_name text user.name");
    estate.add("a.main.notes",
               "id int pk;author text user.name;body text user.content.private;"
               "answer text user.content.private");
    estate.add("a.main.calls", "id int pk;caller text user.name;about text user.content.private");
    estate.insert("a.main.people", {"1", "anna@example.com", "Anna Berg"});
    estate.insert("a.main.people", {"2", "otto@example.com", "Otto Kahn"});
    estate.insert("a.main.notes", {"1", "Otto Kahn", "call anna@example.com", "done"});
    estate.insert("a.main.calls", {"1", "anna@example.com", "a parcel"});
    return estate;
}

TEST(PlannerCoverage, tells_fields_of_left_overs_and_of_names_apart_from_empty_ones) {
    const MemoryEstate estate = estate_with_notes();
    for (const Right right : {Right::access, Right::erasure}) {
        const auto plan = plan_for(estate, estate.resolve({{"email", "anna@example.com"}}), right);

        ASSERT_TRUE(plan.has_value());
        const auto state = [&](const char* field) { return coverage_of(*plan, field).state; };
        EXPECT_EQ(state("a.main.people.full_name"), CoverageState::found);
        EXPECT_EQ(state("a.main.notes.body"), CoverageState::left_over);
        EXPECT_EQ(state("a.main.notes.answer"), CoverageState::searched_empty);
        EXPECT_EQ(state("a.main.notes.author"), CoverageState::not_searched_by_name);
        EXPECT_EQ(state("a.main.calls.caller"), CoverageState::left_over)
            << "an address among names is found";
        EXPECT_THAT(render_text(*plan),
                    testing::HasSubstr("7 personal fields: 2 found, 0 kept, 2 left over, 2 "
                                       "searched and empty, 1 not searched by name, 0 not "
                                       "applicable, 0 failed"));
        EXPECT_THAT(render_json(*plan), testing::HasSubstr("\"state\":\"not_searched_by_name\""));
        const auto read = plan_from_cbor(to_cbor(*plan));
        ASSERT_TRUE(read.has_value());
        EXPECT_EQ(digest_of(*read), digest_of(*plan));
    }
}

TEST(PlannerCoverage, says_of_no_field_that_it_is_empty_and_left_over) {
    for (const char* mail : {"anna@example.com", "nobody@example.net"}) {
        const MemoryEstate estate = shop_estate();
        const auto plan = plan_for(estate, estate.resolve({{"email", mail}}));

        ASSERT_TRUE(plan.has_value());
        for (const Residual& left : plan->residuals) {
            if (left.field.empty()) continue;
            const auto state = coverage_of(*plan, to_string(left.in) + "." + left.field).state;
            EXPECT_TRUE(state == CoverageState::left_over || state == CoverageState::kept)
                << to_string(left.in) << "." << left.field;
        }
    }
}

TEST(PlannerCoverage, counts_what_stands_in_an_archive_as_left_over) {
    MemoryEstate estate;
    estate.add("a.old.people", "id int pk;email text user.contact.email;full_name text user.name")
        .kind = CollectionKind::archived;
    estate.insert("a.old.people", {"1", "anna@example.com", "Anna Berg"});
    const auto found = estate.resolve({{"email", "anna@example.com"}});

    const auto erasure = plan_for(estate, found);
    const auto access = plan_for(estate, found, Right::access);

    ASSERT_TRUE(erasure.has_value() && access.has_value());
    for (const char* field : {"a.old.people.email", "a.old.people.full_name"}) {
        EXPECT_EQ(coverage_of(*erasure, field).state, CoverageState::left_over) << field;
        EXPECT_EQ(coverage_of(*access, field).state, CoverageState::found) << "it is copied";
    }
}

}  // namespace
}  // namespace gdprd::policy
