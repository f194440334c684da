#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "config/base/cbor.hpp"
#include "config/base/off_loop.hpp"
#include "config/base/result.hpp"
#include "daemon/services/event_service.hpp"
#include "policy/identity/resolver.hpp"
#include "policy/plan/plan.hpp"

namespace gdprd::daemon {

/// What the trail holds of a person by the events of other systems: the subject keys of the
/// identifiers. Destroying them ends it (TRAIL §2).
using TraceKeys = std::vector<EventService::Claimed>;  ///< by number, ascending
[[nodiscard]] std::vector<std::uint64_t> numbers_of(const TraceKeys& keys);
[[nodiscard]] cbor::Value to_cbor(const TraceKeys& keys);
/// stale: kept by an earlier version, which did not say whose key it is.
Result<TraceKeys> trace_keys_from_cbor(const cbor::Value& value);

/// Whose keys an erasure destroys: of what the letter names, and of unique identifiers that certain
/// rows brought. A phone number or an account that rows brought may be somebody else's too.
/// corrupt: as EventService::check_keys().
Result<TraceKeys> find_traces(OffLoop off, EventService& events,
                              const std::vector<policy::Seed>& letter,
                              const policy::Resolution& found);

/// Puts into the plan of an erasure, as a note, what happens to these keys: the digest covers it.
void note_traces(policy::Plan& plan, const TraceKeys& keys);
/// Whether the plan says that exactly these keys are destroyed.
[[nodiscard]] bool destroys(const policy::Plan& plan, const TraceKeys& keys);

}  // namespace gdprd::daemon
