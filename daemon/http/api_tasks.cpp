#include <boost/json.hpp>

#include "daemon/http/api.hpp"
#include "daemon/http/catalogue_json.hpp"
#include "daemon/http/json.hpp"
#include "daemon/services/services.hpp"

namespace gdprd::daemon {

namespace json = boost::json;

namespace {

const Roles kReaders{Role::dpo, Role::approver, Role::admin, Role::auditor};
const Roles kClosers{Role::dpo};

json::value state_json(const std::optional<policy::FieldState>& state) {
    if (!state) return nullptr;
    json::object out{{"type", state->type}};
    out["category"] =
        state->category ? json::value(state->category->value()) : json::value(nullptr);
    out["personal"] = state->personal;
    return out;
}

}  // namespace

json::object task_json(const policy::Catalogue& catalogue, const policy::DriftTask& task) {
    json::array changes;
    for (const auto& change : policy::changes_of(catalogue, task))
        changes.push_back(
            json::object{{"field", policy::to_string(policy::FieldPath{task.in, change.field})},
                         {"change", change.kind()},
                         {"before", state_json(change.before)},
                         {"now", state_json(change.now)}});
    return {{"id", policy::id_of(task).value()},
            {"collection", policy::to_string(task.in)},
            {"scan", task.scan},
            {"changes", std::move(changes)}};
}

namespace {

Result<Reply> list(const Services& services, const ApiRequest& request) {
    GDPRD_TRY(check_query(request, {"store"}));
    const StoreName store{std::string(request.query_or_empty("store"))};
    if (!store.value().empty() && !services.stores.contains(store))
        return Error(ErrorCode::not_found, "there is no store of that name", "gdprctl stores list");
    const auto catalogue = services.scans.current();
    json::array tasks;
    for (const auto& [path, task] : catalogue->tasks)
        if (store.value().empty() || path.store == store)
            tasks.push_back(task_json(*catalogue, task));
    return json_reply(200,
                      json::object{{"version", hex_encode(policy::version_of(*catalogue).value())},
                                   {"tasks", std::move(tasks)}});
}

Result<Reply> show(const Services& services, const ApiRequest& request) {
    GDPRD_TRY(check_query(request, {}));
    GDPRD_TRY_ASSIGN(const auto task,
                     services.scans.find_open_task(policy::TaskId(request.param("id"))));
    return json_reply(200, task_json(*services.scans.current(), task));
}

Result<Reply> close(Services& services, OffLoop off, const ApiRequest& request) {
    GDPRD_TRY_ASSIGN(const auto body, parse_body(request, {"reason", "dry_run"}));
    GDPRD_TRY_ASSIGN(const auto reason, text_member(body, "reason"));
    GDPRD_TRY_ASSIGN(const auto dry_run, optional_bool(body, "dry_run"));
    const policy::TaskId id(request.param("id"));
    GDPRD_TRY_ASSIGN(const auto task, services.scans.find_open_task(id));
    auto out = task_json(*services.scans.current(), task);
    if (!dry_run.value_or(false))
        GDPRD_TRY(services.scans.close_task(off, id, reason, request.caller.name));
    out["dry_run"] = dry_run.value_or(false);
    return json_reply(200, out);
}

}  // namespace

void add_tasks_routes(Router& router, Services& services) {
    router.add("GET", "/api/v1/tasks", kReaders,
               [&services](OffLoop, const ApiRequest& r) { return list(services, r); });
    router.add("GET", "/api/v1/tasks/{id}", kReaders,
               [&services](OffLoop, const ApiRequest& r) { return show(services, r); });
    router.add("POST", "/api/v1/tasks/{id}/close", kClosers,
               [&services](OffLoop off, const ApiRequest& r) { return close(services, off, r); });
}

}  // namespace gdprd::daemon
