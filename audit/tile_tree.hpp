#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "audit/checkpoint.hpp"
#include "audit/file_store.hpp"
#include "audit/tile_paths.hpp"
#include "audit/tree.hpp"
#include "config/base/secret.hpp"

namespace gdprd::audit {

/// The longest leaf that an entry bundle can carry: its length is a big-endian uint16.
inline constexpr std::size_t kBundleLeafBytesMax = 65'535;

/// Writes a directory that any static web server can serve as a C2SP tlog-tiles log. The checkpoint
/// comes last, so a directory without one is unfinished. Memory: one bundle and one tile a level.
/// After an error the writer is not to be used again. Blocks; one thread at a time.
class TileTree {
  public:
    /// `dir` is made; conflict when it is there and not empty.
    static Result<TileTree> create(std::shared_ptr<FileStore> files, std::string dir);

    /// Goes on with the tree of `head` that is in `dir`. corrupt when its files do not lead to the
    /// head's root.
    static Result<TileTree> open(std::shared_ptr<FileStore> files, std::string dir,
                                 const TreeHead& head);

    /// limit_exceeded above kBundleLeafBytesMax.
    Result<void> append(BytesView leaf);
    [[nodiscard]] const TreeEdge& edge() const noexcept { return edge_; }
    /// The partial tiles; everything is on stable storage then. The last but the checkpoint.
    Result<void> finish_tiles();
    /// The same, and the checkpoint under `origin`, signed with the Ed25519 `seed`.
    Result<Checkpoint> finish(const std::string& origin, const Secret& seed);

  private:
    TileTree(std::shared_ptr<FileStore> files, std::string dir)
        : files_(std::move(files)), dir_(std::move(dir)) {}

    Result<void> write_tile(unsigned level, unsigned width);
    Result<void> write_bundle(unsigned width);

    std::shared_ptr<FileStore> files_;
    std::string dir_;
    TreeEdge edge_;
    TileHashes open_;  ///< hashes of each level that no full tile holds yet
    Bytes bundle_;     ///< leaves since the last full bundle, as it is served
};

/// Makes the folders that `path` needs below `dir`, and writes the file; nothing is synced.
Result<void> write_below(FileStore& files, const std::string& dir, const std::string& path,
                         BytesView bytes);

/// The hashes of a directory of tiles, as a tree of `size` leaves has them.
class TileDirectory final : public HashSource {
  public:
    TileDirectory(FileStore& files, std::string dir, std::uint64_t size)
        : files_(files), dir_(std::move(dir)), size_(size) {}
    /// Hashes of one tile.
    Result<void> read(unsigned level, std::uint64_t first, std::span<Hash> out) override;

  private:
    FileStore& files_;
    std::string dir_;
    std::uint64_t size_;
};

}  // namespace gdprd::audit
