#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "config/base/off_loop.hpp"
#include "daemon/http/listener.hpp"

namespace gdprd::daemon {

class WorkerPool;

/// What connections to events.socket share; all of it outlives them.
struct FeedTools {
    WorkerPool* pool = nullptr;
    /// The answer to some whole lines; runs on the pool.
    std::function<std::string(OffLoop, const Peer&, std::string_view lines)> answer;
};

/// Lines of events in, one line of answer for each out, in order (gdprd-events(7)). What is there
/// is worked on together. While it is, and while nobody takes the answers, nothing more is read, so
/// that who sends too much waits.
[[nodiscard]] Protocol feed_protocol(FeedTools tools);

}  // namespace gdprd::daemon
