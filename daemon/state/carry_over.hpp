#pragma once

#include <vector>

#include "config/base/bytes.hpp"
#include "config/base/off_loop.hpp"
#include "config/base/result.hpp"
#include "config/base/strong.hpp"
#include "daemon/state/database.hpp"
#include "daemon/state/sealed.hpp"
#include "daemon/state/trail_mark_store.hpp"
#include "daemon/state/version_store.hpp"

namespace gdprd::daemon {

/// What the entries of a new trail say of a state database that another trail's entries spoke of.
struct CarriedOver {
    struct Version {
        VersionKind kind;
        Hash version{};
        EntryIndex entry;
    };
    struct Request {
        RequestId id;
        EntryIndex entry;
    };
    std::vector<Version> versions;  ///< in force
    std::vector<Request> requests;  ///< not closed
    std::vector<CarriedKey> keys;   ///< of requests; all others are gone with the other trail's
    TrailMark::Known last;          ///< the last entry of the new trail that speaks of the state
};

/// Makes the state one of the new trail, in one transaction. Versions that were in force earlier
/// keep their bodies. Requests that are not closed are `received` again: their plans, approvals and
/// steps were entries of the other trail. Verdicts about matches stay.
Result<void> carry_state_over(OffLoop off, StateDatabase& state, const CarriedOver& to);

}  // namespace gdprd::daemon
