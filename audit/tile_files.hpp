#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "audit/file_store.hpp"
#include "audit/tree.hpp"

namespace gdprd::audit {

/// DIR/tree: one append-only file of 32-byte hashes per C2SP tile level; tile (L, N) is the slice
/// [N·8192, +8192) of file L. Derived from the leaves: rebuilt when lost. Not synced: recovery
/// compares its root with a checkpoint before it believes it. One thread at a time.
class TileFiles final : public HashSource {
  public:
    TileFiles(std::shared_ptr<FileStore> files, std::string dir)
        : files_(std::move(files)), dir_(std::move(dir)) {}

    /// Makes the directory. Hashes in the files beyond a tree of `size` leaves are cut off.
    Result<void> truncate_to(std::uint64_t size);
    /// Hashes kept in memory until flush().
    void append(const TileHashes& complete);
    Result<void> flush();
    /// Leaves that the files (and memory) have hashes of; 0 when there are no files.
    Result<std::uint64_t> size();

    Result<void> read(unsigned level, std::uint64_t first, std::span<Hash> out) override;

  private:
    [[nodiscard]] std::string path(unsigned level) const;
    Result<StoredFile*> file(unsigned level);

    std::shared_ptr<FileStore> files_;
    std::string dir_;
    std::array<std::unique_ptr<StoredFile>, kTileLevels> open_;
    std::array<std::uint64_t, kTileLevels> stored_{};  ///< hashes in each file
    TileHashes pending_;
};

/// Reads the same files without writing; for proofs and readers in other processes.
class TileReader final : public HashSource {
  public:
    TileReader(std::shared_ptr<FileStore> files, std::string dir)
        : files_(std::move(files)), dir_(std::move(dir)) {}
    Result<void> read(unsigned level, std::uint64_t first, std::span<Hash> out) override;

  private:
    std::shared_ptr<FileStore> files_;
    std::string dir_;
    std::array<std::unique_ptr<StoredFile>, kTileLevels> open_;
};

}  // namespace gdprd::audit
