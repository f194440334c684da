#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "config/base/bytes.hpp"
#include "config/base/result.hpp"

namespace gdprd::audit {

/// Names and bundles of a C2SP tlog-tiles tree, and of the payloads beside it (man gdprd-trail.5,
/// "Export"). Pure.

inline constexpr unsigned kTileWidth = 256;

/// "tile/0/x001/234", "tile/entries/000.p/7". `width` 256 is a full tile.
[[nodiscard]] std::string tile_path(unsigned level, std::uint64_t index, unsigned width);
[[nodiscard]] std::string bundle_path(std::uint64_t index, unsigned width);
/// "payload/000.p/7": the stored payloads of the entries in that bundle.
[[nodiscard]] std::string payload_path(std::uint64_t index, unsigned width);

/// What such a path names.
struct TilePath {
    enum class Kind : std::uint8_t { tile, entries, payload };
    Kind kind = Kind::tile;
    unsigned level = 0;  ///< of a tile
    std::uint64_t index = 0;
    unsigned width = kTileWidth;
    friend bool operator==(const TilePath&, const TilePath&) = default;
};
[[nodiscard]] std::string to_string(const TilePath& path);
/// Strict: to_string(parse_tile_path(x)) == x; anything else is not_found.
Result<TilePath> parse_tile_path(std::string_view path);
/// Tiles or bundles are this wide in a tree of `size` leaves; 0: it has none with this index.
[[nodiscard]] unsigned tile_width(std::uint64_t size, unsigned level, std::uint64_t index) noexcept;

/// The leaves of an entry bundle: big-endian uint16 length ‖ leaf, each. corrupt, with `offset` at
/// the first byte that does not fit, when there are not exactly `count`.
Result<std::vector<BytesView>> parse_bundle(BytesView bytes, unsigned count, std::uint64_t& offset);
/// Stored payloads: big-endian uint32 length ‖ bytes, each; length 0 for an entry without one and
/// for one that was destroyed.
Result<std::vector<BytesView>> parse_payloads(BytesView bytes, unsigned count,
                                              std::uint64_t& offset);

}  // namespace gdprd::audit
