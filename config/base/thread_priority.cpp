#include "config/base/thread_priority.hpp"

#include <linux/sched.h>
#include <linux/sched/types.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace gdprd {

namespace {
constexpr int kBackgroundNice = 10;
/// The shortest that Linux takes (sched_setattr(2), since 6.12; earlier ones pass it over): so long
/// does somebody who wakes up wait at most for a thread that is at work.
constexpr unsigned kSliceNanoseconds = 100'000;
}  // namespace

void make_background_thread() noexcept {
    sched_attr wish{};
    wish.size = SCHED_ATTR_SIZE_VER0;
    wish.sched_policy = SCHED_NORMAL;
    wish.sched_nice = kBackgroundNice;
    wish.sched_runtime = kSliceNanoseconds;
    if (::syscall(SYS_sched_setattr, 0, &wish, 0U) == 0) return;
    // On Linux this is the thread's alone.
    static_cast<void>(::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), kBackgroundNice));
}

}  // namespace gdprd
