#pragma once

#include <memory>
#include <string>

#include "audit/derived.hpp"
#include "audit/file_store.hpp"

namespace gdprd::audit {

/// Opens every block of every file of the search index. In mode `repair`, files that are damaged or
/// of other entries are removed, and what the index lacks is built from the entries. The tree files
/// must be right. Blocks for as long as that takes.
Result<void> check_derived_index(OffLoop off, std::shared_ptr<FileStore> files,
                                 const std::string& dir, const Secret& root_key, DerivedMode mode,
                                 DerivedReport& report);

}  // namespace gdprd::audit
