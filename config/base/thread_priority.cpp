#include "config/base/thread_priority.hpp"

#include <sys/resource.h>
#include <unistd.h>

namespace gdprd {

namespace {
constexpr int kBackgroundNice = 10;
}

void make_background_thread() noexcept {
    // On Linux this is the thread's alone.
    static_cast<void>(
        ::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), kBackgroundNice));
}

}  // namespace gdprd
