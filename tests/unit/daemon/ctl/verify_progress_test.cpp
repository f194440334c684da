#include "daemon/ctl/verify_progress.hpp"

#include <gtest/gtest.h>

namespace gdprd::daemon::ctl {
namespace {

using std::chrono::seconds;

TEST(VerifyProgress, tells_the_rate_of_this_run_and_the_time_that_is_left) {
    EXPECT_EQ(progress_line({0, 5'000'000, 20'000'000}, seconds(2)),
              "verified 5000000 of 20000000, 2.5 M/s, 6 s left");
    EXPECT_EQ(progress_line({4'000'000, 5'000'000, 20'000'000}, seconds(10)),
              "verified 5000000 of 20000000, 100 k/s, 2 min left");
    EXPECT_EQ(progress_line({0, 50, 3'600'050}, seconds(1)),
              "verified 50 of 3600050, 50/s, 20.0 h left");
}

TEST(VerifyProgress, promises_nothing_before_there_is_a_rate_and_after_what_was_expected) {
    EXPECT_EQ(progress_line({0, 0, 10}, seconds(1)), "verified 0 of 10");
    EXPECT_EQ(progress_line({0, 12, 10}, seconds(1)), "verified 12 of 10, 12/s");
}

}  // namespace
}  // namespace gdprd::daemon::ctl
