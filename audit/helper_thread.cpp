#include "audit/helper_thread.hpp"

#include <chrono>

namespace gdprd::audit {

namespace {
/// So long the helper looks for work after a call, rather than sleep again.
constexpr std::chrono::microseconds kAwaitOffer{300};
}  // namespace

HelperThread::~HelperThread() {
    if (!thread_.joinable()) return;
    job_.lock()->stopping = true;
    ready_ = true;
    offered_.notify_one();
    thread_.join();
}

void HelperThread::claim(const Work& work, Worker worker) {
    for (;;) {
        const std::size_t piece = next_.fetch_add(1, std::memory_order_relaxed);
        if (piece >= pieces_) return;
        work(piece, worker);
    }
}

/// Sleeping and waking up costs as much as sealing 30 entries.
void HelperThread::await_offer() {
    const auto until = std::chrono::steady_clock::now() + kAwaitOffer;
    while (!ready_ && std::chrono::steady_clock::now() < until) std::this_thread::yield();
}

void HelperThread::serve() {
    auto job = job_.lock();
    for (;;) {
        const auto offered = [&] { return job->work != nullptr && !job->taken; };
        offered_.wait(job.unique_lock(), [&] { return job->stopping || job->called || offered(); });
        if (job->stopping) return;
        if (!offered()) {
            job->called = false;
            job.unique_lock().unlock();
            await_offer();
            job.unique_lock().lock();
            continue;
        }
        job->called = false;
        const Work& work = *job->work;
        job->taken = true;
        job->working = true;
        job.unique_lock().unlock();
        claim(work, Worker::helper);
        job.unique_lock().lock();
        job->working = false;
        left_.notify_one();
    }
}

void HelperThread::start() {
    if (!thread_.joinable()) thread_ = std::thread([this] { serve(); });
}

void HelperThread::call() {
    start();
    job_.lock()->called = true;
    offered_.notify_one();
}

void HelperThread::run(std::size_t pieces, const Work& work) {
    start();
    {
        auto job = job_.lock();
        next_.store(0, std::memory_order_relaxed);
        pieces_ = pieces;
        job->work = &work;
        job->taken = false;
    }
    ready_ = true;
    offered_.notify_one();
    claim(work, Worker::owner);
    auto job = job_.lock();
    // Who has not begun by now finds nothing.
    job->work = nullptr;
    ready_ = false;
    left_.wait(job.unique_lock(), [&] { return !job->working; });
}

}  // namespace gdprd::audit
