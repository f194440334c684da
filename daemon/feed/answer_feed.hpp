#pragma once

#include <string>
#include <string_view>

#include "config/base/off_loop.hpp"
#include "daemon/http/auth.hpp"
#include "daemon/services/event_service.hpp"
#include "daemon/services/metrics.hpp"
#include "policy/language/policy.hpp"

namespace gdprd::daemon {

/// What answers the lines of a feeder.
struct FeedServices {
    EventService& events;
    const policy::Policy& rules;
    const Access& access;
    Metrics& metrics;
};

/// Takes the events of `lines`, 1 to limits::kEventsPerCall of them that hold text, and gives one
/// line for each, in order: {"index","leaf_hash","repeated"}, or {"error":{"code","detail","hint"}}
/// for one that was not recorded. A wrong event keeps no other from being recorded.
std::string answer_feed(OffLoop off, const FeedServices& services, const Peer& peer,
                        std::string_view lines);

/// The line of an event, or of all that was sent, that is refused.
[[nodiscard]] std::string feed_error(const Error& error);

}  // namespace gdprd::daemon
