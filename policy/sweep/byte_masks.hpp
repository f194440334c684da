#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace gdprd::policy::sweep {

inline constexpr std::size_t kBlockBytes = 64;

/// Which bytes of a block of 64 are of a class: bit i is byte i.
struct BlockMasks {
    std::uint64_t digit = 0;
    std::uint64_t at = 0;     ///< '@'
    std::uint64_t colon = 0;  ///< ':'
    std::uint64_t mark = 0;   ///< one of the two bytes that the caller asked for
    friend bool operator==(const BlockMasks&, const BlockMasks&) = default;
};

/// The two bytes of BlockMasks::mark; the same twice when one will do.
struct Marks {
    char first;
    char second;
};

/// Ways to compute the same masks; all but `scalar` only on x86-64 (`usable`).
enum class Gate : unsigned char { scalar, sse2, avx2 };
[[nodiscard]] bool usable(Gate gate) noexcept;
[[nodiscard]] Gate best_gate() noexcept;

/// Fills out[i] for the i-th block of `bytes`, whose size is 64 × out.size().
void mark_blocks(Gate gate, const char* bytes, Marks marks, std::span<BlockMasks> out) noexcept;

}  // namespace gdprd::policy::sweep
