#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "config/base/off_loop.hpp"
#include "config/base/result.hpp"
#include "config/base/strong.hpp"
#include "daemon/state/database.hpp"
#include "policy/catalogue/catalogue.hpp"

namespace gdprd::daemon {

/// All catalogue versions by digest. A version is unbound until its entry is in the trail; an
/// unbound one is never in force.
class CatalogueStore {
  public:
    /// `db` must outlive the store.
    explicit CatalogueStore(StateDatabase& db) : db_(&db) {}

    /// Writes the version unbound; known already: nothing.
    Result<void> put(OffLoop off, const policy::Catalogue& catalogue);
    /// The version's entry is durable: it is in force from now on.
    Result<void> bind(OffLoop off, const CatalogueVersion& version, EntryIndex entry);
    Result<std::optional<policy::Catalogue>> find(OffLoop off, const CatalogueVersion& version);
    /// The version bound last; none before the first scan.
    Result<std::optional<policy::Catalogue>> find_current(OffLoop off);
    struct Binding {
        EntryIndex entry;
        CatalogueVersion version;
    };
    Result<std::optional<Binding>> find_last_binding(OffLoop off);
    /// Start-up, after the bindings that the trail has were completed: versions whose entry was
    /// never written are dropped.
    Result<void> drop_unbound(OffLoop off);

  private:
    StateDatabase* db_;
};

}  // namespace gdprd::daemon
