#include "config/units.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gdprd::config {
namespace {

using namespace std::chrono_literals;

TEST(Sizes, are_bytes_or_have_a_binary_unit) {
    EXPECT_EQ(parse_size("0"), 0U);
    EXPECT_EQ(parse_size("4096"), 4096U);
    EXPECT_EQ(parse_size("16KiB"), 16U << 10);
    EXPECT_EQ(parse_size("256MiB"), 256U << 20);
    EXPECT_EQ(parse_size("4GiB"), 4ULL << 30);
    for (const char* text : {"", "KiB", "1 MiB", "1MB", "1kib", "-1", "+1", "0x10", "1.5GiB",
                             "18446744073709551616", "99999999999999GiB"})
        EXPECT_EQ(parse_size(text), std::nullopt) << text;
}

TEST(Durations, need_a_unit) {
    EXPECT_EQ(parse_duration("500ms"), 500ms);
    EXPECT_EQ(parse_duration("5s"), 5s);
    EXPECT_EQ(parse_duration("2m"), 2min);
    EXPECT_EQ(parse_duration("24h"), 24h);
    EXPECT_EQ(parse_duration("30d"), 720h);
    EXPECT_EQ(parse_duration("0s"), 0ms);
    for (const char* text : {"", "5", "s", "5 s", "5S", "1h30m", "-1s", "99999999999999999d"})
        EXPECT_EQ(parse_duration(text), std::nullopt) << text;
}

RC_GTEST_PROP(Units, are_read_back_as_printed, (std::uint32_t n)) {
    RC_ASSERT(parse_size(format_size(n)) == n);
    const std::chrono::milliseconds duration(n);
    RC_ASSERT(parse_duration(format_duration(duration)) == duration);
}

TEST(Units, print_the_largest_that_divides) {
    EXPECT_EQ(format_size(256 << 20), "256MiB");
    EXPECT_EQ(format_size((1 << 20) + 1024), "1025KiB");
    EXPECT_EQ(format_size(1025), "1025");
    EXPECT_EQ(format_duration(48h), "2d");
    EXPECT_EQ(format_duration(90s), "90s");
    EXPECT_EQ(format_duration(1500ms), "1500ms");
}

}  // namespace
}  // namespace gdprd::config
