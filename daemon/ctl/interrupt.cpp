#include "daemon/ctl/interrupt.hpp"

namespace gdprd::daemon::ctl {

namespace {

std::atomic<bool> g_interrupted = false;  // written by the signal handler
static_assert(std::atomic<bool>::is_always_lock_free);

void note_interrupt(int /*signal*/) {
    g_interrupted = true;
}

}  // namespace

std::atomic<bool>& interrupted() noexcept {
    return g_interrupted;
}

InterruptGuard::InterruptGuard() {
    struct sigaction action{};
    action.sa_handler = note_interrupt;
    action.sa_flags = static_cast<int>(SA_RESETHAND);
    ::sigaction(SIGINT, &action, &old_);
}

InterruptGuard::~InterruptGuard() {
    ::sigaction(SIGINT, &old_, nullptr);
}

}  // namespace gdprd::daemon::ctl
