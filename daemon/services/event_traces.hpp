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

/// A subject key of an identifier that may be somebody else's too: it stays.
struct KeptTrace {
    std::uint64_t number = 0;
    std::string identifier;  ///< what kind: "e-mail"
    std::string why;
};
struct FoundTraces {
    TraceKeys own;                ///< of identifiers that are this person's alone
    std::vector<KeptTrace> kept;  ///< by number, ascending
};

/// The keys of what the letter names, and of what certain rows brought. An identifier is the
/// person's alone when the rows that carry it are all the person's, certainly or because somebody
/// accepted them; or when no row carries it, the letter names it, and its type is one that one
/// person has (an e-mail address, not a phone number). A phone number or an account that only rows
/// brought may be somebody else's too. corrupt: as EventService::check_keys().
Result<FoundTraces> find_traces(OffLoop off, EventService& events,
                                const std::vector<policy::Seed>& letter,
                                const policy::Resolution& found);

/// Puts into the plan of an erasure what happens to these keys, and why: the digest covers it.
void note_traces(policy::Plan& plan, const FoundTraces& traces);
/// Whether the plan destroys these keys, and no others.
[[nodiscard]] bool destroys(const policy::Plan& plan, const TraceKeys& keys);

}  // namespace gdprd::daemon
