#include "daemon/async/round_thread.hpp"

namespace gdprd::daemon {

void RoundThread::start(std::chrono::milliseconds pause, std::function<void(OffLoop)> round) {
    thread_ = std::thread([this, pause, round = std::move(round)] {
        const auto off = OffLoop::on_blocking_thread();
        auto asked = stop_asked_.lock();
        while (!*asked) {
            asked.unique_lock().unlock();
            round(off);
            asked.unique_lock().lock();
            wake_.wait_for(asked.unique_lock(), pause, [&] { return *asked; });
        }
    });
}

void RoundThread::stop() {
    *stop_asked_.lock() = true;
    wake_.notify_one();
    if (thread_.joinable()) thread_.join();
}

}  // namespace gdprd::daemon
