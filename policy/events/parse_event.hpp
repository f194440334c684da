#pragma once

#include <string_view>
#include <vector>

#include "config/base/result.hpp"
#include "policy/events/event.hpp"

namespace gdprd::policy {

// Events as JSON (gdprd-events(7)): gdprd's own form, or a CloudEvent 1.0 in the JSON format, which
// an object with the member "specversion" is. Errors are invalid_argument or limit_exceeded; they
// name the event by its number from 1 and the member, never a value.

/// One event.
Result<Event> parse_event(std::string_view text);
/// One event a line (NDJSON), 1 to limits::kEventsPerCall of them; lines without text are passed
/// over.
Result<std::vector<Event>> parse_event_lines(std::string_view text);
/// An array of 1 to limits::kEventsPerCall events (application/cloudevents-batch+json).
Result<std::vector<Event>> parse_event_batch(std::string_view text);

}  // namespace gdprd::policy
