#pragma once

#include "audit/entry.hpp"
#include "config/base/cbor.hpp"
#include "daemon/services/trail_service.hpp"
#include "daemon/state/version_store.hpp"

namespace gdprd::daemon {

/// Brings a stored version into force: entry (its payload gets the member "version"), then binding.
/// A crash between the two is mended by complete_bindings().
Result<EntryIndex> record_version(OffLoop off, TrailService& trail, VersionStore& versions,
                                  const Hash& version, audit::EntryDraft draft, cbor::Map payload);

/// Start-up: versions whose entry the trail has are bound, the others are dropped.
Result<void> complete_bindings(OffLoop off, TrailService& trail, VersionStore& versions,
                               audit::EntryType type);

}  // namespace gdprd::daemon
