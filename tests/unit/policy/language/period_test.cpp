#include "policy/language/period.hpp"

#include <gtest/gtest.h>

#include "policy/language/policy.hpp"

namespace gdprd::policy {
namespace {

std::string last_day(const std::string& counted_from, const std::string& date, int years) {
    const auto from = parse_counted_from(counted_from);
    EXPECT_TRUE(from.has_value()) << counted_from;
    if (!from) return {};
    return format_date(last_day_of(std::chrono::years(years), *from, *parse_date(date)));
}

TEST(Period, ends_with_the_day_of_the_same_number) {  // § 188(2), (3) BGB
    EXPECT_EQ(last_day("date", "2016-11-23", 10), "2026-11-23");
    EXPECT_EQ(last_day("date", "2016-02-29", 10), "2026-02-28");
    EXPECT_EQ(last_day("date", "2016-02-29", 4), "2020-02-29");
    EXPECT_EQ(last_day("date", "2016-12-31", 1), "2017-12-31");
}

TEST(Period, counts_from_the_end_of_the_calendar_year) {  // § 147(4) AO
    EXPECT_EQ(last_day("end-of-year", "2016-01-01", 8), "2024-12-31");
    EXPECT_EQ(last_day("end-of-year", "2016-12-31", 8), "2024-12-31");
    EXPECT_EQ(last_day("12-31", "2016-03-15", 8), "2024-12-31");
}

TEST(Period, counts_from_the_close_of_the_financial_year_that_the_date_falls_in) {
    EXPECT_EQ(last_day("06-30", "2016-06-30", 10), "2026-06-30");
    EXPECT_EQ(last_day("06-30", "2016-07-01", 10), "2027-06-30");
    EXPECT_EQ(last_day("02-29", "2015-02-28", 10), "2025-02-28");
    EXPECT_EQ(last_day("02-29", "2016-02-29", 10), "2026-02-28");
    EXPECT_EQ(last_day("02-29", "2015-03-01", 8), "2024-02-29");
    EXPECT_EQ(last_day("02-28", "2016-02-29", 1), "2018-02-28");
}

TEST(Period, is_read_as_it_is_written_and_as_nothing_else) {
    for (const char* text : {"date", "end-of-year", "06-30", "02-29", "01-01"}) {
        const auto from = parse_counted_from(text);
        ASSERT_TRUE(from.has_value()) << text;
        EXPECT_EQ(to_string(*from), text);
    }
    EXPECT_EQ(to_string(*parse_counted_from("12-31")), "end-of-year");
    for (const char* text : {"", "year", "13-01", "00-10", "06-31", "02-30", "6-30", "06/30",
                             "06-30 ", "0630", "+6-30", "06-3a", "2016-06-30"}) {
        EXPECT_FALSE(parse_counted_from(text).has_value()) << text;
    }
}

TEST(Period, is_told_in_words) {
    ErasureRule rule;
    EXPECT_EQ(period_words(rule), "");
    rule.keep_years = std::chrono::years(1);
    EXPECT_EQ(period_words(rule), "1 year");
    rule.keep_years = std::chrono::years(8);
    rule.from_field = "issued";
    EXPECT_EQ(period_words(rule), "8 years from issued");
    rule.counted_from = *parse_counted_from("end-of-year");
    EXPECT_EQ(period_words(rule), "8 years from the end of the year of issued");
    rule.counted_from = *parse_counted_from("06-30");
    EXPECT_EQ(period_words(rule),
              "8 years from the end of the financial year (to 06-30) of issued");
}

}  // namespace
}  // namespace gdprd::policy
