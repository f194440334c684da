#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <thread>

#include "config/base/guarded.hpp"

namespace gdprd::audit {

/// Who works on a piece: what cannot be shared, such as a cipher's context, is there once for each.
enum class Worker { owner, helper };

/// A second thread for work that comes in numbered pieces. The owner begins at once and never waits
/// for the helper to wake up: on a busy machine it does most of the pieces itself. The thread
/// starts with the first run(). One owner at a time.
class HelperThread {
  public:
    using Work = std::function<void(std::size_t piece, Worker worker)>;

    HelperThread() = default;
    ~HelperThread();
    HelperThread(const HelperThread&) = delete;
    HelperThread& operator=(const HelperThread&) = delete;

    /// There will be a run() in a moment: the helper may be awake by then.
    void call();
    /// Does all of [0, pieces), each once, on both threads; all are done when it returns. `work`
    /// must not throw.
    void run(std::size_t pieces, const Work& work);

  private:
    struct Job {
        const Work* work = nullptr;  ///< null: nothing to do
        bool taken = false;          ///< the helper works on it, or has
        bool called = false;
        bool working = false;
        bool stopping = false;
    };
    void serve();
    void start();
    void await_offer();
    void claim(const Work& work, Worker worker);

    Guarded<Job> job_;
    std::condition_variable offered_;
    std::condition_variable left_;
    std::atomic<bool> ready_ = false;    ///< work is offered, or it is the end
    std::atomic<std::size_t> next_ = 0;  ///< piece that nobody has claimed yet
    std::size_t pieces_ = 0;
    std::thread thread_;
};

}  // namespace gdprd::audit
