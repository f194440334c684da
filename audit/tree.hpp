#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "config/base/bytes.hpp"
#include "config/base/result.hpp"

namespace gdprd::audit {

/// The Merkle tree of RFC 6962 / 9162 over leaf hashes. Pure.

/// SHA-256(0x01 ‖ left ‖ right).
[[nodiscard]] Hash node_hash(const Hash& left, const Hash& right);
/// SHA-256 of nothing.
[[nodiscard]] Hash empty_root();

/// C2SP tiles are 8 binary levels high: hash N of tile level L is the root over the leaves
/// [N·256^L, (N+1)·256^L).
inline constexpr unsigned kTileHeight = 8;
inline constexpr unsigned kTileLevels = 8;
/// How many complete hashes tile level `level` has in a tree of `size` leaves.
[[nodiscard]] std::uint64_t tile_hashes(std::uint64_t size, unsigned level) noexcept;
/// Hashes that became complete, per tile level, in order.
using TileHashes = std::array<std::vector<Hash>, kTileLevels>;

/// Where complete hashes of tile levels are read from.
class HashSource {
  public:
    virtual ~HashSource() = default;
    virtual Result<void> read(unsigned level, std::uint64_t first, std::span<Hash> out) = 0;
};

/// Root over leaf hashes of which there is a power of two, at most 256.
[[nodiscard]] Hash subtree_root(std::span<const Hash> leaves);

/// The right edge of a growing tree: O(log n) memory, cheap to copy.
class TreeEdge {
  public:
    /// Appends a leaf; hashes of tile levels that become complete go to `complete`.
    void append(const Hash& leaf, TileHashes* complete);
    /// Appends as many leaves at once, whose subtree_root() is known; the tree's size must be a
    /// multiple of their number, which is a power of two of at most 256.
    void append_subtree(std::span<const Hash> leaves, const Hash& root, TileHashes* complete);
    [[nodiscard]] std::uint64_t size() const noexcept { return size_; }
    [[nodiscard]] Hash root() const;
    /// The edge of a tree of `size` leaves whose tile hashes `source` has.
    static Result<TreeEdge> load(HashSource& source, std::uint64_t size);

    /// Roots of the complete subtrees, largest first: with size() all that an edge is.
    [[nodiscard]] const std::vector<Hash>& subtrees() const noexcept { return complete_; }
    /// corrupt when a tree of `size` leaves has another number of them.
    static Result<TreeEdge> from_subtrees(std::uint64_t size, std::vector<Hash> subtrees);

  private:
    void carry_up(Hash carry, unsigned height, TileHashes* complete);

    std::uint64_t size_ = 0;
    std::vector<Hash> complete_;  ///< roots of the complete subtrees, largest first
};

/// RFC 9162 §2.1.3.1: audit path of leaf `index` in the tree of `size` leaves, leaf to root.
Result<std::vector<Hash>> prove_inclusion(HashSource& source, std::uint64_t index,
                                          std::uint64_t size);
/// RFC 9162 §2.1.4.1; empty when the sizes are equal or `old_size` is 0.
Result<std::vector<Hash>> prove_consistency(HashSource& source, std::uint64_t old_size,
                                            std::uint64_t size);
/// Root of the first `size` leaves.
Result<Hash> tree_root(HashSource& source, std::uint64_t size);

/// Which leaf of which tree a proof is about.
struct LeafPosition {
    std::uint64_t index = 0;
    std::uint64_t size = 0;
};
[[nodiscard]] bool verify_inclusion(LeafPosition position, const Hash& leaf,
                                    std::span<const Hash> proof, const Hash& root);

struct TreeHead {
    std::uint64_t size = 0;
    Hash root{};
    friend bool operator==(const TreeHead&, const TreeHead&) = default;
};
[[nodiscard]] bool verify_consistency(const TreeHead& older, const TreeHead& newer,
                                      std::span<const Hash> proof);

}  // namespace gdprd::audit
