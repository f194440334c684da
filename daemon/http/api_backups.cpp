#include <boost/json.hpp>

#include "daemon/http/api.hpp"
#include "daemon/http/json.hpp"
#include "daemon/services/backup_service.hpp"
#include "daemon/services/services.hpp"

namespace gdprd::daemon {

namespace {

namespace json = boost::json;

const Roles kBackupMakers{Role::admin};

Result<BackupService*> service_of(const Services& services) {
    if (services.backups != nullptr) return services.backups;
    return Error(ErrorCode::unsupported, "this gdprd makes no backups");
}

json::object report_json(const BackupReport& report) {
    json::object out{{"id", report.id.value()}, {"state", to_string(report.state)}};
    if (report.state == BackupState::running) return out;
    out["path"] = report.path;
    out["entries"] = report.entries;
    out["payloads"] = report.payloads;
    out["recipients"] = report.recipients;
    out["checkpoint"] = report.checkpoint;
    out["failure"] = nullptr;
    if (report.failure)
        out["failure"] = json::object{{"code", to_string(report.failure->code())},
                                      {"detail", report.failure->message()},
                                      {"hint", report.failure->hint()}};
    return out;
}

Result<Reply> start(Services& services, OffLoop off, const ApiRequest& request) {
    GDPRD_TRY_ASSIGN(const auto body, parse_body(request, {"archive"}));
    GDPRD_TRY_ASSIGN(const auto archive, optional_bool(body, "archive"));
    GDPRD_TRY_ASSIGN(auto* const backups, service_of(services));
    GDPRD_TRY_ASSIGN(const auto id, backups->prepare(off));
    const auto form = archive.value_or(false) ? BackupForm::archive : BackupForm::directory;
    const auto who = request.caller.name;
    const bool taken = services.jobs.try_post(
        [backups, id, form, who](OffLoop job) { backups->run(job, id, form, who); });
    if (!taken) {
        Error full(ErrorCode::unavailable, "gdprd has too much to do", "try again later");
        backups->abandon(id, full);
        return full;
    }
    auto reply = json_reply(202, json::object{{"id", id.value()}, {"state", "running"}});
    reply.headers.emplace_back("Location", "/api/v1/backups/" + id.value());
    return reply;
}

Result<BackupReport> find(const Services& services, const ApiRequest& request) {
    GDPRD_TRY_ASSIGN(const auto* const backups, service_of(services));
    const auto report = backups->find(BackupId(request.param("id")));
    if (report) return *report;
    return Error(ErrorCode::not_found, "there is no such backup, or its report is gone",
                 "look into the directory that backup.directory names");
}

}  // namespace

void add_backups_routes(Router& router, Services& services) {
    router.add("POST", "/api/v1/backups", kBackupMakers,
               [&services](OffLoop off, const ApiRequest& r) { return start(services, off, r); });
    router.add("GET", "/api/v1/backups/{id}", kBackupMakers,
               [&services](OffLoop, const ApiRequest& request) -> Result<Reply> {
                   GDPRD_TRY_ASSIGN(const auto report, find(services, request));
                   return json_reply(200, report_json(report));
               });
    router.add_stream("/api/v1/backups/{id}/events", kBackupMakers,
                      [&services](OffLoop, const ApiRequest& request) -> Result<Topic> {
                          GDPRD_TRY_ASSIGN(const auto report, find(services, request));
                          return topic_of(report.id);
                      });
}

}  // namespace gdprd::daemon
