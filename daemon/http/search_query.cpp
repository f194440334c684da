#include "daemon/http/search_query.hpp"

#include <algorithm>
#include <limits>

#include "config/base/time.hpp"
#include "config/base/utf8.hpp"
#include "config/limits.hpp"
#include "daemon/http/json.hpp"
#include "daemon/state/request_store.hpp"

namespace gdprd::daemon {

namespace {

using audit::SearchCriteria;
constexpr auto kAnyNumber = std::numeric_limits<std::uint64_t>::max();

Error bad_value(std::string_view parameter, const std::string& what, std::string hint = {}) {
    return {ErrorCode::invalid_argument, std::string(parameter) + " " + what, std::move(hint)};
}

/// "a,b" → a, b. Absent: none.
Result<std::vector<std::string>> values_of(const ApiRequest& request, std::string_view parameter) {
    std::vector<std::string> out;
    std::string_view text = request.query_or_empty(parameter);
    while (!text.empty()) {
        const auto comma = std::min(text.find(','), text.size());
        if (comma == 0) return bad_value(parameter, "holds an empty value between commas");
        out.emplace_back(text.substr(0, comma));
        text.remove_prefix(std::min(comma + 1, text.size()));
    }
    if (out.size() > config::limits::kSearchValues) {
        return bad_value(parameter, "holds more than " +
                                        std::to_string(config::limits::kSearchValues) + " values");
    }
    return out;
}

/// gdprd's own words: names of stores, tables, columns, people who work here, purposes.
bool is_name(std::string_view text) {
    const auto control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; };
    return text.size() <= config::limits::kSearchNameBytes && valid_utf8(text) &&
           text.find('@') == std::string_view::npos &&
           std::none_of(text.begin(), text.end(), control);
}

Result<std::vector<std::string>> names_of(const ApiRequest& request, std::string_view parameter) {
    GDPRD_TRY_ASSIGN(auto out, values_of(request, parameter));
    for (const auto& name : out) {
        if (is_name(name)) continue;
        return bad_value(parameter, "is not a name that the trail uses",
                         "a search is recorded for ever: name no person in it");
    }
    return out;
}

Result<std::optional<WallTime>> time_of(const ApiRequest& request, std::string_view parameter) {
    const auto text = request.query_or_empty(parameter);
    if (text.empty()) return std::nullopt;
    const auto time = parse_time(text);
    if (time) return *time;
    return bad_value(parameter, "is not a moment", "write it as 2026-03-05T14:00:00Z");
}

Result<void> parse_names(const ApiRequest& request, SearchCriteria& out) {
    GDPRD_TRY_ASSIGN(out.actors, names_of(request, "actor"));
    GDPRD_TRY_ASSIGN(out.stores, names_of(request, "store"));
    GDPRD_TRY_ASSIGN(out.collections, names_of(request, "collection"));
    GDPRD_TRY_ASSIGN(out.fields, names_of(request, "field"));
    GDPRD_TRY_ASSIGN(out.purposes, names_of(request, "purpose"));
    GDPRD_TRY_ASSIGN(out.requests, values_of(request, "request"));
    for (const auto& id : out.requests) {
        if (parse_request_number(RequestId(id))) continue;
        return bad_value("request", "is not the id of a request",
                         "write it as gdprctl requests list does: R-2026-0001");
    }
    return {};
}

Result<void> parse_criteria(const ApiRequest& request, SearchCriteria& out) {
    GDPRD_TRY(parse_names(request, out));
    GDPRD_TRY_ASSIGN(const auto types, values_of(request, "type"));
    for (const auto& type : types) {
        GDPRD_TRY_ASSIGN(const auto parsed, audit::parse_entry_type(type));
        out.types.push_back(parsed);
    }
    GDPRD_TRY_ASSIGN(const auto subjects, values_of(request, "subject"));
    for (const auto& subject : subjects) {
        ApiRequest one;
        one.query["subject"] = subject;
        GDPRD_TRY_ASSIGN(const auto number, query_number(one, "subject", 0, (1ULL << 56) - 1));
        out.subjects.push_back(number);
    }
    GDPRD_TRY_ASSIGN(out.since, time_of(request, "since"));
    GDPRD_TRY_ASSIGN(out.until, time_of(request, "until"));
    return {};
}

cbor::Array texts(const std::vector<std::string>& names) {
    return cbor::Array(names.begin(), names.end());
}

void put_time(cbor::Map& to, std::string_view name, const std::optional<WallTime>& time) {
    if (time) to.emplace(name, format_time(*time));
}

}  // namespace

Result<std::string> parse_reason(const ApiRequest& request) {
    std::string reason(request.query_or_empty("reason"));
    if (reason.empty()) {
        return Error(
            ErrorCode::invalid_argument, "a search of the trail needs a reason",
            "say why in a few words, without naming a person: it becomes part of the trail");
    }
    const auto control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; };
    if (reason.size() > config::limits::kSearchReasonBytes || !valid_utf8(reason) ||
        reason.find('@') != std::string::npos ||
        std::any_of(reason.begin(), reason.end(), control)) {
        return bad_value("reason",
                         "is one line of at most " +
                             std::to_string(config::limits::kSearchReasonBytes) +
                             " bytes and names no address",
                         "name a case or a ticket, not a person");
    }
    return reason;
}

Result<AskedSearch> parse_search(const ApiRequest& request) {
    AskedSearch out;
    GDPRD_TRY_ASSIGN(out.reason, parse_reason(request));
    GDPRD_TRY(parse_criteria(request, out.query.criteria));
    const auto order = request.query_or_empty("order");
    if (order == "oldest") {
        out.query.order = audit::SearchOrder::oldest_first;
    } else if (!order.empty() && order != "newest") {
        return bad_value("order", "is newest or oldest");
    }
    if (!request.query_or_empty("from").empty()) {
        GDPRD_TRY_ASSIGN(const auto from, query_number(request, "from", 0, kAnyNumber));
        out.query.from = EntryIndex(from);
    }
    GDPRD_TRY_ASSIGN(const auto limit,
                     query_number(request, "limit", 100, config::limits::kTrailPage));
    if (limit == 0) return bad_value("limit", "is at least 1");
    out.query.limit = limit;
    return out;
}

cbor::Map search_payload(const AskedSearch& asked, std::string_view what) {
    const SearchCriteria& criteria = asked.query.criteria;
    cbor::Map out{{"what", what}, {"reason", asked.reason}};
    const std::pair<const char*, const std::vector<std::string>*> named[] = {
        {"actors", &criteria.actors},           {"stores", &criteria.stores},
        {"collections", &criteria.collections}, {"fields", &criteria.fields},
        {"purposes", &criteria.purposes},       {"requests", &criteria.requests}};
    for (const auto& [name, values] : named)
        if (!values->empty()) out.emplace(name, texts(*values));
    cbor::Array types;
    for (const auto type : criteria.types) types.emplace_back(audit::to_string(type));
    if (!types.empty()) out.emplace("types", std::move(types));
    if (!criteria.subjects.empty())
        out.emplace("subjects", cbor::Array(criteria.subjects.begin(), criteria.subjects.end()));
    put_time(out, "since", criteria.since);
    put_time(out, "until", criteria.until);
    return out;
}

std::string only_request(const SearchCriteria& criteria) {
    return criteria.requests.size() == 1 ? criteria.requests.front() : std::string();
}

std::initializer_list<std::string_view> search_parameters() noexcept {
    static constexpr std::initializer_list<std::string_view> kAll = {
        "since", "until",   "type",    "actor",   "store", "collection", "field",
        "from",  "purpose", "request", "subject", "order", "limit",      "reason"};
    return kAll;
}

}  // namespace gdprd::daemon
