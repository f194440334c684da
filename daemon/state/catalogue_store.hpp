#pragma once

#include <optional>

#include "config/base/off_loop.hpp"
#include "config/base/result.hpp"
#include "config/base/strong.hpp"
#include "daemon/state/version_store.hpp"
#include "policy/catalogue/catalogue.hpp"

namespace gdprd::daemon {

/// All catalogue versions by digest.
class CatalogueStore {
  public:
    /// `db` must outlive the store.
    explicit CatalogueStore(StateDatabase& db) : versions_(db, VersionKind::catalogue) {}

    /// Writes the version unbound; known already: nothing.
    Result<void> put(OffLoop off, const policy::Catalogue& catalogue);
    Result<std::optional<policy::Catalogue>> find(OffLoop off, const CatalogueVersion& version);
    /// The version bound last; none before the first scan.
    Result<std::optional<policy::Catalogue>> find_current(OffLoop off);
    [[nodiscard]] VersionStore& versions() noexcept { return versions_; }

  private:
    VersionStore versions_;
};

}  // namespace gdprd::daemon
