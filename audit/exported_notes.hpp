#pragma once

#include <string>
#include <vector>

#include "audit/cosigned_notes.hpp"
#include "audit/stamped_notes.hpp"

namespace gdprd::audit {

/// What others said of a trail's checkpoints: cosignatures of its witnesses, time stamps.
struct ExportedNotes {
    std::vector<CosignedNote> cosigned;
    std::vector<StampedNote> stamped;
};

/// Read before the checkpoint that is exported: then none of them is for a larger tree.
Result<ExportedNotes> load_exported_notes(OffLoop off, FileStore& files, const std::string& dir);

/// Writes them below the export `to`, as they stand in a trail's directory; what is there already
/// with the same bytes is left. Durable when it returns.
Result<void> store_exported_notes(OffLoop off, FileStore& files, const std::string& to,
                                  const ExportedNotes& notes);

}  // namespace gdprd::audit
