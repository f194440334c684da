#include "daemon/async/worker_pool.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <future>

namespace gdprd::daemon {
namespace {

TEST(WorkerPool, runs_what_was_queued_before_it_stops) {
    std::atomic<int> done{0};
    WorkerPool pool(2, 100);
    for (int i = 0; i < 50; ++i) ASSERT_TRUE(pool.try_post([&](OffLoop) { ++done; }));

    pool.stop();

    EXPECT_EQ(done, 50);
    EXPECT_FALSE(pool.try_post([&](OffLoop) { ++done; }));
}

TEST(WorkerPool, tells_at_once_when_its_queue_is_full) {
    std::promise<void> started;
    std::promise<void> go_on;
    WorkerPool pool(1, 2);
    ASSERT_TRUE(pool.try_post([&](OffLoop) {
        started.set_value();
        go_on.get_future().wait();
    }));
    started.get_future().wait();

    EXPECT_TRUE(pool.try_post([](OffLoop) {}));
    EXPECT_TRUE(pool.try_post([](OffLoop) {}));
    EXPECT_FALSE(pool.try_post([](OffLoop) {}));
    EXPECT_EQ(pool.busy(), 3U);
    go_on.set_value();
}

}  // namespace
}  // namespace gdprd::daemon
