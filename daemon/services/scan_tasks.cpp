// Drift: what people say of the fields that scans found new, changed or gone.
#include <utility>

#include "config/limits.hpp"
#include "daemon/services/scan_service.hpp"

namespace gdprd::daemon {

namespace {

const policy::DriftTask* find_task(const policy::Catalogue& catalogue, const policy::TaskId& id) {
    for (const auto& [path, task] : catalogue.tasks)
        if (policy::id_of(task) == id) return &task;
    return nullptr;
}

cbor::Map payload_of(const policy::Catalogue& catalogue, const policy::DriftTask& task,
                     const std::string& reason) {
    cbor::Array changes;
    for (const auto& change : policy::changes_of(catalogue, task))
        changes.emplace_back(
            cbor::Map{{"field", change.field}, {"change", std::string(change.kind())}});
    return {{"task", policy::id_of(task).value()},
            {"collection", policy::to_string(task.in)},
            {"raised_by", task.scan},
            {"changes", std::move(changes)},
            {"reason", reason}};
}

}  // namespace

Result<TaskInCatalogue> ScanService::find_open_task(const policy::TaskId& id) const {
    auto catalogue = current();
    const auto* task = find_task(*catalogue, id);
    if (task != nullptr) {
        policy::DriftTask found = *task;
        return TaskInCatalogue{std::move(catalogue), std::move(found)};
    }
    return Error(ErrorCode::not_found, "there is no such task, or it is closed",
                 "gdprctl tasks list");
}

Result<TaskInCatalogue> ScanService::preview_closing(const TaskClosing& closing) const {
    if (closing.reason.empty() || closing.reason.size() > config::limits::kLinkReasonBytes) {
        return Error(ErrorCode::invalid_argument, "the reason is missing, or too long",
                     "say in a sentence what was done; it stands in the trail");
    }
    GDPRD_TRY_ASSIGN(auto open, find_open_task(closing.id));
    if (policy::digest_of(*open.catalogue, open.task) == closing.digest) return open;
    return Error(ErrorCode::conflict,
                 "the task tells something else by now than what was looked at",
                 "look again, and close that: gdprctl tasks show " + closing.id.value());
}

Result<TaskInCatalogue> ScanService::close_task(OffLoop off, const TaskClosing& closing,
                                                const ActorName& who) {
    const auto changing = changing_.lock();
    GDPRD_TRY_ASSIGN(auto open, preview_closing(closing));
    auto next = *open.catalogue;
    next.tasks.erase(open.task.in);
    auto payload = payload_of(next, open.task, closing.reason);
    GDPRD_TRY(put_in_force(off, std::move(next), who, std::move(payload)));
    return open;
}

}  // namespace gdprd::daemon
