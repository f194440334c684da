#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "connectors/anchor.hpp"
#include "connectors/call.hpp"
#include "connectors/files/tree.hpp"

namespace gdprd::connectors {

/// See Connector::read_anchor() and write_anchor(): a file gdprd_anchor at the tree's root, one
/// JSON object from origins to checkpoints.
Result<std::optional<std::string>> read_files_anchor(const FileTree& tree,
                                                     const std::string& origin);
/// Under a lock on the directory, so that two gdprd do not write over each other; `unavailable`
/// when others hold it longer than `patience`.
Result<void> write_files_anchor(const FileTree& tree, const std::string& root,
                                const AnchorChange& change, std::chrono::milliseconds patience,
                                const Call& call);

}  // namespace gdprd::connectors
