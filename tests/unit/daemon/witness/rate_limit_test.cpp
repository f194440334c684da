#include "daemon/witness/rate_limit.hpp"

#include <gtest/gtest.h>

#include "tests/support/manual_clock.hpp"

namespace gdprd::daemon {
namespace {

std::size_t taken(RateLimit& limit, std::size_t tries) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < tries; ++i) count += limit.take() ? 1 : 0;
    return count;
}

TEST(RateLimit, gives_so_many_at_once_and_as_many_a_second) {
    test::ManualClock clock;
    RateLimit limit(50, clock);

    EXPECT_EQ(taken(limit, 100), 50U);
    clock.advance(std::chrono::milliseconds(100));
    EXPECT_EQ(taken(limit, 100), 5U);
    clock.advance(std::chrono::hours(1));
    EXPECT_EQ(taken(limit, 100), 50U);
}

TEST(RateLimit, counts_the_time_between_two_tokens) {
    test::ManualClock clock;
    RateLimit limit(50, clock);
    EXPECT_EQ(taken(limit, 100), 50U);

    std::size_t count = 0;
    for (int i = 0; i < 100; ++i) {  // 100 times 10 ms, where a token takes 20 ms
        clock.advance(std::chrono::milliseconds(10));
        count += limit.take() ? 1 : 0;
    }

    EXPECT_EQ(count, 50U);
}

}  // namespace
}  // namespace gdprd::daemon
