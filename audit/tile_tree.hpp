#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "audit/checkpoint.hpp"
#include "audit/file_store.hpp"
#include "audit/tree.hpp"
#include "config/base/secret.hpp"

namespace gdprd::audit {

/// The longest leaf that an entry bundle can carry: its length is a big-endian uint16.
inline constexpr std::size_t kBundleLeafBytesMax = 65'535;

/// C2SP tlog-tiles: "tile/0/x001/234", "tile/entries/000.p/7". `width` 256 is a full tile.
[[nodiscard]] std::string tile_path(unsigned level, std::uint64_t index, unsigned width);
[[nodiscard]] std::string bundle_path(std::uint64_t index, unsigned width);

/// Writes a directory that any static web server can serve as a C2SP tlog-tiles log. The checkpoint
/// comes last, so a directory without one is unfinished. Memory: one bundle and one tile a level.
/// After an error the writer is not to be used again. Blocks; one thread at a time.
class TileTree {
  public:
    /// `dir` is made; conflict when it is there and not empty.
    static Result<TileTree> create(std::shared_ptr<FileStore> files, std::string dir);

    /// limit_exceeded above kBundleLeafBytesMax.
    Result<void> append(BytesView leaf);
    [[nodiscard]] const TreeEdge& edge() const noexcept { return edge_; }
    /// The partial tiles and the checkpoint under `origin`, signed with the Ed25519 `seed`.
    Result<Checkpoint> finish(const std::string& origin, const Secret& seed);

  private:
    TileTree(std::shared_ptr<FileStore> files, std::string dir)
        : files_(std::move(files)), dir_(std::move(dir)) {}

    Result<void> write_tile(unsigned level, unsigned width);
    Result<void> write_bundle(unsigned width);
    Result<void> write(const std::string& path, BytesView bytes);

    std::shared_ptr<FileStore> files_;
    std::string dir_;
    TreeEdge edge_;
    TileHashes open_;  ///< hashes of each level that no full tile holds yet
    Bytes bundle_;     ///< leaves since the last full bundle, as it is served
};

}  // namespace gdprd::audit
