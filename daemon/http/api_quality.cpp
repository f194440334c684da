#include <boost/json.hpp>

#include "daemon/http/api.hpp"
#include "daemon/http/json.hpp"
#include "daemon/services/quality_service.hpp"
#include "daemon/services/services.hpp"

namespace gdprd::daemon {

namespace {

namespace json = boost::json;

const Roles kStarters{Role::dpo, Role::admin};
const Roles kReaders{Role::dpo, Role::admin, Role::auditor};

json::value failure_json(const std::optional<Error>& failure) {
    if (!failure) return nullptr;
    return json::object{{"code", to_string(failure->code())}, {"detail", failure->message()}};
}

json::value repeats_json(const policy::Repeats& repeats) {
    return json::object{{"distinct", repeats.distinct},
                        {"repeated", repeats.repeated},
                        {"sharing_rows", repeats.sharing},
                        {"exact", repeats.exact}};
}

json::object field_json(const policy::FieldQuality& field) {
    json::object out{{"field", policy::to_string(field.path)}};
    out["category"] = field.category ? json::value(field.category->value()) : json::value(nullptr);
    out["identifier"] = field.is_identifier;
    out["rows"] = field.rows;
    out["null"] = field.null;
    out["blank"] = field.blank;
    out["fillers"] = field.fillers ? json::value(*field.fillers) : json::value(nullptr);
    out["filled"] = field.filled();
    out["values"] = repeats_json(field.repeats);
    out["form"] = field.malformed ? json::value(field.malformed->form) : json::value(nullptr);
    out["malformed"] =
        field.malformed ? json::value(field.malformed->values) : json::value(nullptr);
    return out;
}

json::value last_change_json(const std::optional<policy::LastChange>& change) {
    if (!change) return nullptr;
    json::array older;
    for (std::size_t i = 0; i < change->older.size(); ++i)
        older.push_back(
            json::object{{"years", policy::LastChange::kYears[i]}, {"rows", change->older[i]}});
    return json::object{
        {"field", change->field}, {"unknown", change->unknown}, {"older", std::move(older)}};
}

json::object collection_json(const MeasuredCollection& collection) {
    json::array fields;
    for (const auto& field : collection.quality.fields) fields.push_back(field_json(field));
    return {{"collection", policy::to_string(collection.quality.in)},
            {"result", collection.failure ? to_string(collection.failure->code()) : "done"},
            {"rows", collection.quality.rows},
            {"whole", collection.quality.whole},
            {"last_change", last_change_json(collection.quality.last_change)},
            {"fields", std::move(fields)},
            {"failure", failure_json(collection.failure)}};
}

std::string_view result_of(const MeasuredStore& store) {
    if (!store.readable) return to_string(ErrorCode::unsupported);
    if (store.failure) return to_string(store.failure->code());
    return store.is_done() ? "done" : "partial";
}

json::object report_json(const QualityReport& report) {
    json::object out{{"id", report.id.value()}, {"state", to_string(report.state)}};
    if (report.state == ScanState::running) return out;
    json::array stores;
    for (const auto& store : report.stores) {
        json::array collections;
        for (const auto& one : store.collections) collections.push_back(collection_json(one));
        stores.push_back(json::object{{"store", store.store.value()},
                                      {"result", result_of(store)},
                                      {"collections", std::move(collections)},
                                      {"failure", failure_json(store.failure)}});
    }
    out["catalogue"] = hex_encode(report.catalogue.value());
    out["stores"] = std::move(stores);
    out["failure"] = failure_json(report.failure);
    return out;
}

Result<Reply> preview(const QualityService& quality, const std::vector<StoreName>& only) {
    GDPRD_TRY_ASSIGN(const auto tasks, quality.plan(only));
    json::array would;
    for (const auto& task : tasks) {
        json::array fields;
        for (const auto& name : task.names()) fields.emplace_back(name);
        would.push_back(json::object{{"collection", policy::to_string(task.in)},
                                     {"fields", std::move(fields)}});
    }
    return json_reply(200, json::object{{"dry_run", true}, {"collections", std::move(would)}});
}

Result<Reply> start(Services& services, const ApiRequest& request) {
    GDPRD_TRY_ASSIGN(const auto body, parse_body(request, {"stores", "dry_run"}));
    GDPRD_TRY_ASSIGN(const auto names, text_list(body, "stores"));
    GDPRD_TRY_ASSIGN(const auto dry_run, optional_bool(body, "dry_run"));
    std::vector<StoreName> only;
    for (const auto& name : names)
        if (std::find(only.begin(), only.end(), StoreName(name)) == only.end())
            only.emplace_back(name);
    auto& quality = *services.quality;
    if (dry_run.value_or(false)) return preview(quality, only);
    GDPRD_TRY_ASSIGN(const auto id, quality.prepare(only));
    const auto who = request.caller.name;
    const bool taken = services.jobs.try_post(
        [&quality, id, only, who](OffLoop off) { quality.run(off, id, only, who); });
    if (!taken) {
        Error full(ErrorCode::unavailable, "gdprd has too much to do", "try again later");
        quality.abandon(id, full);
        return full;
    }
    auto reply = json_reply(202, json::object{{"id", id.value()}, {"state", "running"}});
    reply.headers.emplace_back("Location", "/api/v1/catalogue/quality/" + id.value());
    return reply;
}

Result<QualityReport> find(const Services& services, const ApiRequest& request) {
    auto report = services.quality->find_report(QualityId(request.param("id")));
    if (report) return std::move(*report);
    return Error(ErrorCode::not_found, "there is no such report, or it is gone",
                 "gdprctl catalogue quality");
}

}  // namespace

void add_quality_routes(Router& router, Services& services) {
    router.add("POST", "/api/v1/catalogue/quality", kStarters,
               [&services](OffLoop, const ApiRequest& r) { return start(services, r); });
    router.add("GET", "/api/v1/catalogue/quality/{id}", kReaders,
               [&services](OffLoop, const ApiRequest& request) -> Result<Reply> {
                   GDPRD_TRY_ASSIGN(const auto report, find(services, request));
                   return json_reply(200, report_json(report));
               });
    router.add_stream("/api/v1/catalogue/quality/{id}/events", kReaders,
                      [&services](OffLoop, const ApiRequest& request) -> Result<Topic> {
                          GDPRD_TRY_ASSIGN(const auto report, find(services, request));
                          return topic_of(report.id);
                      });
}

}  // namespace gdprd::daemon
