#include "audit/served_tree.hpp"

#include "audit/leaf_reader.hpp"
#include "audit/tile_files.hpp"

namespace gdprd::audit {

Result<Bytes> ServedTree::bundle(const TilePath& path) const {
    LeafReader leaves(files_, dir_);
    GDPRD_TRY(leaves.seek(path.index * kTileWidth));
    Bytes out;
    for (unsigned i = 0; i < path.width; ++i) {
        GDPRD_TRY_ASSIGN(const auto entry, leaves.next());
        if (path.kind == TilePath::Kind::entries) {
            put_u16(out, static_cast<std::uint16_t>(entry.leaf.size()));
            put_bytes(out, entry.leaf);
        } else {
            put_u32(out, static_cast<std::uint32_t>(entry.payload.size()));
            put_bytes(out, entry.payload);
        }
    }
    return out;
}

Result<Bytes> ServedTree::get(const TilePath& path, std::uint64_t signed_size) const {
    if (path.width > tile_width(signed_size, path.level, path.index))
        return Error(ErrorCode::not_found, "no such tile yet");
    if (path.kind != TilePath::Kind::tile) return bundle(path);
    TileReader tree(files_, dir_);
    std::vector<Hash> hashes(path.width);
    GDPRD_TRY(tree.read(path.level, path.index * kTileWidth, hashes));
    Bytes out;
    for (const Hash& hash : hashes) put_bytes(out, hash);
    return out;
}

}  // namespace gdprd::audit
