#include "daemon/ctl/search_options.hpp"

#include <charconv>

#include "config/base/clock.hpp"
#include "config/base/time.hpp"

namespace gdprd::daemon::ctl {

namespace {

/// "2026-03-05T14:00:00Z", "2026-03-05" (its beginning, UTC), or days back: "30", "30d".
Result<std::string> parse_moment(const std::string& text, std::string_view option) {
    if (const auto time = parse_time(text)) return format_time(*time);
    if (const auto date = parse_date(text)) return format_time(std::chrono::sys_days(*date));
    auto digits = std::string_view(text);
    if (digits.ends_with('d')) digits.remove_suffix(1);
    unsigned days = 0;
    const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), days);
    constexpr unsigned kDaysMax = 36525;
    if (!digits.empty() && parsed.ec == std::errc{} &&
        parsed.ptr == digits.data() + digits.size() && days <= kDaysMax) {
        return format_time(SystemClock().now() - std::chrono::days(days));
    }
    return Error(ErrorCode::invalid_argument, std::string(option) + " is not a moment",
                 "write it as 2026-03-05T14:00:00Z, as 2026-03-05, or as days back: 30d");
}

}  // namespace

Result<std::uint64_t> parse_count(const std::string& text, std::string_view option) {
    std::uint64_t number = 0;
    const auto* const end = text.data() + text.size();
    const auto parsed = std::from_chars(text.data(), end, number);
    if (parsed.ec == std::errc{} && parsed.ptr == end) return number;
    return Error(ErrorCode::invalid_argument, std::string(option) + " is a number from 0");
}

Result<std::string> search_query_of(const Invocation& typed) {
    std::string out = "?reason=" + url_encode(typed.get("--reason"));
    for (const std::string_view name :
         {"type", "actor", "store", "collection", "field", "purpose", "request", "subject"}) {
        const std::string option = "--" + std::string(name);
        if (!typed.has(option)) continue;
        std::string values;
        for (const auto& value : typed.all(option)) {
            // The API takes several values between commas.
            if (value.find(',') != std::string::npos || value.empty()) {
                return Error(ErrorCode::invalid_argument, option + " takes one value without comma",
                             "repeat the option for each value");
            }
            values.append(values.empty() ? "" : ",").append(value);
        }
        out.append("&").append(name).append("=").append(url_encode(values));
    }
    for (const std::string_view name : {"since", "until"}) {
        const std::string option = "--" + std::string(name);
        if (!typed.has(option)) continue;
        GDPRD_TRY_ASSIGN(const auto moment, parse_moment(typed.get(option), option));
        out.append("&").append(name).append("=").append(url_encode(moment));
    }
    return out;
}

std::vector<Option> search_options() {
    using Times = Option::Times;
    return {
        {"--reason", "TEXT", "why; it becomes part of the trail: name a case, not a person",
         Times::required},
        {"--since", "TIME", "this moment or later: RFC 3339, a date, or days back (30d)"},
        {"--until", "TIME", "before this moment"},
        {"--type", "TYPE", "entries of this type; may be repeated, as the next ones", Times::many},
        {"--actor", "NAME", "who did it: uid:alice, token:dpo", Times::many},
        {"--store", "NAME", "the store it concerns", Times::many},
        {"--collection", "NAME", "the table or file it concerns", Times::many},
        {"--field", "NAME", "a field it concerns", Times::many},
        {"--purpose", "NAME", "what for", Times::many},
        {"--request", "R", "the request it belongs to", Times::many},
        {"--subject", "NUMBER", "number of the subject key of a person it concerns", Times::many},
        {"--from", "INDEX", "begin at this entry"}};
}

}  // namespace gdprd::daemon::ctl
