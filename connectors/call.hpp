#pragma once

#include <atomic>
#include <chrono>
#include <functional>

#include "config/base/guarded.hpp"
#include "config/base/result.hpp"

namespace gdprd::connectors {

/// The call that a connector is running: whether someone asked to stop it, and until when one
/// statement may run. cancel() from any thread; the rest by the calling thread (and by the driver's
/// callbacks, which run on it).
class Call {
  public:
    /// From begin() on; cancel() reaches nothing of the connector once it ended.
    class Scope {
      public:
        explicit Scope(Call& call) : call_(&call) {}
        Scope(const Scope&) = delete;
        Scope& operator=(const Scope&) = delete;
        ~Scope() { call_->end(); }

      private:
        Call* call_;
    };
    [[nodiscard]] Scope begin();
    /// What cancel() calls besides noting it, until the scope ends or another one replaces it. Runs
    /// under the lock that these wait for, so that what it touches lives.
    void on_cancel(std::function<void()> interrupt);
    /// No effect when no call is under way.
    void cancel() noexcept;

    /// A statement begins; it is overdue after `limit`.
    void start_statement(std::chrono::milliseconds limit) noexcept;
    [[nodiscard]] bool cancelled() const noexcept { return cancelled_; }
    [[nodiscard]] bool overdue() const noexcept;
    /// cancelled or timeout when that is why `error` came; else `error`.
    [[nodiscard]] Error explain(const Error& error) const;
    /// An error when the call should not go on.
    Result<void> check() const;

  private:
    void end() noexcept;

    struct Shared {
        bool active = false;
        std::function<void()> interrupt;
    };
    Guarded<Shared> shared_;
    std::atomic<bool> cancelled_ = false;
    std::atomic<std::chrono::steady_clock::rep> deadline_ =
        std::chrono::steady_clock::time_point::max().time_since_epoch().count();
};

}  // namespace gdprd::connectors
