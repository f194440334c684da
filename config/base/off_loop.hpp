#pragma once

namespace gdprd {

/// Proof that the caller is on a thread that may block. Every blocking function takes one first.
/// Made by the daemon's WorkerPool, by the offline commands of gdprctl, and by tests.
class OffLoop {
  public:
    /// For a thread that has no event loop. The daemon's loop threads must never call this.
    static constexpr OffLoop on_blocking_thread() noexcept { return OffLoop{}; }

  private:
    constexpr OffLoop() = default;
};

}  // namespace gdprd
