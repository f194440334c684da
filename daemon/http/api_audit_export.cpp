#include <algorithm>
#include <boost/json.hpp>
#include <limits>

#include "config/base/time.hpp"
#include "config/limits.hpp"
#include "daemon/export/entry_export.hpp"
#include "daemon/http/api.hpp"
#include "daemon/http/json.hpp"
#include "daemon/http/search_query.hpp"
#include "daemon/http/trail_look.hpp"
#include "daemon/services/audit_bundle.hpp"
#include "daemon/services/services.hpp"

namespace gdprd::daemon {

namespace {

namespace json = boost::json;

const Roles kAuditors{Role::dpo, Role::auditor};
// How far an export is tells nothing about persons.
const Roles kAnybody{Role::dpo, Role::approver, Role::admin, Role::auditor};
constexpr std::chrono::seconds kCosignatureWait{5};
constexpr auto kAnyNumber = std::numeric_limits<std::uint64_t>::max();

/// A page of entries as lines of a form, oldest first. `end` is where the export ends: the size of
/// the trail when it began, so that its own entries do not keep it going.
Result<Reply> export_lines(Services& services, OffLoop off, const ApiRequest& request) {
    GDPRD_TRY(check_query(
        request, {"since", "until", "type", "actor", "store", "collection", "field", "from",
                  "purpose", "request", "subject", "limit", "reason", "format", "end"}));
    GDPRD_TRY_ASSIGN(const auto format, parse_export_format(request.query_or_empty("format")));
    GDPRD_TRY_ASSIGN(auto asked, parse_search(request));
    GDPRD_TRY_ASSIGN(auto end, query_number(request, "end", kAnyNumber, kAnyNumber));
    end = std::min(end, services.trail.size());
    asked.query.order = audit::SearchOrder::oldest_first;
    if (!asked.query.from) asked.query.from = EntryIndex(0);
    GDPRD_TRY_ASSIGN(auto page, services.trail.search(off, asked.query));
    std::erase_if(page.entries, [&](const auto& entry) { return entry.index.value() >= end; });
    if (page.next && page.next->value() >= end) page.next.reset();
    const ExportContext context{services.trail.origin(), services.scans.current()};
    json::array lines;
    for (const auto& entry : page.entries) lines.emplace_back(render_entry(format, entry, context));
    auto payload = search_payload(asked, "export");
    payload.emplace("format", to_string(format));
    payload.emplace("from", asked.query.from->value());
    GDPRD_TRY(
        record_look(services, off, request,
                    {std::move(payload), page.entries.size(), only_request(asked.query.criteria)}));
    return json_reply(200,
                      json::object{{"lines", std::move(lines)},
                                   {"next", page.next ? json::value(page.next->value()) : nullptr},
                                   {"end", end}});
}

/// All entries that meet the criteria, oldest first; limit_exceeded when a bundle cannot hold them.
Result<std::vector<EntryIndex>> find_all(Services& services, OffLoop off,
                                         audit::SearchQuery query) {
    const EntryIndex end(services.trail.size());
    query.order = audit::SearchOrder::oldest_first;
    query.limit = config::limits::kTrailPage;
    std::vector<EntryIndex> out;
    for (;;) {
        GDPRD_TRY_ASSIGN(const auto page, services.trail.search(off, query));
        for (const auto& entry : page.entries)
            if (entry.index < end) out.push_back(entry.index);
        if (out.size() > config::limits::kBundleEntries)
            return Error(ErrorCode::limit_exceeded,
                         "more than " + std::to_string(config::limits::kBundleEntries) +
                             " entries meet the criteria",
                         "narrow them, by --since and --until for one");
        if (!page.next || *page.next >= end) return out;
        query.from = *page.next;
    }
}

/// Of the present head, within a few seconds.
bool a_witness_may_answer(const Services& services) {
    if (services.witnesses == nullptr) return false;
    const auto all = services.witnesses->status();
    return std::any_of(all.begin(), all.end(), [](const WitnessStatus& one) {
        return one.state == WitnessState::cosigned || one.state == WitnessState::waiting;
    });
}

Result<Reply> bundle(Services& services, OffLoop off, const ApiRequest& request) {
    GDPRD_TRY(
        check_query(request, {"since", "until", "type", "actor", "store", "collection", "field",
                              "from", "purpose", "request", "subject", "reason", "keys"}));
    const auto keys = request.query_or_empty("keys");
    if (!keys.empty() && keys != "given" && keys != "withheld")
        return Error(ErrorCode::invalid_argument, "keys is given or withheld");
    BundleOrder order;
    if (keys == "given") order.keys = BundleKeys::given;
    // A key outlives the right to ask: an auditor who may read today is not who gives it away.
    if (order.keys == BundleKeys::given && !request.caller.roles.contains(Role::dpo))
        return Error(ErrorCode::forbidden, "only the role dpo may give keys away",
                     "ask the data protection officer for the bundle, or leave --with-keys out");
    GDPRD_TRY_ASSIGN(const auto asked, parse_search(request));
    GDPRD_TRY_ASSIGN(order.entries, find_all(services, off, asked.query));
    if (a_witness_may_answer(services)) order.cosignature_wait = kCosignatureWait;
    auto payload = search_payload(asked, "bundle");
    order.criteria = cbor::to_json(payload);
    GDPRD_TRY_ASSIGN(auto made,
                     make_audit_bundle(off, services.trail, order, services.clock.now()));
    cbor::Array epochs(made.epochs.begin(), made.epochs.end());
    if (!epochs.empty()) payload.emplace("keys_of_epochs", std::move(epochs));
    GDPRD_TRY(
        record_look(services, off, request,
                    {std::move(payload), made.entries.size(), only_request(asked.query.criteria)}));
    return Reply{200, "application/zip", std::string(as_text(made.zip)), {}};
}

/// Who is sent the entries, how far, and when last.
Reply exports(const Services& services) {
    json::array all;
    const std::uint64_t entries = services.trail.size();
    const auto status =
        services.exports == nullptr ? std::vector<ExportStatus>{} : services.exports->status();
    for (const ExportStatus& one : status) {
        all.push_back(json::object{
            {"name", one.name},
            {"kind", one.kind},
            {"state", to_string(one.state)},
            {"next", one.next.value()},
            {"lag", entries - std::min(entries, one.next.value())},
            {"delivered", one.delivered},
            {"time", one.time ? json::value(format_time(*one.time)) : json::value(nullptr)},
            {"behind", one.behind},
            {"error", one.error.empty() ? json::value(nullptr) : json::value(one.error)}});
    }
    return json_reply(200, json::object{{"entries", entries}, {"exports", std::move(all)}});
}

}  // namespace

void add_audit_export_routes(Router& router, Services& services) {
    router.add("GET", "/api/v1/audit/export", kAuditors,
               [&services](OffLoop off, const ApiRequest& request) {
                   return export_lines(services, off, request);
               });
    router.add("GET", "/api/v1/audit/bundle", kAuditors,
               [&services](OffLoop off, const ApiRequest& request) {
                   return bundle(services, off, request);
               });
    router.add("GET", "/api/v1/audit/exports", kAnybody,
               [&services](OffLoop, const ApiRequest& request) -> Result<Reply> {
                   GDPRD_TRY(check_query(request, {}));
                   return exports(services);
               });
}

}  // namespace gdprd::daemon
