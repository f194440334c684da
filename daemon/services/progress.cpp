#include "daemon/services/progress.hpp"

#include <algorithm>
#include <deque>
#include <map>

#include "config/limits.hpp"

namespace gdprd::daemon {

struct ProgressHub::State {
    struct Ring {
        std::deque<ProgressEvent> events;
        std::uint64_t last_id = 0;
        std::uint64_t before_run = 0;  ///< id of the last event before the run began
        std::uint64_t touched = 0;
        bool finished = false;
        std::vector<std::weak_ptr<std::function<void()>>> watchers;
    };

    Ring& ring(const Topic& topic) {
        auto& found = rings[topic];
        found.touched = ++touches;
        if (rings.size() > config::limits::kProgressTopics) drop_quietest();
        return found;
    }

    void drop_quietest() {
        auto quietest = std::min_element(
            rings.begin(), rings.end(),
            [](const auto& a, const auto& b) { return a.second.touched < b.second.touched; });
        rings.erase(quietest);
    }

    /// Whoever still watches; the dead are forgotten.
    static std::vector<std::shared_ptr<std::function<void()>>> watchers(Ring& ring) {
        std::vector<std::shared_ptr<std::function<void()>>> alive;
        std::erase_if(ring.watchers, [&](const auto& weak) {
            auto strong = weak.lock();
            if (strong == nullptr) return true;
            alive.push_back(std::move(strong));
            return false;
        });
        return alive;
    }

    std::map<Topic, Ring> rings;
    std::uint64_t touches = 0;
};

Topic topic_of(const RequestId& request) {
    return Topic("requests/" + request.value());
}
Topic topic_of(const ScanId& scan) {
    return Topic("scans/" + scan.value());
}

ProgressHub::ProgressHub() : state_(std::make_unique<Guarded<State>>()) {}
ProgressHub::~ProgressHub() = default;

void ProgressHub::publish(const Topic& topic, std::string name, std::string json) {
    std::vector<std::shared_ptr<std::function<void()>>> watchers;
    {
        auto state = state_->lock();
        auto& ring = state->ring(topic);
        ring.finished = false;
        ring.events.push_back({++ring.last_id, std::move(name), std::move(json)});
        if (ring.events.size() > config::limits::kProgressEvents) ring.events.pop_front();
        watchers = State::watchers(ring);
    }
    for (const auto& wake : watchers) (*wake)();
}

void ProgressHub::publish(const RequestId& request, std::string name, std::string json) {
    publish(topic_of(request), std::move(name), std::move(json));
}

void ProgressHub::begin(const Topic& topic) {
    auto state = state_->lock();
    auto& ring = state->ring(topic);
    ring.finished = false;
    ring.events.clear();
    ring.before_run = ring.last_id;
}

void ProgressHub::finish(const Topic& topic) {
    std::vector<std::shared_ptr<std::function<void()>>> watchers;
    {
        auto state = state_->lock();
        auto& ring = state->ring(topic);
        ring.finished = true;
        watchers = State::watchers(ring);
    }
    for (const auto& wake : watchers) (*wake)();
}

ProgressHub::Batch ProgressHub::read(const Topic& topic, std::uint64_t after, std::size_t max) {
    Batch batch;
    auto state = state_->lock();
    const auto found = state->rings.find(topic);
    if (found == state->rings.end()) return batch;
    const auto& ring = found->second;
    after = std::max(after, ring.before_run);
    for (const auto& event : ring.events) {
        if (event.id <= after) continue;
        if (batch.events.empty()) batch.lost = event.id - after - 1;
        batch.events.push_back(event);
        if (batch.events.size() == max) break;
    }
    const auto last = batch.events.empty() ? after : batch.events.back().id;
    batch.finished = ring.finished && last >= ring.last_id;
    return batch;
}

std::uint64_t ProgressHub::last_id(const Topic& topic) {
    auto state = state_->lock();
    const auto found = state->rings.find(topic);
    return found == state->rings.end() ? 0 : found->second.last_id;
}

ProgressHub::Subscription::~Subscription() = default;
ProgressHub::Subscription::Subscription(Subscription&&) noexcept = default;
ProgressHub::Subscription& ProgressHub::Subscription::operator=(Subscription&&) noexcept = default;

ProgressHub::Subscription ProgressHub::subscribe(const Topic& topic, std::function<void()> wake) {
    Subscription subscription;
    subscription.wake_ = std::make_shared<std::function<void()>>(std::move(wake));
    state_->lock()->ring(topic).watchers.push_back(subscription.wake_);
    return subscription;
}

}  // namespace gdprd::daemon
