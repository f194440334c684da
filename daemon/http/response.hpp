#pragma once

#include <string>

#include "daemon/http/handler.hpp"
#include "daemon/services/progress.hpp"

namespace gdprd::daemon {

/// Head and body as one string. Answers are never cached: they may hold personal data.
[[nodiscard]] std::string render_response(const Reply& reply, bool keep_alive);

/// The head alone, as render_response() begins: the answer to HEAD (RFC 9110 §9.3.2).
[[nodiscard]] std::string render_head(const Reply& reply, bool keep_alive);

/// The parts of a chunked text/event-stream answer.
[[nodiscard]] std::string event_stream_head();
/// A `gap` event first when events were lost, then the events, as one chunk.
[[nodiscard]] std::string render_events(const ProgressHub::Batch& batch);
[[nodiscard]] std::string event_stream_comment();
[[nodiscard]] std::string event_stream_end();

}  // namespace gdprd::daemon
