#include "audit/helper_thread.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <vector>

namespace gdprd::audit {
namespace {

TEST(HelperThread, does_each_piece_once_before_it_returns) {
    HelperThread helper;
    for (std::size_t pieces = 0; pieces < 300; ++pieces) {
        std::vector<int> done(pieces);
        if (pieces % 3 == 0) helper.call();
        helper.run(pieces, [&](std::size_t piece, Worker) { ++done[piece]; });
        EXPECT_EQ(done, std::vector<int>(pieces, 1));
    }
}

TEST(HelperThread, works_on_two_threads_at_a_time_with_what_is_their_own) {
    HelperThread helper;
    // The first two pieces wait for each other, so that neither thread can have both.
    std::atomic<int> begun = 0;
    std::vector<std::thread::id> threads(2);
    std::vector<Worker> workers(2);
    helper.run(2, [&](std::size_t piece, Worker worker) {
        threads[piece] = std::this_thread::get_id();
        workers[piece] = worker;
        ++begun;
        while (begun != 2) std::this_thread::yield();
    });
    EXPECT_NE(threads[0], threads[1]);
    EXPECT_NE(workers[0], workers[1]);
    const std::size_t owner = workers[0] == Worker::owner ? 0 : 1;
    EXPECT_EQ(threads[owner], std::this_thread::get_id());
}

TEST(HelperThread, may_be_called_for_nothing) {
    std::vector<int> done(3);
    {
        HelperThread helper;
        helper.call();
        helper.call();
        helper.run(done.size(), [&](std::size_t piece, Worker) { ++done[piece]; });
        helper.call();
    }  // ends, though it was called
    EXPECT_EQ(done, std::vector<int>(3, 1));
}

}  // namespace
}  // namespace gdprd::audit
