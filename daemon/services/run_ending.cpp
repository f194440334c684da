#include "daemon/services/run_ending.hpp"

#include <fmt/format.h>

namespace gdprd::daemon {

using cbor::Array;
using cbor::Map;
using cbor::Value;

namespace {

constexpr OpenCause kCauses[] = {OpenCause::appeared,  OpenCause::remaining, OpenCause::unchecked,
                                 OpenCause::unplanned, OpenCause::traces,    OpenCause::moved,
                                 OpenCause::unread,    OpenCause::archived,  OpenCause::keys_lost};

Result<OpenCause> parse_cause(std::string_view text) {
    for (const auto cause : kCauses)
        if (text == to_string(cause)) return cause;
    return Error(ErrorCode::corrupt, "the end of a run is told by a word that nobody knows");
}

}  // namespace

Value to_cbor(const RunEnding& ending) {
    Array open;
    for (const auto& end : ending.open)
        open.push_back(Map{{"cause", to_string(end.cause)}, {"in", end.in}, {"rows", end.rows}});
    return Map{{"plan", ending.plan.value()}, {"open", std::move(open)}};
}

Result<RunEnding> run_ending_from_cbor(const Value& value) {
    RunEnding ending;
    GDPRD_TRY_ASSIGN(const Hash plan, value["plan"].as_hash());
    ending.plan = PlanDigest(plan);
    GDPRD_TRY_ASSIGN(const Array* open, value["open"].as_array());
    for (const auto& item : *open) {
        OpenEnd end;
        GDPRD_TRY_ASSIGN(const auto cause, item["cause"].as_string());
        GDPRD_TRY_ASSIGN(end.cause, parse_cause(cause));
        GDPRD_TRY_ASSIGN(end.in, item["in"].as_string());
        GDPRD_TRY_ASSIGN(end.rows, item["rows"].as_u64());
        ending.open.push_back(std::move(end));
    }
    return ending;
}

std::string_view to_string(OpenCause cause) noexcept {
    switch (cause) {
        case OpenCause::appeared:
            return "appeared";
        case OpenCause::remaining:
            return "remaining";
        case OpenCause::unchecked:
            return "unchecked";
        case OpenCause::unplanned:
            return "unplanned";
        case OpenCause::traces:
            return "traces";
        case OpenCause::moved:
            return "moved";
        case OpenCause::unread:
            return "unread";
        case OpenCause::archived:
            return "archived";
        case OpenCause::keys_lost:
            return "keys_lost";
    }
    return "appeared";
}

std::string what_to_do(const OpenEnd& end, const RequestId& request) {
    const std::string_view rows = end.rows == 1 ? "row" : "rows";
    const std::string& id = request.value();
    switch (end.cause) {
        case OpenCause::appeared:
            return fmt::format(
                "{} {} with this person's data appeared in {} during the run: gdprctl requests "
                "plan {}, then approve and run again",
                end.rows, rows, end.in, id);
        case OpenCause::remaining:
            return fmt::format(
                "{} {} of {} {} not as planned though the step is done: gdprctl requests plan {}, "
                "then approve and run again",
                end.rows, rows, end.in, end.rows == 1 ? "is" : "are", id);
        case OpenCause::unchecked:
            return fmt::format(
                "store {} could not be searched when the result was checked; when it can: gdprctl "
                "requests run {}",
                end.in, id);
        case OpenCause::unplanned:
            return fmt::format(
                "store {} could not be searched when the plan was made and is not in it; when it "
                "can: "
                "gdprctl requests plan {}, then approve and run again",
                end.in, id);
        case OpenCause::traces:
            return fmt::format(
                "{} was altered, so what events of other systems tell of this person was not "
                "destroyed: restart gdprd, which makes it anew from the trail, then gdprctl "
                "requests "
                "run {}",
                end.in, id);
        case OpenCause::moved:
            return fmt::format(
                "{} {} of {} changed since the plan, or may be another person's now; the run did "
                "not go on: gdprctl requests plan {}, then approve and run again",
                end.rows, rows, end.in, id);
        case OpenCause::unread:
            return fmt::format(
                "{} could not be read at the last scan, so nobody was searched for in it: mend it, "
                "or take it out of the store (formats: ignore), then gdprctl catalogue scan, "
                "gdprctl requests plan {}, approve and run again",
                end.in, id);
        case OpenCause::archived:
            return fmt::format(
                "{} {} of this person {} in {}, in an archive, which gdprd never writes: delete "
                "the archive, or pack it again without them, then gdprctl catalogue scan, gdprctl "
                "requests plan {}, approve and run again",
                end.rows, rows, end.rows == 1 ? "stands" : "stand", end.in, id);
        case OpenCause::keys_lost:
            return fmt::format(
                "a key in {} is lost, so what events of other systems tell of this person was not "
                "destroyed; put the files of keys/ back, all of one moment, or: gdprctl keys "
                "restore; then gdprctl requests run {}",
                end.in, id);
    }
    return {};
}

}  // namespace gdprd::daemon
