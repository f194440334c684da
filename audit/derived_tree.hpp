#pragma once

#include <array>
#include <memory>
#include <string>
#include <vector>

#include "audit/derived.hpp"
#include "audit/file_store.hpp"
#include "audit/tree.hpp"

namespace gdprd::audit {

/// Compares the tree files with the hashes of the entries as these stream by, and in mode `repair`
/// writes those that differ from there on. A crash leaves a file that is right up to some hash: the
/// next call goes on. One thread; blocks.
class DerivedTree {
  public:
    DerivedTree(FileStore& files, std::string dir, DerivedMode mode, DerivedReport& report)
        : files_(files), dir_(std::move(dir)), mode_(mode), report_(report) {}

    Result<void> open();
    /// The next complete hashes of each level.
    Result<void> add(const TileHashes& complete);
    /// What is there beyond the last hash is a fault; everything written is durable afterwards.
    Result<void> finish();

  private:
    struct Level {
        std::string name;
        std::unique_ptr<StoredFile> file;  ///< null: there is none
        std::uint64_t bytes = 0;           ///< of the file, as it was
        std::uint64_t compared = 0;        ///< hashes so far
        std::size_t finding = kNone;       ///< of the report, once there is one
    };
    static constexpr std::size_t kNone = ~std::size_t{0};

    Result<void> add_to(Level& level, const std::vector<Hash>& hashes);
    Result<void> note(Level& level, DerivedFinding::Kind kind, const std::string& what);

    FileStore& files_;
    std::string dir_;
    DerivedMode mode_;
    DerivedReport& report_;
    std::array<Level, kTileLevels> levels_;
    Bytes buffer_;
};

}  // namespace gdprd::audit
