#pragma once

#include <vector>

#include "connectors/connector.hpp"
#include "connectors/files/file_layout.hpp"
#include "connectors/files/tree.hpp"

namespace gdprd::connectors {

/// A collection, its file, and what came of reading it.
struct ReadFile {
    TreeFile file;
    std::string sheet;  ///< of a spreadsheet
    Result<FileLayout> layout;
};

/// What works and what does not: files that cannot be read, each with why; files that may not be
/// written, that have several names, that hold no key; what is no collection.
[[nodiscard]] std::vector<CheckFinding> check_files(const FileTree& tree,
                                                    const TreeListing& listing,
                                                    const std::vector<const ReadFile*>& read);

}  // namespace gdprd::connectors
