#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "config/base/guarded.hpp"
#include "config/base/strong.hpp"

namespace gdprd::daemon {

using ScanId = Strong<struct ScanIdTag, std::string>;  ///< "S-3"
using Topic = Strong<struct TopicTag, std::string>;    ///< "requests/R-2026-0001", "scans/S-3"

[[nodiscard]] Topic topic_of(const RequestId& request);
[[nodiscard]] Topic topic_of(const ScanId& scan);

struct ProgressEvent {
    std::uint64_t id = 0;  ///< from 1 within its topic, without gaps
    std::string name;      ///< "step", "store", "done": the SSE event type
    std::string json;      ///< one line; counts and ids only, no personal value
};

/// What goes on, for whoever watches. Each topic keeps a bounded ring of its last events; nobody
/// who publishes ever waits for a reader. Topics are bounded too: the one that was quiet longest
/// goes first. Thread-safe.
class ProgressHub {
  public:
    ProgressHub();
    ~ProgressHub();

    void publish(const Topic& topic, std::string name, std::string json);
    void publish(const RequestId& request, std::string name, std::string json);
    /// Before the first event of a run: events of earlier runs are forgotten, ids go on.
    void begin(const Topic& topic);
    /// After the last event of a run: streams that follow the topic end when they have sent all.
    /// A later publish opens the topic again.
    void finish(const Topic& topic);

    struct Batch {
        std::vector<ProgressEvent> events;
        std::uint64_t lost = 0;  ///< events between the reader's position and the ring: a told gap
        bool finished = false;   ///< nothing more will come of this run
    };
    /// Events after `after`, oldest first, at most `max`.
    [[nodiscard]] Batch read(const Topic& topic, std::uint64_t after, std::size_t max);

    /// Id of the topic's latest event, 0 before the first: where a run that starts now begins.
    [[nodiscard]] std::uint64_t last_id(const Topic& topic);

    /// Calls `wake` (from the publisher's thread; it must not block) when the topic has news, until
    /// the subscription dies.
    class Subscription {
      public:
        Subscription() = default;
        ~Subscription();
        Subscription(Subscription&&) noexcept;
        Subscription& operator=(Subscription&&) noexcept;

      private:
        friend class ProgressHub;
        std::shared_ptr<std::function<void()>> wake_;
    };
    [[nodiscard]] Subscription subscribe(const Topic& topic, std::function<void()> wake);

  private:
    struct State;
    std::unique_ptr<Guarded<State>> state_;
};

}  // namespace gdprd::daemon
