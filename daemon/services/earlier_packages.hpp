#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "config/base/off_loop.hpp"
#include "config/base/result.hpp"
#include "config/base/time.hpp"
#include "config/base/zone.hpp"
#include "daemon/services/request_bodies.hpp"
#include "daemon/state/request_store.hpp"
#include "policy/identity/resolver.hpp"

namespace gdprd::daemon {

/// The package of an access request that is still kept: an erasure does not reach it.
struct KeptPackage {
    RequestId request;
    std::optional<Date> until;  ///< the day on which it is destroyed; none: the request is open
};

/// Identifiers that point at the person of a request, and at nobody else for all that is known: of
/// the letter, and unique ones that certain rows brought.
[[nodiscard]] std::set<policy::Seed> pointers_at(const std::vector<policy::Seed>& letter,
                                                 const policy::Resolution& found);

/// The packages of access requests, as an erasure sees them. All that it is given outlives it.
class EarlierPackages {
  public:
    using OpenBodies = std::function<Result<RequestBodies>(const RequestId&)>;
    /// Packages are destroyed `kept` after their request was closed; `zone` is in which days count.
    EarlierPackages(RequestStore& store, OpenBodies bodies, std::chrono::days kept,
                    const Zone& zone)
        : store_(store), bodies_(std::move(bodies)), kept_(kept), zone_(zone) {}

    /// Requests with a package whose letter names one of these identifiers.
    Result<std::vector<RequestId>> find(OffLoop off, const std::set<policy::Seed>& person);
    /// Of these requests, the packages that are there now.
    Result<std::vector<KeptPackage>> still_kept(OffLoop off,
                                                const std::vector<RequestId>& requests);

  private:
    RequestStore& store_;
    OpenBodies bodies_;
    std::chrono::days kept_;
    const Zone& zone_;
};

/// For people.
[[nodiscard]] std::string to_text(const KeptPackage& package);

}  // namespace gdprd::daemon
