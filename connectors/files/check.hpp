#pragma once

#include <cstdint>
#include <set>
#include <string>
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
    std::string archive{};     ///< that the file is a member of
    std::uint64_t member = 0;  ///< its number there
};

/// What archives hold beside collections.
struct ArchiveCount {
    std::set<std::string> paths;
    std::uint64_t others = 0;  ///< members of other kinds
    std::uint64_t links = 0;
};

/// What works and what does not: files that cannot be read, each with why; files that may not be
/// written, that have several names, that hold no key; archives; what is no collection.
[[nodiscard]] std::vector<CheckFinding> check_files(const FileTree& tree,
                                                    const TreeListing& listing,
                                                    const std::vector<const ReadFile*>& read,
                                                    const ArchiveCount& archives);

}  // namespace gdprd::connectors
