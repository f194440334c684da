#include "daemon/services/recorded_approvals.hpp"

#include "config/base/log.hpp"

namespace gdprd::daemon {

Result<std::optional<ActorName>> find_doer(OffLoop off, TrailService& trail, const BoundDigest& row,
                                           audit::EntryType type) {
    using Doer = std::optional<ActorName>;
    if (!row.entry || row.entry->value() >= trail.size()) return Doer();
    const auto entry = trail.show(off, *row.entry);
    // Of an epoch whose key is destroyed nothing can be read: that confirms nothing.
    if (!entry && (entry.error().code() == ErrorCode::not_found)) return Doer();
    if (!entry) return entry.error();
    const auto& payload = entry->payload;
    if (!payload || entry->type != type || entry->request != row.request.value()) return Doer();
    const auto digest = (*payload)["digest"].as_hash();
    if (!digest || *digest != row.digest.value() || entry->actor != row.who.value()) return Doer();
    return Doer(row.who);
}

Result<std::vector<ActorName>> read_approvals(OffLoop off, TrailService& trail, RequestStore& store,
                                              const RequestId& request, const PlanDigest& plan) {
    std::vector<ActorName> out;
    GDPRD_TRY_ASSIGN(const auto rows, store.approvals(off, request));
    for (const auto& row : rows) {
        if (!row.entry || row.digest != plan) continue;
        GDPRD_TRY_ASSIGN(const auto who, find_doer(off, trail, row, audit::EntryType::approval));
        if (!who) {
            log::event(log::Event::approval_contradicted,
                       {{"request", request}, {"entry", row.entry->value()}});
            return Error(ErrorCode::corrupt,
                         "state.db names an approval of this plan that the trail does not have: "
                         "entry " +
                             std::to_string(row.entry->value()),
                         "find out who wrote into the state directory; then plan again and have "
                         "that approved: gdprctl requests plan " +
                             request.value());
        }
        out.push_back(*who);
    }
    return out;
}

}  // namespace gdprd::daemon
