#include "daemon/http/connection_count.hpp"

#include <gtest/gtest.h>

#include "config/limits.hpp"

namespace gdprd::daemon {
namespace {

constexpr auto kAll = config::limits::kHttpConnections;
constexpr auto kEach = config::limits::kHttpConnectionsPerUser;

TEST(ConnectionCount, leaves_room_for_others_when_one_user_wants_all) {
    ConnectionCount count;
    std::size_t admitted = 0;
    for (std::size_t i = 0; i < kAll + 100; ++i) admitted += count.admit(1000) ? 1 : 0;

    EXPECT_EQ(admitted, kEach);
    EXPECT_TRUE(count.admit(1001));
}

TEST(ConnectionCount, admits_again_after_one_has_left) {
    ConnectionCount count;
    while (count.admit(1000)) {
    }

    count.leave(1000);

    EXPECT_TRUE(count.admit(1000));
    EXPECT_FALSE(count.admit(1000));
}

TEST(ConnectionCount, bounds_all_users_together) {
    ConnectionCount count;
    for (uid_t user = 0; user < 2 * kAll / kEach; ++user)
        while (count.admit(user)) {
        }

    EXPECT_EQ(count.open(), kAll);
}

}  // namespace
}  // namespace gdprd::daemon
