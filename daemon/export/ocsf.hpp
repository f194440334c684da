#pragma once

#include <string>

#include "daemon/export/entry_export.hpp"

namespace gdprd::daemon {

/// An entry as an OCSF 1.9.0 event. What concerns a store is Datastore Activity (6005), everything
/// else API Activity (6003): the daemon's own doings. Profiles: data_classification (on `database`,
/// by the catalogue) and record_integrity: `attestation_list` with the SHA-256 of the event's RFC
/// 8785 form without that fingerprint; the line itself is in that form. That the entry is in the
/// trail is shown by `unmapped.leaf_hash` with an inclusion proof, not by OCSF.
[[nodiscard]] std::string render_ocsf(const audit::EntryView& entry, const ExportContext& context);

}  // namespace gdprd::daemon
