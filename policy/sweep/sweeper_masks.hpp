#pragma once

#include <cstring>
#include <string_view>
#include <vector>

#include "policy/sweep/byte_masks.hpp"

namespace gdprd::policy::sweep {

[[nodiscard]] constexpr std::uint64_t low_bits(std::size_t count) noexcept {
    return count >= kBlockBytes ? ~std::uint64_t{0} : (std::uint64_t{1} << count) - 1;
}

/// Masks of all blocks of `bytes`, the last one filled up with zeros, and an empty one behind.
inline void mark_all(Gate gate, std::string_view bytes, Marks marks, std::vector<BlockMasks>& out) {
    const std::size_t whole = bytes.size() / kBlockBytes;
    const std::size_t rest = bytes.size() % kBlockBytes;
    out.resize(whole + 2);
    // NOLINTNEXTLINE(bugprone-suspicious-stringview-data-usage): as many bytes as the span's blocks
    mark_blocks(gate, bytes.data(), marks, std::span(out).first(whole));
    out[whole] = {};
    if (rest != 0) {
        char padded[kBlockBytes] = {};
        std::memcpy(padded, bytes.data() + whole * kBlockBytes, rest);
        mark_blocks(gate, padded, marks, std::span(out).subspan(whole, 1));
    }
    out[whole + 1] = {};
}

/// The 64 bits of a class from the byte at `at` on; `at` lies in a block that was marked.
[[nodiscard]] inline std::uint64_t ahead(const std::vector<BlockMasks>& masks,
                                         std::uint64_t BlockMasks::* mask,
                                         std::size_t at) noexcept {
    const std::size_t block = at / kBlockBytes;
    const std::size_t shift = at % kBlockBytes;
    const std::uint64_t low = masks[block].*mask >> shift;
    return shift == 0 ? low : low | (masks[block + 1].*mask << (kBlockBytes - shift));
}

}  // namespace gdprd::policy::sweep
