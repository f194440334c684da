#pragma once

#include <memory>
#include <string>

#include "config/base/guarded.hpp"
#include "config/base/off_loop.hpp"
#include "config/base/result.hpp"
#include "config/base/strong.hpp"
#include "daemon/services/trail_service.hpp"
#include "daemon/state/version_store.hpp"
#include "policy/language/policy.hpp"

namespace gdprd::daemon {

/// The policy in force, from the files of one directory. Thread-safe.
class PolicyService {
  public:
    /// Loads `dir` and records its version in the trail when it is not the one recorded last; the
    /// files go into the state, so that every pinned version can be read again. `trail` and `db`
    /// must outlive the service.
    static Result<std::unique_ptr<PolicyService>> open(OffLoop off, std::string dir,
                                                       TrailService& trail, StateDatabase& db);

    /// Never null. A caller keeps what it got: one decision, one version.
    [[nodiscard]] std::shared_ptr<const policy::Policy> current() const;
    /// Reads the files again. On an error the old policy stays in force.
    Result<void> reload(OffLoop off, const ActorName& who);
    [[nodiscard]] const std::string& dir() const noexcept { return dir_; }

  private:
    PolicyService(std::string dir, TrailService& trail, StateDatabase& db);

    std::string dir_;
    TrailService* trail_;
    VersionStore versions_;
    mutable Guarded<std::shared_ptr<const policy::Policy>> current_;
};

}  // namespace gdprd::daemon
