#pragma once

#include <optional>
#include <vector>

#include "config/base/bytes.hpp"
#include "config/base/off_loop.hpp"
#include "config/base/result.hpp"
#include "config/base/strong.hpp"
#include "daemon/state/database.hpp"

namespace gdprd::daemon {

enum class VersionKind : unsigned char { catalogue, policy };
[[nodiscard]] std::string_view to_string(VersionKind kind) noexcept;

/// Content-addressed versions of the catalogue and of the policy, and which entry of the trail
/// brought each into force (TRAIL §5: a body is written first, unbound; the entry binds it).
class VersionStore {
  public:
    /// `db` must outlive the store.
    VersionStore(StateDatabase& db, VersionKind kind) : db_(&db), kind_(kind) {}

    struct Binding {
        EntryIndex entry;
        Hash version{};
    };

    /// Writes the version unbound; known already: nothing.
    Result<void> put(OffLoop off, const Hash& version, BytesView body);
    /// The version's entry is durable: it is in force from now on.
    Result<void> bind(OffLoop off, const Hash& version, EntryIndex entry);
    Result<std::optional<Bytes>> find(OffLoop off, const Hash& version);
    Result<std::optional<Binding>> find_last_binding(OffLoop off);
    /// Versions without any binding.
    Result<std::vector<Hash>> find_unbound(OffLoop off);
    Result<void> drop_unbound(OffLoop off);

  private:
    StateDatabase* db_;
    VersionKind kind_;
};

}  // namespace gdprd::daemon
