#include "audit/tile_paths.hpp"

#include <fmt/format.h>

#include <charconv>

#include "audit/tree.hpp"

namespace gdprd::audit {

namespace {

/// The largest index that a tree of 2^64 leaves has, with room to multiply.
constexpr std::uint64_t kIndexMax = std::uint64_t{1} << 56;

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

/// Takes a decimal number off the front; false when there is none or it is too large.
bool take_number(std::string_view& text, std::uint64_t& out) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    if (error != std::errc() || out > kIndexMax) return false;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return true;
}

bool take_word(std::string_view& text, std::string_view word) {
    if (!text.starts_with(word)) return false;
    text.remove_prefix(word.size());
    return true;
}

/// Whatever the form: the caller renders what was understood and compares.
bool take_index(std::string_view& text, std::uint64_t& out) {
    out = 0;
    for (;;) {
        const bool more = take_word(text, "x");
        std::uint64_t group = 0;
        if (!take_number(text, group) || group > 999) return false;
        out = out * 1000 + group;
        if (out > kIndexMax) return false;
        if (!more) return true;
        if (!take_word(text, "/")) return false;
    }
}

Error corrupt(const char* what) {
    return Error(ErrorCode::corrupt, what);
}

template <std::size_t kLengthBytes>
Result<std::vector<BytesView>> parse_parts(BytesView bytes, unsigned count, std::uint64_t& offset) {
    std::vector<BytesView> out;
    offset = 0;
    for (unsigned i = 0; i < count; ++i) {
        if (bytes.size() - offset < kLengthBytes) return corrupt("bundle is cut off");
        const BytesView at = bytes.subspan(offset);
        const std::uint64_t length = kLengthBytes == 2 ? get_u16(at) : get_u32(at);
        if (length > at.size() - kLengthBytes) return corrupt("bundle is cut off");
        out.push_back(at.subspan(kLengthBytes, length));
        offset += kLengthBytes + length;
    }
    if (offset != bytes.size()) return corrupt("bundle goes on behind its last entry");
    return out;
}

}  // namespace

std::string tile_path(unsigned level, std::uint64_t index, unsigned width) {
    return sized(fmt::format("tile/{}/{}", level, grouped(index)), width);
}

std::string bundle_path(std::uint64_t index, unsigned width) {
    return sized("tile/entries/" + grouped(index), width);
}

std::string payload_path(std::uint64_t index, unsigned width) {
    return sized("payload/" + grouped(index), width);
}

std::string to_string(const TilePath& path) {
    switch (path.kind) {
        case TilePath::Kind::tile:
            return tile_path(path.level, path.index, path.width);
        case TilePath::Kind::entries:
            return bundle_path(path.index, path.width);
        case TilePath::Kind::payload:
            return payload_path(path.index, path.width);
    }
    return {};
}

Result<TilePath> parse_tile_path(std::string_view path) {
    Error nothing(ErrorCode::not_found, "no such tile");
    TilePath out;
    std::string_view rest = path;
    std::uint64_t number = 0;
    if (take_word(rest, "payload/")) {
        out.kind = TilePath::Kind::payload;
    } else if (take_word(rest, "tile/entries/")) {
        out.kind = TilePath::Kind::entries;
    } else {
        if (!take_word(rest, "tile/") || !take_number(rest, number) || !take_word(rest, "/"))
            return nothing;
        if (number >= kTileLevels) return nothing;
        out.level = static_cast<unsigned>(number);
    }
    if (!take_index(rest, out.index)) return nothing;
    if (take_word(rest, ".p/")) {
        if (!take_number(rest, number) || number == 0 || number >= kTileWidth) return nothing;
        out.width = static_cast<unsigned>(number);
    }
    if (!rest.empty() || to_string(out) != path) return nothing;
    return out;
}

unsigned tile_width(std::uint64_t size, unsigned level, std::uint64_t index) noexcept {
    const std::uint64_t hashes = tile_hashes(size, level);
    if (index > hashes / kTileWidth) return 0;
    if (index < hashes / kTileWidth) return kTileWidth;
    return static_cast<unsigned>(hashes % kTileWidth);
}

Result<std::vector<BytesView>> parse_bundle(BytesView bytes, unsigned count,
                                            std::uint64_t& offset) {
    return parse_parts<2>(bytes, count, offset);
}

Result<std::vector<BytesView>> parse_payloads(BytesView bytes, unsigned count,
                                              std::uint64_t& offset) {
    return parse_parts<4>(bytes, count, offset);
}

}  // namespace gdprd::audit
