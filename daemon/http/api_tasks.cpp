#include <boost/json.hpp>

#include "config/base/edit_distance.hpp"
#include "daemon/http/api.hpp"
#include "daemon/http/catalogue_json.hpp"
#include "daemon/http/json.hpp"
#include "daemon/services/services.hpp"
#include "policy/language/decide.hpp"
#include "policy/language/owners.hpp"

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
    out["decided_by"] = policy::to_string(state->decided_by);
    return out;
}

}  // namespace

json::object task_json(const policy::Catalogue& catalogue, const policy::DriftTask& task,
                       const policy::Policy* rules) {
    json::array changes;
    for (const auto& change : policy::changes_of(catalogue, task)) {
        const policy::FieldPath path{task.in, change.field};
        const auto owner = policy::owner_of(rules, catalogue, path);
        changes.push_back(json::object{
            {"field", policy::to_string(path)},
            {"change", change.kind()},
            {"before", state_json(change.before)},
            {"now", state_json(change.now)},
            {"said_personal", rules != nullptr && policy::is_said_personal(*rules, path)},
            {"owner", owner.empty() ? json::value(nullptr) : json::value(owner)}});
    }
    json::array owners;
    for (const auto& owner : policy::owners_of(rules, catalogue, task)) owners.emplace_back(owner);
    return {{"id", policy::id_of(task).value()},
            {"digest", policy::digest_of(catalogue, task).value()},
            {"collection", policy::to_string(task.in)},
            {"scan", task.scan},
            {"owners", std::move(owners)},
            {"changes", std::move(changes)}};
}

namespace {

/// Somebody who is misspelt has no tasks, but that is not what was asked.
Result<void> check_owner(const policy::Policy* rules, const std::string& owner) {
    const auto all = policy::all_owners(rules);
    if (owner.empty() || all.contains(owner)) return {};
    const std::vector<std::string> known(all.begin(), all.end());
    const auto meant = closest(owner, std::span<const std::string>(known));
    return Error(ErrorCode::not_found, "the policy in force names no such owner",
                 (meant ? "did you mean \"" + *meant + "\"? " : "") +
                     std::string("owners: of the policy lists them"));
}

Result<Reply> list(const Services& services, const ApiRequest& request) {
    GDPRD_TRY(check_query(request, {"store", "owner"}));
    const StoreName store{std::string(request.query_or_empty("store"))};
    if (!store.value().empty() && !services.stores.contains(store))
        return Error(ErrorCode::not_found, "there is no store of that name", "gdprctl stores list");
    const auto rules = services.policies.current();
    const std::string owner(request.query_or_empty("owner"));
    GDPRD_TRY(check_owner(rules.get(), owner));
    const auto catalogue = services.scans.current();
    json::array tasks;
    for (const auto& [path, task] : catalogue->tasks) {
        const bool theirs =
            owner.empty() || policy::owners_of(rules.get(), *catalogue, task).contains(owner);
        if (theirs && (store.value().empty() || path.store == store))
            tasks.push_back(task_json(*catalogue, task, rules.get()));
    }
    return json_reply(200,
                      json::object{{"version", hex_encode(policy::version_of(*catalogue).value())},
                                   {"tasks", std::move(tasks)}});
}

Result<Reply> show(const Services& services, const ApiRequest& request) {
    GDPRD_TRY(check_query(request, {}));
    GDPRD_TRY_ASSIGN(const auto open,
                     services.scans.find_open_task(policy::TaskId(request.param("id"))));
    const auto rules = services.policies.current();
    return json_reply(200, task_json(*open.catalogue, open.task, rules.get()));
}

/// Who closes a task says what was shown of it, so that nothing is closed unseen.
Result<policy::TaskDigest> digest_of(const json::object& body) {
    GDPRD_TRY_ASSIGN(auto digest, optional_text(body, "digest"));
    if (digest && !digest->empty()) return policy::TaskDigest(std::move(*digest));
    return Error(ErrorCode::invalid_argument, "member \"digest\" is missing",
                 "send the digest that the task was shown with");
}

Result<Reply> close(Services& services, OffLoop off, const ApiRequest& request) {
    GDPRD_TRY_ASSIGN(const auto body, parse_body(request, {"reason", "digest", "dry_run"}));
    TaskClosing closing;
    closing.id = policy::TaskId(request.param("id"));
    GDPRD_TRY_ASSIGN(closing.reason, text_member(body, "reason"));
    GDPRD_TRY_ASSIGN(closing.digest, digest_of(body));
    GDPRD_TRY_ASSIGN(const auto dry_run, optional_bool(body, "dry_run"));
    const bool only_shown = dry_run.value_or(false);
    auto closed = only_shown ? services.scans.preview_closing(closing)
                             : services.scans.close_task(off, closing, request.caller.name);
    if (!closed) return closed.error();
    const auto rules = services.policies.current();
    auto out = task_json(*closed->catalogue, closed->task, rules.get());
    out["dry_run"] = only_shown;
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
