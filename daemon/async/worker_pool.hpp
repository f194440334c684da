#pragma once

#include <cstddef>
#include <functional>
#include <memory>

#include "config/base/off_loop.hpp"

namespace gdprd::daemon {

/// Threads that may block. Work waits in a bounded queue; a full queue is told at once and never
/// waited for, so that a loop thread can call try_post().
class WorkerPool {
  public:
    using Work = std::function<void(OffLoop)>;

    WorkerPool(std::size_t threads, std::size_t queue_max);
    /// Same as stop().
    ~WorkerPool();
    WorkerPool(const WorkerPool&) = delete;
    WorkerPool& operator=(const WorkerPool&) = delete;

    /// False when the queue is full or the pool stops: nothing was taken. `work` must not throw.
    [[nodiscard]] bool try_post(Work work);
    /// Takes no more work, runs what is queued, joins. From any thread but the pool's own.
    void stop();
    /// Work queued or running.
    [[nodiscard]] std::size_t busy() const;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace gdprd::daemon
