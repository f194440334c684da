#include <boost/json.hpp>

#include "daemon/http/api.hpp"
#include "daemon/http/json.hpp"
#include "daemon/services/services.hpp"
#include "policy/links/open_links.hpp"

namespace gdprd::daemon {

namespace {

namespace json = boost::json;

const Roles kScanners{Role::dpo, Role::admin};
const Roles kReaders{Role::dpo, Role::admin, Role::auditor};

json::value failure_json(const std::optional<Error>& failure) {
    if (!failure) return nullptr;
    return json::object{{"code", to_string(failure->code())}, {"detail", failure->message()}};
}

json::array paths_json(const std::vector<policy::FieldPath>& paths) {
    json::array out;
    for (const auto& path : paths) out.emplace_back(policy::to_string(path));
    return out;
}

json::object store_json(const ScannedStore& store) {
    json::array unsampled;
    for (const auto& path : store.unsampled) unsampled.emplace_back(policy::to_string(path));
    json::array uncompared;
    for (const auto& path : store.uncompared) uncompared.emplace_back(policy::to_string(path));
    return {{"store", store.store.value()},
            {"result", store.failure ? to_string(store.failure->code()) : "done"},
            {"collections", store.collections},
            {"fields", store.fields},
            {"rows", store.rows_read},
            {"values", store.values_sampled},
            {"unsampled", std::move(unsampled)},
            {"compared_rows", store.rows_compared},
            {"uncompared", std::move(uncompared)},
            {"failure", failure_json(store.failure)}};
}

json::object report_json(const Services& services, const ScanReport& report) {
    json::array stores;
    for (const auto& store : report.stores) stores.push_back(store_json(store));
    json::object out{{"id", report.id.value()}, {"state", to_string(report.state)}};
    if (report.state == ScanState::running) return out;
    out["stores"] = std::move(stores);
    out["catalogue"] = hex_encode(report.version.value());
    out["fields_accepted"] = report.accepted;
    out["fields_review"] = report.review;
    out["fields_rejected"] = report.rejected;
    const auto rules = services.policies.current();
    out["proposals"] = policy::open_links(*services.scans.current(), rules.get()).size();
    out["tasks"] = services.scans.current()->tasks.size();
    out["drift"] = json::object{{"added", paths_json(report.drift.added)},
                                {"changed", paths_json(report.drift.changed)},
                                {"vanished", paths_json(report.drift.vanished)}};
    out["failure"] = failure_json(report.failure);
    return out;
}

Result<Reply> start(Services& services, const ApiRequest& request) {
    GDPRD_TRY_ASSIGN(const auto body, parse_body(request, {"stores", "compare", "dry_run"}));
    GDPRD_TRY_ASSIGN(const auto names, text_list(body, "stores"));
    GDPRD_TRY_ASSIGN(const auto compare, optional_bool(body, "compare"));
    GDPRD_TRY_ASSIGN(const auto dry_run, optional_bool(body, "dry_run"));
    std::vector<StoreName> only;
    for (const auto& name : names) {
        only.emplace_back(name);
        if (services.stores.contains(only.back())) continue;
        return Error(ErrorCode::not_found, "there is no store of that name", "gdprctl stores list");
    }
    if (dry_run.value_or(false)) {
        json::array would;
        for (const auto& name : only.empty() ? services.stores.names() : only) {
            would.emplace_back(name.value());
        }
        return json_reply(200, json::object{{"dry_run", true}, {"stores", std::move(would)}});
    }
    GDPRD_TRY_ASSIGN(const auto id, services.scans.prepare(only));
    const auto who = request.caller.name;
    const auto comparison = compare.value_or(true) ? Comparison::of_values : Comparison::none;
    const bool taken = services.jobs.try_post([&services, id, only, who, comparison](OffLoop off) {
        services.scans.run(off, id, only, who, comparison);
    });
    if (!taken) {
        Error full(ErrorCode::unavailable, "gdprd has too much to do", "try again later");
        services.scans.abandon(id, full);
        return full;
    }
    auto reply = json_reply(202, json::object{{"id", id.value()}, {"state", "running"}});
    reply.headers.emplace_back("Location", "/api/v1/scans/" + id.value());
    return reply;
}

Result<ScanReport> find(const Services& services, const ApiRequest& request) {
    const auto report = services.scans.find_scan(ScanId(request.param("id")));
    if (report) return *report;
    return Error(ErrorCode::not_found, "there is no such scan, or its report is gone",
                 "gdprctl catalogue scan");
}

}  // namespace

void add_scans_routes(Router& router, Services& services) {
    router.add("POST", "/api/v1/scans", kScanners,
               [&services](OffLoop, const ApiRequest& r) { return start(services, r); });
    router.add("GET", "/api/v1/scans/{id}", kReaders,
               [&services](OffLoop, const ApiRequest& request) -> Result<Reply> {
                   GDPRD_TRY_ASSIGN(const auto report, find(services, request));
                   return json_reply(200, report_json(services, report));
               });
    router.add_stream("/api/v1/scans/{id}/events", kReaders,
                      [&services](OffLoop, const ApiRequest& request) -> Result<Topic> {
                          GDPRD_TRY_ASSIGN(const auto report, find(services, request));
                          return topic_of(report.id);
                      });
}

}  // namespace gdprd::daemon
