#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "planner_plans.hpp"
#include "policy/plan/render.hpp"

namespace gdprd::policy {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Not;

/// A customer with an invoice for each of the dates, kept for ten years.
MemoryEstate estate_with(const std::vector<std::optional<std::string>>& issued,
                         const std::string& counted_from = "date") {
    MemoryEstate estate;
    estate.add("a.main.customers", "no text pk user.unique_id;email text user.contact.email");
    estate.add("a.main.invoices",
               "id int pk;customer text notnull ->customers.no;issued_on text;"
               "billed text user.name");
    estate.insert("a.main.customers", {"C-1", "anna@example.com"});
    for (std::size_t i = 0; i < issued.size(); ++i)
        estate.insert("a.main.invoices", {std::to_string(i + 1), "C-1", issued[i], "Anna Berg"});
    estate.policy.erasure.push_back(keep_rule("a.main.invoices", "issued_on"));
    estate.policy.erasure.back().counted_from = *parse_counted_from(counted_from);
    return estate;
}

Plan plan_at(const MemoryEstate& estate, const std::string& moment, const char* zone = "UTC") {
    PlanInput input = input_for(Right::erasure);
    input.made_at = *parse_time(moment);
    input.zone = find_zone(zone).value();
    const auto plan = make_plan(input, estate.catalogue, estate.policy,
                                estate.resolve({{"email", "anna@example.com"}}), test_key());
    EXPECT_TRUE(plan.has_value()) << (plan ? "" : plan.error().message());
    return plan ? *plan : Plan{};
}

std::uint64_t kept_at(const MemoryEstate& estate, const std::string& moment,
                      const char* zone = "UTC") {
    std::uint64_t rows = 0;
    for (const KeptLine& line : plan_at(estate, moment, zone).kept)
        if (to_string(line.in) == "a.main.invoices") rows += line.rows;
    return rows;
}

TEST(Planner, keeps_a_row_on_the_last_day_of_its_period) {  // § 188(2) BGB
    const MemoryEstate estate = estate_with({"2016-11-23"});

    EXPECT_EQ(kept_at(estate, "2026-11-23T00:00:00Z"), 1U);
    EXPECT_EQ(kept_at(estate, "2026-11-23T23:59:59Z"), 1U);
    EXPECT_EQ(kept_at(estate, "2026-11-24T00:00:00Z"), 0U);
}

TEST(Planner, keeps_rows_whose_date_says_that_none_is_known) {
    EXPECT_EQ(
        kept_at(estate_with({"0001-01-01", "9999-12-31", "9990-01-01"}), "2026-11-23T00:00:00Z"),
        3U);
}

TEST(Planner, tells_the_end_of_each_years_duties) {
    const auto plan = plan_at(estate_with({"2016-11-25", "2017-01-02", "2017-06-30", "?"}),
                              "2026-11-23T00:00:00Z");
    std::vector<std::string> told;
    for (const KeptLine& line : plan.kept)
        if (to_string(line.in) == "a.main.invoices")
            told.push_back(std::to_string(line.rows) + " " +
                           (line.until ? format_date(*line.until) : "none"));
    EXPECT_THAT(told, testing::ElementsAre("1 none", "1 2026-11-25", "2 2027-06-30"));
}

TEST(Planner, counts_the_days_of_a_period_in_the_zone_of_the_organisation) {
    const MemoryEstate estate = estate_with({"2016-11-23"});

    EXPECT_EQ(kept_at(estate, "2026-11-23T22:59:59Z", "Europe/Berlin"), 1U);
    EXPECT_EQ(kept_at(estate, "2026-11-23T23:00:00Z", "Europe/Berlin"), 0U);
    const MemoryEstate moment = estate_with({"2016-11-23T23:30:00Z"});
    EXPECT_EQ(kept_at(moment, "2026-11-24T22:59:59Z", "Europe/Berlin"), 1U);
    EXPECT_EQ(kept_at(moment, "2026-11-24T23:00:00Z", "Europe/Berlin"), 0U);
    EXPECT_EQ(kept_at(moment, "2026-11-24T00:00:00Z", "UTC"), 0U);
}

TEST(Planner, counts_a_period_from_the_end_of_the_calendar_year) {  // § 147(4) AO
    const MemoryEstate estate = estate_with({"2016-01-02"}, "end-of-year");

    EXPECT_EQ(kept_at(estate, "2026-12-31T23:59:59Z"), 1U);
    EXPECT_EQ(kept_at(estate, "2027-01-01T00:00:00Z"), 0U);
    const Plan plan = plan_at(estate, "2026-12-31T23:59:59Z");
    EXPECT_THAT(render_text(plan),
                HasSubstr("until 2026-12-31: 10 years from the end of the year of issued_on\n"));
    EXPECT_THAT(render_json(plan),
                HasSubstr(R"("period":"10 years from the end of the year of issued_on")"));
    const auto read = plan_from_cbor(to_cbor(plan));
    ASSERT_TRUE(read.has_value());
    EXPECT_EQ(render_text(*read), render_text(plan));
}

TEST(Planner, counts_a_period_from_the_close_of_the_financial_year) {
    const MemoryEstate estate = estate_with({"2016-06-30", "2016-07-01"}, "06-30");

    EXPECT_EQ(kept_at(estate, "2026-06-30T12:00:00Z"), 2U);
    EXPECT_EQ(kept_at(estate, "2026-07-01T12:00:00Z"), 1U);
    EXPECT_EQ(kept_at(estate, "2027-06-30T12:00:00Z"), 1U);
    EXPECT_EQ(kept_at(estate, "2027-07-01T12:00:00Z"), 0U);
}

TEST(Planner, keeps_by_the_later_reading_of_a_date) {
    const MemoryEstate estate = estate_with({"12/11/2016"});

    EXPECT_EQ(kept_at(estate, "2026-12-11T12:00:00Z"), 1U);
    EXPECT_EQ(kept_at(estate, "2026-12-12T12:00:00Z"), 0U);
}

TEST(Planner, tells_how_many_rows_stay_because_no_date_can_be_read) {
    const MemoryEstate estate =
        estate_with({"1999-01-01", "spring 1999", std::nullopt, "01/02/99"});

    const Plan plan = plan_at(estate, "2026-11-23T12:00:00Z");

    EXPECT_THAT(plan.notes,
                Contains("3 rows of a.main.invoices, in whose issued_on no date can be read, stay "
                         "kept without end by rule \"tax\": look at them by hand (gdprd-policy(5) "
                         "says which dates are read)"));
    for (const KeptLine& line : plan.kept)
        if (to_string(line.in) == "a.main.invoices") EXPECT_FALSE(line.until.has_value());
    EXPECT_EQ(kept_at(estate, "2026-11-23T12:00:00Z"), 3U);
    const MemoryEstate one = estate_with({"2020-01-01", "spring"});
    EXPECT_THAT(plan_at(one, "2026-11-23T12:00:00Z").notes,
                Contains(HasSubstr("1 row of a.main.invoices, in whose issued_on no date can be "
                                   "read, stays kept")));
    const MemoryEstate none = estate_with({"2020-01-01"});
    EXPECT_THAT(plan_at(none, "2026-11-23T12:00:00Z").notes,
                Not(Contains(HasSubstr("no date can be read"))));
}

}  // namespace
}  // namespace gdprd::policy
