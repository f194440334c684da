#pragma once

#include <optional>
#include <vector>

#include "config/base/off_loop.hpp"
#include "config/base/result.hpp"
#include "config/base/strong.hpp"
#include "daemon/services/trail_service.hpp"
#include "daemon/state/request_store.hpp"

namespace gdprd::daemon {

// Who planned and who approved is believed from the trail alone: a row of state.db only says where
// to look, because whoever can write the file can write a row (man gdprd-trail.5).

/// Who the trail says did what the row tells: the actor of the entry that the row names, when that
/// entry is of this type, of the row's request, names its digest, and its actor is the row's. none:
/// the row has no entry, or the trail does not say so.
Result<std::optional<ActorName>> find_doer(OffLoop off, TrailService& trail, const BoundDigest& row,
                                           audit::EntryType type);

/// Who approved `plan`, as state and trail agree. corrupt, with an alarm in the log: a row names an
/// approval of this plan that the trail does not.
Result<std::vector<ActorName>> read_approvals(OffLoop off, TrailService& trail, RequestStore& store,
                                              const RequestId& request, const PlanDigest& plan);

}  // namespace gdprd::daemon
