#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <thread>

#include "config/base/guarded.hpp"
#include "config/base/off_loop.hpp"

namespace gdprd::daemon {

/// A thread that does the same again and again, with a pause in between, until it is stopped.
class RoundThread {
  public:
    RoundThread() = default;
    ~RoundThread() { stop(); }
    RoundThread(const RoundThread&) = delete;
    RoundThread& operator=(const RoundThread&) = delete;

    /// Once; the first round begins at once.
    void start(std::chrono::milliseconds pause, std::function<void(OffLoop)> round);
    /// Returns when the round under way has ended. May be called again, and without start().
    void stop();

  private:
    Guarded<bool> stop_asked_{false};
    std::condition_variable wake_;
    std::thread thread_;
};

}  // namespace gdprd::daemon
