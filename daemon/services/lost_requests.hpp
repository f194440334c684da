#pragma once

#include <vector>

#include "config/base/off_loop.hpp"
#include "config/base/result.hpp"
#include "config/base/strong.hpp"
#include "daemon/services/trail_service.hpp"
#include "daemon/state/request_store.hpp"

namespace gdprd::daemon {

/// Requests that the trail records, that it does not record as closed, and that are not among
/// `records`: somebody took their rows out of state.db. Left out are those that were lost with an
/// older state.db and accepted so (accept_state_loss()). Reads the trail's entries of requests.
Result<std::vector<RequestId>> find_lost_requests(OffLoop off, TrailService& trail,
                                                  const std::vector<RequestRecord>& records);

}  // namespace gdprd::daemon
