#include "daemon/async/worker_pool.hpp"

#include <condition_variable>
#include <deque>
#include <thread>
#include <vector>

#include "config/base/guarded.hpp"

namespace gdprd::daemon {

struct WorkerPool::State {
    struct Shared {
        std::deque<Work> queue;
        std::size_t running = 0;
        bool stopping = false;
    };
    explicit State(std::size_t max) : queue_max(max) {}

    void run() {
        for (;;) {
            auto work = take();
            if (!work) return;
            work(OffLoop::on_blocking_thread());
            work = nullptr;  // what it holds dies before the pool counts as idle
            shared.lock()->running--;
        }
    }

    Work take() {
        auto locked = shared.lock();
        wake.wait(locked.unique_lock(), [&] { return locked->stopping || !locked->queue.empty(); });
        if (locked->queue.empty()) return {};
        auto work = std::move(locked->queue.front());
        locked->queue.pop_front();
        locked->running++;
        return work;
    }

    const std::size_t queue_max;
    Guarded<Shared> shared;
    std::condition_variable wake;
    std::vector<std::thread> threads;  ///< owned by whoever constructs and stops
};

WorkerPool::WorkerPool(std::size_t threads, std::size_t queue_max)
    : state_(std::make_unique<State>(queue_max)) {
    for (std::size_t i = 0; i < threads; ++i) {
        state_->threads.emplace_back([state = state_.get()] { state->run(); });
    }
}

WorkerPool::~WorkerPool() {
    stop();
}

bool WorkerPool::try_post(Work work) {
    {
        auto locked = state_->shared.lock();
        if (locked->stopping || locked->queue.size() >= state_->queue_max) return false;
        locked->queue.push_back(std::move(work));
    }
    state_->wake.notify_one();
    return true;
}

void WorkerPool::stop() {
    state_->shared.lock()->stopping = true;
    state_->wake.notify_all();
    for (auto& thread : state_->threads) thread.join();
    state_->threads.clear();
}

std::size_t WorkerPool::busy() const {
    auto locked = state_->shared.lock();
    return locked->queue.size() + locked->running;
}

}  // namespace gdprd::daemon
