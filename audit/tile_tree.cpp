#include "audit/tile_tree.hpp"

#include <cstring>

#include <fmt/format.h>

#include "audit/entry.hpp"

namespace gdprd::audit {
namespace {

/// Makes every folder of `path` below `root`.
Result<void> make_folders(FileStore& files, const std::string& root, const std::string& path) {
    for (auto slash = path.find('/'); slash != std::string::npos; slash = path.find('/', slash + 1))
        GDPRD_TRY(files.make_directory(root + "/" + path.substr(0, slash)));
    return {};
}

}  // namespace

Result<TileTree> TileTree::create(std::shared_ptr<FileStore> files, std::string dir) {
    GDPRD_TRY(files->make_directory(dir));
    GDPRD_TRY_ASSIGN(const auto there, files->list(dir));
    if (!there.empty())
        return Error(ErrorCode::conflict, "the directory is not empty: " + dir,
                     "name one that is not there yet");
    return TileTree(std::move(files), std::move(dir));
}

Result<void> TileDirectory::read(unsigned level, std::uint64_t first, std::span<Hash> out) {
    const std::uint64_t index = first / kTileWidth;
    const std::uint64_t skipped = first % kTileWidth;
    const unsigned width = tile_width(size_, level, index);
    Error damaged(ErrorCode::corrupt, "a tile is not as long as the tree's size says",
                  "export into a new directory");
    if (skipped + out.size() > width) return damaged;
    GDPRD_TRY_ASSIGN(
        const Bytes bytes,
        read_file(files_, dir_ + "/" + tile_path(level, index, width), kTileWidth * sizeof(Hash)));
    if (bytes.size() != width * sizeof(Hash)) return damaged;
    std::memcpy(out.data(), bytes.data() + skipped * sizeof(Hash), out.size() * sizeof(Hash));
    return {};
}

Result<TileTree> TileTree::open(std::shared_ptr<FileStore> files, std::string dir,
                                const TreeHead& head) {
    TileTree out(std::move(files), std::move(dir));
    Error damaged(ErrorCode::corrupt, "the tiles in " + out.dir_ + " do not lead to its checkpoint",
                  "export into a new directory");
    TileDirectory tiles(*out.files_, out.dir_, head.size);
    GDPRD_TRY_ASSIGN(out.edge_, TreeEdge::load(tiles, head.size));
    if (out.edge_.root() != head.root) return damaged;
    for (unsigned level = 0; level < kTileLevels; ++level) {
        auto& open = out.open_[level];
        open.resize(tile_hashes(head.size, level) % kTileWidth);
        if (open.empty()) continue;
        GDPRD_TRY(tiles.read(level, tile_hashes(head.size, level) - open.size(), open));
    }
    if (out.open_[0].empty()) return out;
    const auto width = static_cast<unsigned>(out.open_[0].size());
    GDPRD_TRY_ASSIGN(
        out.bundle_,
        read_file(*out.files_, out.dir_ + "/" + bundle_path(head.size / kTileWidth, width),
                  kTileWidth * (kBundleLeafBytesMax + 2)));
    std::uint64_t offset = 0;
    GDPRD_TRY_ASSIGN(const auto leaves, parse_bundle(out.bundle_, width, offset));
    for (unsigned i = 0; i < width; ++i) {
        if (leaf_hash(leaves[i]) != out.open_[0][i]) return damaged;
    }
    return out;
}

Result<void> TileTree::append(BytesView leaf) {
    if (leaf.size() > kBundleLeafBytesMax)
        return Error(ErrorCode::limit_exceeded,
                     fmt::format("leaf {} is longer than 65535 bytes", edge_.size()));
    put_u16(bundle_, static_cast<std::uint16_t>(leaf.size()));
    put_bytes(bundle_, leaf);
    edge_.append(leaf_hash(leaf), &open_);
    if (edge_.size() % kTileWidth == 0) GDPRD_TRY(write_bundle(kTileWidth));
    for (unsigned level = 0; level < kTileLevels && open_[level].size() == kTileWidth; ++level)
        GDPRD_TRY(write_tile(level, kTileWidth));
    return {};
}

Result<void> TileTree::finish_tiles() {
    if (const auto left = static_cast<unsigned>(edge_.size() % kTileWidth); left > 0)
        GDPRD_TRY(write_bundle(left));
    for (unsigned level = 0; level < kTileLevels; ++level)
        if (!open_[level].empty())
            GDPRD_TRY(write_tile(level, static_cast<unsigned>(open_[level].size())));
    return files_->sync_tree(dir_);
}

Result<Checkpoint> TileTree::finish(const std::string& origin, const Secret& seed) {
    GDPRD_TRY(finish_tiles());
    Checkpoint checkpoint{origin, edge_.size(), edge_.root()};
    GDPRD_TRY(write_file_atomic(*files_, dir_ + "/checkpoint",
                                as_bytes(sign_checkpoint(checkpoint, seed))));
    return checkpoint;
}

Result<void> TileTree::write_tile(unsigned level, unsigned width) {
    Bytes bytes;
    bytes.reserve(width * sizeof(Hash));
    for (const Hash& hash : open_[level]) put_bytes(bytes, hash);
    const std::uint64_t index = (tile_hashes(edge_.size(), level) - width) / kTileWidth;
    open_[level].clear();
    return write_below(*files_, dir_, tile_path(level, index, width), bytes);
}

Result<void> TileTree::write_bundle(unsigned width) {
    const std::uint64_t index = (edge_.size() - width) / kTileWidth;
    const Bytes bytes = std::exchange(bundle_, {});
    return write_below(*files_, dir_, bundle_path(index, width), bytes);
}

Result<void> write_below(FileStore& files, const std::string& dir, const std::string& path,
                         BytesView bytes) {
    GDPRD_TRY(make_folders(files, dir, path));
    return write_file_unsynced(files, dir + "/" + path, bytes);
}

}  // namespace gdprd::audit
