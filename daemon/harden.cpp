#include "daemon/harden.hpp"

#include <sys/prctl.h>
#include <sys/resource.h>

namespace gdprd::daemon {

namespace {

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
constexpr bool kSanitized = true;  // the leak checker traces its own process
#else
constexpr bool kSanitized = false;
#endif
#else
constexpr bool kSanitized = false;
#endif

}  // namespace

void keep_memory_private() noexcept {
    // Lowering either cannot fail for a process of its own.
    const rlimit none{0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
    if (!kSanitized) ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

}  // namespace gdprd::daemon
