#include "config/base/zone.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/support/printers.hpp"

namespace gdprd {
namespace {

using namespace std::chrono_literals;

struct OffsetCase {
    std::string_view zone, utc;
    int hours;
};

// Both sides of the changes of 2024 and 2026, whose last Sundays fall on 31/27 and 29/25.
constexpr OffsetCase kOffsets[] = {
    {"UTC", "2026-07-01T00:00:00Z", 0},
    {"Atlantic/Reykjavik", "2026-07-01T00:00:00Z", 0},
    {"Europe/Paris", "2026-03-29T00:59:59Z", 1},
    {"Europe/Paris", "2026-03-29T01:00:00Z", 2},
    {"Europe/Paris", "2026-10-25T00:59:59Z", 2},
    {"Europe/Paris", "2026-10-25T01:00:00Z", 1},
    {"Europe/Berlin", "2024-03-31T00:59:59Z", 1},
    {"Europe/Berlin", "2024-03-31T01:00:00Z", 2},
    {"Europe/Berlin", "2024-10-27T01:00:00Z", 1},
    {"Europe/Lisbon", "2026-01-01T00:00:00Z", 0},
    {"Europe/Lisbon", "2026-06-01T00:00:00Z", 1},
    {"Europe/Athens", "2026-12-31T23:59:59Z", 2},
    {"Europe/Athens", "2026-08-01T00:00:00Z", 3},
    {"Atlantic/Azores", "2026-03-29T00:59:59Z", -1},
    {"Atlantic/Azores", "2026-03-29T01:00:00Z", 0},
};

TEST(Zone, changes_its_clocks_on_the_last_sundays) {
    for (const OffsetCase& c : kOffsets) {
        const auto zone = find_zone(c.zone);
        ASSERT_TRUE(zone.has_value()) << c.zone;
        EXPECT_EQ(offset_at(*zone, *parse_time(c.utc)), std::chrono::hours(c.hours))
            << c.zone << " " << c.utc;
    }
}

TEST(Zone, is_not_guessed) {
    for (const char* name :
         {"", "europe/paris", "Paris", "America/New_York", "CET", "Europe/Moscow"})
        EXPECT_EQ(find_zone(name), std::nullopt) << name;
}

TEST(Zone, decides_the_day) {
    const Zone paris = *find_zone("Europe/Paris");
    EXPECT_EQ(format_date(date_in(paris, *parse_time("2026-01-31T22:59:59Z"))), "2026-01-31");
    EXPECT_EQ(format_date(date_in(paris, *parse_time("2026-01-31T23:00:00Z"))), "2026-02-01");
    EXPECT_EQ(format_date(date_in(paris, *parse_time("2026-06-30T22:00:00Z"))), "2026-07-01");
}

TEST(Zone, begins_its_days) {
    const auto start = [](std::string_view zone, std::string_view date) {
        return format_time(start_of_day(*find_zone(zone), *parse_date(date)));
    };
    EXPECT_EQ(start("UTC", "2026-03-29"), "2026-03-29T00:00:00Z");
    EXPECT_EQ(start("Europe/Paris", "2026-03-29"), "2026-03-28T23:00:00Z");
    EXPECT_EQ(start("Europe/Paris", "2026-03-30"), "2026-03-29T22:00:00Z");
    EXPECT_EQ(start("Europe/Paris", "2026-10-25"), "2026-10-24T22:00:00Z");
    EXPECT_EQ(start("Europe/Paris", "2026-10-26"), "2026-10-25T23:00:00Z");
    // In the Azores the change is at midnight: one day has no 00:00, another has two.
    EXPECT_EQ(start("Atlantic/Azores", "2026-03-29"), "2026-03-29T01:00:00Z");
    EXPECT_EQ(start("Atlantic/Azores", "2026-10-25"), "2026-10-25T00:00:00Z");
}

RC_GTEST_PROP(Zone, has_each_moment_in_the_day_that_it_begins, ()) {
    const Zone zone = *find_zone(*rc::gen::element("UTC", "Europe/Lisbon", "Europe/Paris",
                                                   "Europe/Athens", "Atlantic/Azores"));
    const auto seconds = *rc::gen::inRange<std::int64_t>(900'000'000, 4'000'000'000);
    const WallTime time{std::chrono::seconds(seconds)};
    const Date day = date_in(zone, time);
    const Date next = std::chrono::sys_days(day) + std::chrono::days(1);
    RC_ASSERT(start_of_day(zone, day) <= time);
    RC_ASSERT(time < start_of_day(zone, next));
    RC_ASSERT(date_in(zone, start_of_day(zone, day)) == day);
    RC_ASSERT(date_in(zone, start_of_day(zone, day) - 1ns) != day);
}

}  // namespace
}  // namespace gdprd
