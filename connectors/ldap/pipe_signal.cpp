#include "connectors/ldap/pipe_signal.hpp"

#include <ctime>

namespace gdprd::connectors {

namespace {

sigset_t pipe_alone() noexcept {
    sigset_t out;
    ::sigemptyset(&out);
    ::sigaddset(&out, SIGPIPE);
    return out;
}

bool is_pending() noexcept {
    sigset_t pending;
    ::sigemptyset(&pending);
    ::sigpending(&pending);
    return ::sigismember(&pending, SIGPIPE) == 1;
}

}  // namespace

PipeSignalHeld::PipeSignalHeld() noexcept : pending_before_(is_pending()) {
    const sigset_t pipe = pipe_alone();
    ::pthread_sigmask(SIG_BLOCK, &pipe, &before_);
}

/// What came meanwhile is taken away before the signal is let through again.
PipeSignalHeld::~PipeSignalHeld() {
    if (!pending_before_ && is_pending()) {
        const sigset_t pipe = pipe_alone();
        const timespec at_once{};
        ::sigtimedwait(&pipe, nullptr, &at_once);
    }
    ::pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

}  // namespace gdprd::connectors
