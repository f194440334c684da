#pragma once

#include <atomic>
#include <csignal>

namespace gdprd::daemon::ctl {

/// Set by Ctrl-C while an InterruptGuard lives.
std::atomic<bool>& interrupted() noexcept;

/// While it lives, the first Ctrl-C only sets interrupted(), and ends blocking calls with EINTR; a
/// second one ends the process.
class InterruptGuard {
  public:
    InterruptGuard();
    ~InterruptGuard();
    InterruptGuard(const InterruptGuard&) = delete;
    InterruptGuard& operator=(const InterruptGuard&) = delete;

  private:
    struct sigaction old_{};
};

}  // namespace gdprd::daemon::ctl
