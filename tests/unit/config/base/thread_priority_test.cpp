#include "config/base/thread_priority.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <thread>

namespace gdprd {
namespace {

int nice_now() {
    return ::getpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()));
}

TEST(ThreadPriority, is_of_one_thread_alone) {
    const int before = nice_now();
    int background = 0;
    std::thread([&] {
        make_background_thread();
        background = nice_now();
    }).join();
    EXPECT_EQ(background, 10);
    EXPECT_EQ(nice_now(), before);
}

}  // namespace
}  // namespace gdprd
