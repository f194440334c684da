#pragma once

#include "connectors/call.hpp"
#include "connectors/files/file_layout.hpp"
#include "connectors/files/rows.hpp"

namespace gdprd::connectors {

/// Writes a spreadsheet anew with these changes of one sheet. Parts of the file that have nothing
/// to do with the changed cells keep every byte. With XLSX these go too: shared strings that no
/// cell uses, links and comments at the changed cells, the chain of calculation when a formula
/// goes. Pictures of the content (thumbnails) go from both kinds. `unsupported` for a signed
/// document, and when the rest's first row would be taken in another way. `new_descriptor` -1: all
/// is tried, and nothing written.
Result<void> write_sheet_anew(int old_descriptor, int new_descriptor, const FileLayout& layout,
                              const FileEdits& edits, const Call& call);

}  // namespace gdprd::connectors
