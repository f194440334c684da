#pragma once

#include <memory>
#include <string>

#include "audit/file_store.hpp"
#include "audit/tile_paths.hpp"
#include "config/base/result.hpp"

namespace gdprd::audit {

/// Tiles and bundles of the C2SP tlog-tiles layout, made from a trail's own files as they are asked
/// for. Takes no lock; any thread. Blocks.
class ServedTree {
  public:
    ServedTree(std::shared_ptr<FileStore> files, std::string dir)
        : files_(std::move(files)), dir_(std::move(dir)) {}

    /// The file that `path` names in a tree of `signed_size` leaves, all of which a checkpoint
    /// covers; partial ones of smaller trees too. not_found for another.
    Result<Bytes> get(const TilePath& path, std::uint64_t signed_size) const;

  private:
    [[nodiscard]] Result<Bytes> bundle(const TilePath& path) const;

    std::shared_ptr<FileStore> files_;
    std::string dir_;
};

}  // namespace gdprd::audit
