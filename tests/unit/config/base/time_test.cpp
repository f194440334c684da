#include "config/base/time.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/support/manual_clock.hpp"
#include "tests/support/printers.hpp"

namespace gdprd {
namespace {

using namespace std::chrono_literals;
using test::failed_with;
using test::ManualClock;
using test::succeeded;

TEST(Time, is_written_in_utc_to_the_second) {
    EXPECT_EQ(format_time(WallTime{}), "1970-01-01T00:00:00Z");
    EXPECT_EQ(format_time(WallTime(1772719402s + 999ms)), "2026-03-05T14:03:22Z");
    EXPECT_EQ(format_time(WallTime(-1ns)), "1969-12-31T23:59:59Z");
}

TEST(Time, is_read_with_offset_and_fraction) {
    constexpr std::pair<std::string_view, std::string_view> kCases[] = {
        {"2026-03-05T14:03:22Z", "2026-03-05T14:03:22Z"},
        {"2026-03-05t14:03:22z", "2026-03-05T14:03:22Z"},
        {"2026-03-05 14:03:22.75Z", "2026-03-05T14:03:22Z"},
        {"2026-03-05T14:03:22+01:00", "2026-03-05T13:03:22Z"},
        {"2026-03-05T23:30:00-05:30", "2026-03-06T05:00:00Z"},
        {"2024-02-29T00:00:00-00:00", "2024-02-29T00:00:00Z"}};
    for (const auto& [text, utc] : kCases) {
        const auto time = parse_time(text);
        ASSERT_TRUE(succeeded(time)) << text;
        EXPECT_EQ(format_time(*time), utc) << text;
    }
    EXPECT_EQ(*parse_time("1970-01-01T00:00:00.123456789Z"), WallTime(123456789ns));
    EXPECT_EQ(*parse_time("1970-01-01T00:00:00.1234567899Z"), WallTime(123456789ns));
}

TEST(Time, is_refused_when_it_does_not_exist) {
    for (const char* text :
         {"", "2026-03-05", "2026-03-05T14:03:22", "2026-03-05T14:03Z", "2026-02-29T00:00:00Z",
          "2026-13-01T00:00:00Z", "2026-03-05T24:00:00Z", "2026-03-05T23:60:00Z",
          "2026-03-05T23:59:60Z", "2026-03-05T14:03:22.Z", "2026-03-05T14:03:22+24:00",
          "2026-03-05T14:03:22+0100", "2026-03-05T14:03:22Z ", "20260305T140322Z",
          "+026-03-05T14:03:22Z", "1677-12-31T00:00:00Z", "2262-01-01T00:00:00Z"})
        EXPECT_TRUE(failed_with(parse_time(text), ErrorCode::invalid_argument)) << text;
}

RC_GTEST_PROP(Time, survives_writing_and_reading, ()) {
    const auto seconds = *rc::gen::inRange<std::int64_t>(-9'000'000'000, 9'000'000'000);
    const WallTime time{std::chrono::seconds(seconds)};
    RC_ASSERT(*parse_time(format_time(time)) == time);
}

TEST(Date, is_a_day_that_exists) {
    EXPECT_EQ(format_date(*parse_date("2024-02-29")), "2024-02-29");
    EXPECT_EQ(format_date(*parse_date("0001-01-01")), "0001-01-01");
    for (const char* text :
         {"2023-02-29", "2026-00-01", "2026-04-31", "2026-4-01", "2026-04-01T", "26-04-01", ""})
        EXPECT_TRUE(failed_with(parse_date(text), ErrorCode::invalid_argument)) << text;
}

TEST(Date, of_a_moment_is_its_utc_day) {
    EXPECT_EQ(date_of(*parse_time("2026-03-05T23:59:59.999Z")), *parse_date("2026-03-05"));
    EXPECT_EQ(date_of(*parse_time("2026-03-06T00:30:00+01:00")), *parse_date("2026-03-05"));
    EXPECT_EQ(date_of(WallTime(-1ns)), *parse_date("1969-12-31"));
}

TEST(ManualClock, moves_only_when_told) {
    ManualClock clock("2026-03-05T12:00:00Z");
    const MonotonicTime before = clock.monotonic();
    clock.advance(90s);
    EXPECT_EQ(format_time(clock.now()), "2026-03-05T12:01:30Z");
    EXPECT_EQ(clock.monotonic() - before, 90s);
}

}  // namespace
}  // namespace gdprd
