#include "config/base/thread_priority.hpp"

#include <linux/sched.h>
#include <linux/sched/types.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace gdprd {

namespace {
constexpr int kBackgroundNice = 10;
/// Much longer than that of others: on Linux 6.12 and later (sched_setattr(2)) somebody with a
/// shorter slice who wakes up runs at once, where else a slice is run to its end or to the next
/// tick, 4 ms. Earlier ones pass it over.
constexpr unsigned kSliceNanoseconds = 20'000'000;

bool run_in_long_slices(int nice) noexcept {
    sched_attr wish{};
    wish.size = SCHED_ATTR_SIZE_VER0;
    wish.sched_policy = SCHED_NORMAL;
    wish.sched_nice = nice;
    wish.sched_runtime = kSliceNanoseconds;
    return ::syscall(SYS_sched_setattr, 0, &wish, 0U) == 0;
}

// On Linux nice is a thread's own.
id_t this_thread() noexcept {
    return static_cast<id_t>(::gettid());
}
}  // namespace

void make_background_thread() noexcept {
    if (run_in_long_slices(kBackgroundNice)) return;
    static_cast<void>(::setpriority(PRIO_PROCESS, this_thread(), kBackgroundNice));
}

void make_yielding_thread() noexcept {
    static_cast<void>(run_in_long_slices(::getpriority(PRIO_PROCESS, this_thread())));
}

}  // namespace gdprd
