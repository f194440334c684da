#include <algorithm>
#include <boost/json.hpp>
#include <limits>

#include "config/base/time.hpp"
#include "config/limits.hpp"
#include "daemon/http/api.hpp"
#include "daemon/http/entry_json.hpp"
#include "daemon/http/json.hpp"
#include "daemon/http/trail_look.hpp"
#include "daemon/services/cosigned_checkpoint.hpp"
#include "daemon/services/services.hpp"
#include "daemon/state/request_store.hpp"

namespace gdprd::daemon {

namespace {

namespace json = boost::json;

const Roles kAuditors{Role::dpo, Role::auditor};
// The checkpoint and proofs tell nothing about persons.
const Roles kWitnesses{Role::dpo, Role::approver, Role::admin, Role::auditor};
constexpr auto kAnyNumber = std::numeric_limits<std::uint64_t>::max();

Result<std::uint64_t> index_of(const ApiRequest& request) {
    ApiRequest as_query;
    as_query.query["index"] = request.param("index");
    return query_number(as_query, "index", 0, kAnyNumber);
}

Result<Reply> list(Services& services, OffLoop off, const ApiRequest& request) {
    GDPRD_TRY(check_query(request, {"request", "type", "from", "limit"}));
    TrailQuery query;
    GDPRD_TRY_ASSIGN(const auto from, query_number(request, "from", 0, kAnyNumber));
    GDPRD_TRY_ASSIGN(const auto limit,
                     query_number(request, "limit", 100, config::limits::kTrailPage));
    query.from = EntryIndex(from);
    query.limit = limit;
    if (const auto about = request.query_or_empty("request"); !about.empty()) {
        // What is searched for becomes part of an entry for ever, so it is an id and nothing else.
        RequestId id{std::string(about)};
        if (!parse_request_number(id)) {
            return Error(ErrorCode::invalid_argument, "request is not the id of a request",
                         "write it as gdprctl requests list does: R-2026-0001");
        }
        query.filter.request = id.value();
    }
    if (const auto type = request.query_or_empty("type"); !type.empty()) {
        GDPRD_TRY_ASSIGN(query.filter.type, audit::parse_entry_type(type));
    }
    GDPRD_TRY_ASSIGN(const auto page, services.trail.list(off, query));
    GDPRD_TRY(record_look(services, off, request,
                          {{{"what", "trail"}, {"from", std::min(from, services.trail.size())}},
                           page.entries.size(),
                           query.filter.request.value_or("")}));
    json::array entries;
    for (const auto& entry : page.entries) entries.push_back(entry_json(entry));
    return json_reply(200, json::object{{"entries", std::move(entries)},
                                        {"unreadable", services.trail.unreadable()},
                                        {"next", page.next ? json::value(page.next->value())
                                                           : json::value(nullptr)}});
}

Result<Reply> show(Services& services, OffLoop off, const ApiRequest& request) {
    GDPRD_TRY(check_query(request, {}));
    GDPRD_TRY_ASSIGN(const auto index, index_of(request));
    GDPRD_TRY_ASSIGN(auto entry, services.trail.show(off, EntryIndex(index)));
    // Here only: what is sealed for one person is opened one by one, and each time is an entry.
    GDPRD_TRY(services.trail.open_for_subjects(off, entry));
    GDPRD_TRY(record_look(services, off, request,
                          {{{"what", "trail"}, {"from", index}}, 1, entry.request}));
    return json_reply(200, entry_json(entry));
}

/// Who cosigns the trail, how far, and when last.
Reply witnesses(const Services& services) {
    json::array all;
    const std::uint64_t entries = services.trail.size();
    const auto status =
        services.witnesses == nullptr ? std::vector<WitnessStatus>{} : services.witnesses->status();
    for (const WitnessStatus& one : status) {
        const WallTime time{std::chrono::seconds(one.time)};
        all.push_back(json::object{
            {"name", one.name},
            {"key", one.key},
            {"state", to_string(one.state)},
            {"size", one.size},
            {"lag", entries - std::min(entries, one.size)},
            {"time", one.time == 0 ? json::value(nullptr) : json::value(format_time(time))},
            {"behind", one.behind},
            {"error", one.error.empty() ? json::value(nullptr) : json::value(one.error)}});
    }
    return json_reply(200, json::object{{"entries", entries}, {"witnesses", std::move(all)}});
}

Reply plain(std::string text) {
    return Reply{200, "text/plain; charset=utf-8", std::move(text), {}};
}

/// A tile, entry bundle or payload bundle of the C2SP tlog-tiles layout.
Result<Reply> tile(Services& services, OffLoop off, const ApiRequest& request,
                   std::string_view prefix) {
    GDPRD_TRY(check_query(request, {}));
    GDPRD_TRY_ASSIGN(std::string bytes,
                     services.trail.tile(off, std::string(prefix) + request.param("path")));
    return Reply{200, "application/octet-stream", std::move(bytes), {}};
}

}  // namespace

void add_audit_routes(Router& router, Services& services) {
    router.add("GET", "/api/v1/audit/entries", kAuditors,
               [&services](OffLoop off, const ApiRequest& r) { return list(services, off, r); });
    router.add("GET", "/api/v1/audit/entries/{index}", kAuditors,
               [&services](OffLoop off, const ApiRequest& r) { return show(services, off, r); });
    router.add("GET", "/api/v1/audit/proof/{index}", kWitnesses,
               [&services](OffLoop off, const ApiRequest& request) -> Result<Reply> {
                   GDPRD_TRY_ASSIGN(const auto index, index_of(request));
                   GDPRD_TRY_ASSIGN(auto proof, services.trail.prove(off, EntryIndex(index)));
                   return plain(std::move(proof));
               });
    router.add("GET", "/api/v1/audit/checkpoint", kWitnesses,
               [&services](OffLoop off, const ApiRequest& request) -> Result<Reply> {
                   GDPRD_TRY(check_query(request, {"cosigned"}));
                   const auto cosigned = request.query_or_empty("cosigned");
                   if (!cosigned.empty() && cosigned != "true")
                       return Error(ErrorCode::invalid_argument, "cosigned is true, or left out");
                   GDPRD_TRY_ASSIGN(auto note, cosigned.empty()
                                                   ? services.trail.checkpoint(off)
                                                   : latest_cosigned(off, services.trail));
                   return plain(std::move(note));
               });
    router.add("GET", "/api/v1/audit/witnesses", kWitnesses,
               [&services](OffLoop, const ApiRequest& request) -> Result<Reply> {
                   GDPRD_TRY(check_query(request, {}));
                   return witnesses(services);
               });
    router.add("GET", "/api/v1/audit/log/checkpoint", kWitnesses,
               [&services](OffLoop, const ApiRequest& request) -> Result<Reply> {
                   GDPRD_TRY(check_query(request, {}));
                   return plain(services.trail.latest_checkpoint());
               });
    router.add("GET", "/api/v1/audit/log/vkey", kWitnesses,
               [&services](OffLoop, const ApiRequest& request) -> Result<Reply> {
                   GDPRD_TRY(check_query(request, {}));
                   return plain(services.trail.vkey() + "\n");
               });
    router.add("GET", "/api/v1/audit/log/successions", kWitnesses,
               [&services](OffLoop off, const ApiRequest& request) -> Result<Reply> {
                   GDPRD_TRY(check_query(request, {}));
                   GDPRD_TRY_ASSIGN(auto text, services.trail.successions(off));
                   if (text.empty())
                       return Error(ErrorCode::not_found, "the signing key was never changed");
                   return plain(std::move(text));
               });
    router.add_tree("/api/v1/audit/log/tile/{path}", kWitnesses,
                    [&services](OffLoop off, const ApiRequest& request) {
                        return tile(services, off, request, "tile/");
                    });
    router.add_tree("/api/v1/audit/log/payload/{path}", kAuditors,
                    [&services](OffLoop off, const ApiRequest& request) {
                        return tile(services, off, request, "payload/");
                    });
    router.add("GET", "/api/v1/audit/verify", kAuditors,
               [&services](OffLoop off, const ApiRequest&) -> Result<Reply> {
                   GDPRD_TRY_ASSIGN(const auto report, services.trail.verify(off, {}));
                   return json_reply(200, report_json(report));
               });
}

}  // namespace gdprd::daemon
