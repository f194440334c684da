// Drift: what people say of the fields that scans found new, changed or gone.
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

Result<policy::DriftTask> ScanService::find_open_task(const policy::TaskId& id) const {
    const auto catalogue = current();
    const auto* task = find_task(*catalogue, id);
    if (task != nullptr) return *task;
    return Error(ErrorCode::not_found, "there is no such task, or it is closed",
                 "gdprctl tasks list");
}

Result<void> ScanService::close_task(OffLoop off, const policy::TaskId& id,
                                     const std::string& reason, const ActorName& who) {
    if (reason.empty() || reason.size() > config::limits::kLinkReasonBytes) {
        return Error(ErrorCode::invalid_argument, "the reason is missing, or too long",
                     "say in a sentence what was done; it stands in the trail");
    }
    const auto changing = changing_.lock();
    GDPRD_TRY_ASSIGN(const auto task, find_open_task(id));
    auto next = *current();
    next.tasks.erase(task.in);
    auto payload = payload_of(next, task, reason);
    GDPRD_TRY(put_in_force(off, std::move(next), who, std::move(payload)));
    return {};
}

}  // namespace gdprd::daemon
