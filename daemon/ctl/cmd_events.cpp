#include <algorithm>
#include <boost/json.hpp>

#include "config/limits.hpp"
#include "daemon/ctl/cli.hpp"
#include "daemon/ctl/files.hpp"
#include "daemon/ctl/json_table.hpp"

namespace gdprd::daemon::ctl {

namespace {

namespace json = boost::json;

/// Below the limit of a body.
constexpr std::size_t kCallBytes = config::limits::kHttpBodyBytes - config::limits::kEventBytes;

/// Lines for one call, and how many of them hold an event.
struct Call {
    std::string lines;
    std::size_t events = 0;
};

bool is_blank(std::string_view line) {
    return line.find_first_not_of(" \t\r") == std::string_view::npos;
}

std::vector<Call> cut_into_calls(std::string_view text) {
    std::vector<Call> calls;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        const auto line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (is_blank(line)) continue;
        if (calls.empty() || calls.back().events == config::limits::kEventsPerCall ||
            calls.back().lines.size() + line.size() > kCallBytes)
            calls.emplace_back();
        calls.back().lines.append(line).push_back('\n');
        ++calls.back().events;
    }
    return calls;
}

Exit send(const Invocation& typed, Context& context) {
    auto& out = context.out();
    const auto text = read_input(typed.get("FILE"));
    if (!text) return out.fail(text.error());
    const auto calls = cut_into_calls(*text);
    if (calls.empty()) return out.fail(Exit::usage, "there is no event in the file", "one a line");
    const auto client = context.client();
    if (!client) return out.fail(client.error());
    json::array events;
    for (const Call& call : calls) {
        const auto answer =
            (*client)->post_text("/api/v1/events", call.lines, "application/x-ndjson");
        if (!answer) {
            if (events.empty()) return out.fail(answer.error());
            const auto where = "after " + std::to_string(events.size()) + " events that were taken";
            return out.fail(Exit::partly_done, answer.error().in(where).message(),
                            "send the same file again: nothing is recorded twice");
        }
        for (const auto& event : answer->at("events").as_array()) events.push_back(event);
    }
    if (out.format() == Format::json) {
        out.json(events);
    } else {
        out.table(table_of(events, {"index", "leaf_hash", "repeated"}));
    }
    return Exit::done;
}

}  // namespace

void add_events_commands(Cli& cli) {
    cli.add({.noun = "events",
             .verb = "send",
             .doc = "Send events of another system; each becomes an entry of the trail, once",
             .arguments = {{"FILE", "one event a line, see gdprd-events(7); - is standard input"}},
             .options = {},
             .run = send,
             .example = "events.ndjson"});
}

}  // namespace gdprd::daemon::ctl
