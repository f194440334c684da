#include <algorithm>
#include <boost/json.hpp>

#include "config/limits.hpp"
#include "daemon/http/api.hpp"
#include "daemon/http/entry_json.hpp"
#include "daemon/http/identifier_json.hpp"
#include "daemon/http/json.hpp"
#include "daemon/http/search_query.hpp"
#include "daemon/http/trail_look.hpp"
#include "daemon/services/services.hpp"
#include "daemon/services/unknown_names.hpp"
#include "policy/identity/normalise.hpp"

namespace gdprd::daemon {

namespace {

namespace json = boost::json;

const Roles kAuditors{Role::dpo, Role::auditor};

json::object index_json(const audit::IndexState& state) {
    return {{"entries", state.entries},
            {"indexed", state.indexed},
            {"lag", state.entries - std::min(state.entries, state.indexed)},
            {"files", state.parts},
            {"bytes", state.bytes}};
}

json::array entries_json(const std::vector<audit::EntryView>& entries) {
    json::array out;
    for (const auto& entry : entries) out.push_back(entry_json(entry));
    return out;
}

json::value index_or_null(const std::optional<EntryIndex>& index) {
    return index ? json::value(index->value()) : json::value(nullptr);
}

Result<json::array> unknown_json(Services& services, OffLoop off,
                                 const audit::SearchCriteria& criteria) {
    GDPRD_TRY_ASSIGN(const auto names, find_unknown_names(off, services, criteria));
    json::array out;
    for (const auto& one : names)
        out.push_back(json::object{
            {"criterion", one.criterion},
            {"name", one.name},
            {"suggestion", one.suggestion ? json::value(*one.suggestion) : json::value(nullptr)}});
    return out;
}

Result<Reply> search(Services& services, OffLoop off, const ApiRequest& request) {
    GDPRD_TRY(check_query(request, search_parameters()));
    GDPRD_TRY_ASSIGN(const auto asked, parse_search(request));
    GDPRD_TRY_ASSIGN(const auto page, services.trail.search(off, asked.query));
    GDPRD_TRY(record_look(services, off, request,
                          {search_payload(asked, "search"), page.entries.size(),
                           only_request(asked.query.criteria)}));
    json::array unknown;
    if (page.entries.empty() && !page.next && !asked.query.from) {
        GDPRD_TRY_ASSIGN(unknown, unknown_json(services, off, asked.query.criteria));
    }
    return json_reply(200, json::object{{"entries", entries_json(page.entries)},
                                        {"next", index_or_null(page.next)},
                                        {"unknown", std::move(unknown)},
                                        {"unreadable", services.trail.unreadable()},
                                        {"index", index_json(services.trail.index_state())}});
}

/// A look into the trail: who follows it is not shown what their own following leaves there.
bool is_look(const audit::EntryView& entry) {
    return entry.type == audit::EntryType::read && entry.store.empty() &&
           entry.purpose == kLookPurpose;
}

/// What came since `from`; without it, from now on. Recorded when it begins and when it shows
/// something.
Result<Reply> tail(Services& services, OffLoop off, const ApiRequest& request) {
    GDPRD_TRY(check_query(request, search_parameters()));
    GDPRD_TRY_ASSIGN(auto asked, parse_search(request));
    asked.query.order = audit::SearchOrder::oldest_first;
    const EntryIndex size(services.trail.size());
    const bool begins = !asked.query.from;
    if (begins) asked.query.from = size;
    GDPRD_TRY_ASSIGN(auto page, services.trail.search(off, asked.query));
    EntryIndex next = std::max(size, *asked.query.from);
    if (!page.entries.empty())
        next = std::max(next, EntryIndex(page.entries.back().index.value() + 1));
    if (page.next) next = *page.next;
    std::erase_if(page.entries, is_look);
    if (begins || !page.entries.empty()) {
        GDPRD_TRY(record_look(services, off, request,
                              {search_payload(asked, "tail"), page.entries.size(),
                               only_request(asked.query.criteria)}));
    }
    return json_reply(
        200, json::object{{"entries", entries_json(page.entries)}, {"next", next.value()}});
}

template <class Counts>
json::object counts_json(const Counts& counts) {
    json::object out;
    for (const auto& [name, count] : counts) out.emplace(name, count);
    return out;
}

Result<Reply> stats(Services& services, OffLoop off, const ApiRequest& request) {
    GDPRD_TRY(check_query(request, {}));
    GDPRD_TRY_ASSIGN(const auto found, services.trail.stats(off));
    GDPRD_TRY(record_look(services, off, request, {{{"what", "trail_stats"}}, 0, ""}));
    json::object types;
    for (const auto& [type, count] : found.types) types.emplace(audit::to_string(type), count);
    return json_reply(200, json::object{{"index", index_json(found.index)},
                                        {"definitions", found.definitions},
                                        {"unreadable", found.unreadable},
                                        {"types", std::move(types)},
                                        {"actors", counts_json(found.actors)},
                                        {"stores", counts_json(found.stores)},
                                        {"days", counts_json(found.days)}});
}

/// The numbers by which entries about somebody are found. What is asked for stays out of the trail:
/// only the reason and how many were found.
Result<Reply> subjects(Services& services, OffLoop off, const ApiRequest& request) {
    GDPRD_TRY(check_query(request, {}));
    GDPRD_TRY_ASSIGN(const auto body, parse_body(request, {"identifiers", "reason"}));
    ApiRequest as_query;
    GDPRD_TRY_ASSIGN(as_query.query["reason"], text_member(body, "reason"));
    GDPRD_TRY_ASSIGN(const auto reason, parse_reason(as_query));
    GDPRD_TRY_ASSIGN(const auto written, parse_identifiers(body));
    if (written.empty() || written.size() > config::limits::kEventSubjects)
        return Error(
            ErrorCode::invalid_argument,
            "give 1 to " + std::to_string(config::limits::kEventSubjects) + " identifiers");
    const auto rules = services.policies.current();
    std::vector<policy::Seed> seeds;
    for (const auto& one : written) {
        GDPRD_TRY_ASSIGN(auto seed, policy::normalise(*rules, one));
        seeds.push_back(std::move(seed));
    }
    GDPRD_TRY_ASSIGN(const auto numbers, services.events->subjects().find(off, seeds));
    json::array out;
    std::uint64_t found = 0;
    for (std::size_t i = 0; i < seeds.size(); ++i) {
        found += numbers[i].empty() ? 0 : 1;
        for (const std::uint64_t number : numbers[i])
            out.push_back(json::object{{"type", seeds[i].type.value()}, {"subject", number}});
        if (numbers[i].empty())
            out.push_back(json::object{{"type", seeds[i].type.value()}, {"subject", nullptr}});
    }
    GDPRD_TRY(record_look(services, off, request,
                          {cbor::Map{{"what", "subjects"}, {"reason", reason}}, found, ""}));
    return json_reply(200, json::object{{"subjects", std::move(out)}});
}

}  // namespace

void add_audit_search_routes(Router& router, Services& services) {
    router.add("GET", "/api/v1/audit/search", kAuditors,
               [&services](OffLoop off, const ApiRequest& r) { return search(services, off, r); });
    router.add(
        "POST", "/api/v1/audit/subjects", kAuditors,
        [&services](OffLoop off, const ApiRequest& r) { return subjects(services, off, r); });
    router.add("GET", "/api/v1/audit/tail", kAuditors,
               [&services](OffLoop off, const ApiRequest& r) { return tail(services, off, r); });
    router.add("GET", "/api/v1/audit/stats", kAuditors,
               [&services](OffLoop off, const ApiRequest& r) { return stats(services, off, r); });
}

}  // namespace gdprd::daemon
