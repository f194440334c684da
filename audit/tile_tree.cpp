#include "audit/tile_tree.hpp"

#include <fmt/format.h>

#include "audit/entry.hpp"

namespace gdprd::audit {
namespace {

constexpr unsigned kTileWidth = 1U << kTileHeight;

/// 1234067 → "x001/x234/067".
std::string grouped(std::uint64_t index) {
    std::string path = fmt::format("{:03}", index % 1000);
    for (index /= 1000; index > 0; index /= 1000)
        path = fmt::format("x{:03}/{}", index % 1000, path);
    return path;
}

std::string sized(std::string path, unsigned width) {
    return width == kTileWidth ? path : fmt::format("{}.p/{}", path, width);
}

/// Makes every folder of `path` below `root`.
Result<void> make_folders(FileStore& files, const std::string& root, const std::string& path) {
    for (auto slash = path.find('/'); slash != std::string::npos; slash = path.find('/', slash + 1))
        GDPRD_TRY(files.make_directory(root + "/" + path.substr(0, slash)));
    return {};
}

}  // namespace

std::string tile_path(unsigned level, std::uint64_t index, unsigned width) {
    return sized(fmt::format("tile/{}/{}", level, grouped(index)), width);
}

std::string bundle_path(std::uint64_t index, unsigned width) {
    return sized("tile/entries/" + grouped(index), width);
}

Result<TileTree> TileTree::create(std::shared_ptr<FileStore> files, std::string dir) {
    GDPRD_TRY(files->make_directory(dir));
    GDPRD_TRY_ASSIGN(const auto there, files->list(dir));
    if (!there.empty())
        return Error(ErrorCode::conflict, "the directory is not empty: " + dir,
                     "name one that is not there yet");
    return TileTree(std::move(files), std::move(dir));
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

Result<Checkpoint> TileTree::finish(const std::string& origin, const Secret& seed) {
    if (const auto left = static_cast<unsigned>(edge_.size() % kTileWidth); left > 0)
        GDPRD_TRY(write_bundle(left));
    for (unsigned level = 0; level < kTileLevels; ++level)
        if (!open_[level].empty())
            GDPRD_TRY(write_tile(level, static_cast<unsigned>(open_[level].size())));
    Checkpoint checkpoint{origin, edge_.size(), edge_.root()};
    GDPRD_TRY(write("checkpoint", as_bytes(sign_checkpoint(checkpoint, seed))));
    return checkpoint;
}

Result<void> TileTree::write_tile(unsigned level, unsigned width) {
    Bytes bytes;
    bytes.reserve(width * sizeof(Hash));
    for (const Hash& hash : open_[level]) put_bytes(bytes, hash);
    const std::uint64_t index = (tile_hashes(edge_.size(), level) - width) / kTileWidth;
    open_[level].clear();
    return write(tile_path(level, index, width), bytes);
}

Result<void> TileTree::write_bundle(unsigned width) {
    const std::uint64_t index = (edge_.size() - width) / kTileWidth;
    const Bytes bytes = std::exchange(bundle_, {});
    return write(bundle_path(index, width), bytes);
}

Result<void> TileTree::write(const std::string& path, BytesView bytes) {
    GDPRD_TRY(make_folders(*files_, dir_, path));
    return write_file_atomic(*files_, dir_ + "/" + path, bytes);
}

}  // namespace gdprd::audit
