#include <cstddef>
#include <cstdint>
#include <string>

#include "config/base/assert.hpp"
#include "config/base/utf8.hpp"
#include "config/limits.hpp"
#include "policy/events/parse_event.hpp"

using namespace gdprd;
using namespace gdprd::policy;

namespace {

/// What may go into an answer and a log.
void check_error(const Error& error) {
    constexpr std::size_t kBytesMax = 400;
    for (const std::string& text : {error.message(), error.hint()}) {
        GDPRD_ASSERT(text.size() < kBytesMax && valid_utf8(text));
        GDPRD_ASSERT(text.find('\n') == std::string::npos);
    }
}

}  // namespace

/// Any bytes are events within the limits, or an error that can be told; an event is the same
/// alone, as a line and in a batch.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string text(as_text({bytes, size}));
    const auto one = parse_event(text);
    if (!one) {
        check_error(one.error());
    } else {
        GDPRD_ASSERT(one->subjects.size() <= config::limits::kEventSubjects);
        GDPRD_ASSERT(one->at >= WallTime());
        const auto batch = parse_event_batch("[" + text + "]");
        GDPRD_ASSERT(batch && batch->size() == 1 && batch->front() == *one);
        std::string line = text;
        for (char& c : line)
            if (c == '\n' || c == '\r') c = ' ';
        const auto lines = parse_event_lines(line);
        GDPRD_ASSERT(lines && lines->size() == 1 && lines->front() == *one);
    }
    const auto lines = parse_event_lines(text);
    if (!lines) check_error(lines.error());
    const auto batch = parse_event_batch(text);
    if (!batch) check_error(batch.error());
    return 0;
}
