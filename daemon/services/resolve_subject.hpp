#pragma once

#include <map>

#include "config/base/off_loop.hpp"
#include "config/base/result.hpp"
#include "daemon/services/stores.hpp"
#include "policy/identity/resolver.hpp"

namespace gdprd::daemon {

/// What a resolution cost and found: rows read per collection (each is an access, told in the
/// trail), and why a store could not be searched.
struct ResolutionRun {
    policy::Resolution resolution;
    std::map<policy::CollectionPath, std::uint64_t> rows_read;
    std::map<StoreName, Error> failures;
};

/// Drives a Resolver over the connected stores until it asks nothing more. A store that does not
/// answer, or answers nonsense, is left out from then on and named in `failures`; what is no
/// failure of one store ends the run.
Result<ResolutionRun> resolve_subject(OffLoop off, Stores& stores, policy::Resolver& resolver);

}  // namespace gdprd::daemon
