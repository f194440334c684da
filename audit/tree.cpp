#include "audit/tree.hpp"

#include <algorithm>
#include <bit>

#include "config/base/assert.hpp"
#include "config/base/crypto.hpp"

namespace gdprd::audit {

namespace {

constexpr std::size_t kLeavesMax = std::size_t{1} << kTileHeight;

/// Largest power of two below n (n ≥ 2).
std::uint64_t split_point(std::uint64_t n) {
    return std::bit_floor(n - 1);
}

/// Root of the complete subtree of 2^height leaves that begins at leaf `begin`.
Result<Hash> stored_subtree_root(HashSource& source, std::uint64_t begin, unsigned height) {
    const unsigned level = height / kTileHeight;
    std::vector<Hash> row(std::size_t{1} << (height % kTileHeight));
    GDPRD_TRY(source.read(level, begin >> (level * kTileHeight), row));
    while (row.size() > 1) {
        for (std::size_t i = 0; i < row.size() / 2; ++i) {
            row[i] = node_hash(row[2 * i], row[2 * i + 1]);
        }
        row.resize(row.size() / 2);
    }
    return row[0];
}

Result<Hash> range_root(HashSource& source, std::uint64_t begin, std::uint64_t end) {
    const std::uint64_t count = end - begin;
    if (std::has_single_bit(count)) {
        return stored_subtree_root(source, begin, static_cast<unsigned>(std::countr_zero(count)));
    }
    const std::uint64_t middle = begin + split_point(count);
    GDPRD_TRY_ASSIGN(const Hash left, range_root(source, begin, middle));
    GDPRD_TRY_ASSIGN(const Hash right, range_root(source, middle, end));
    return node_hash(left, right);
}

}  // namespace

Hash node_hash(const Hash& left, const Hash& right) {
    constexpr std::uint8_t kPrefix[1] = {0x01};
    return crypto::sha256({BytesView(kPrefix), BytesView(left), BytesView(right)});
}

Hash empty_root() {
    return crypto::sha256(BytesView{});
}

std::uint64_t tile_hashes(std::uint64_t size, unsigned level) noexcept {
    return size >> (level * kTileHeight);
}

Hash subtree_root(std::span<const Hash> leaves) {
    GDPRD_ASSERT(std::has_single_bit(leaves.size()) && leaves.size() <= kLeavesMax);
    std::array<Hash, kLeavesMax> row;
    std::copy(leaves.begin(), leaves.end(), row.begin());
    for (std::size_t width = leaves.size() / 2; width > 0; width /= 2) {
        for (std::size_t i = 0; i < width; ++i) row[i] = node_hash(row[2 * i], row[2 * i + 1]);
    }
    return row[0];
}

/// `carry` is the root over the next 2^height leaves. One step for each trailing 1 bit of the old
/// size above them, as when adding to a binary number.
void TreeEdge::carry_up(Hash carry, unsigned height, TileHashes* complete) {
    const std::uint64_t added = 1ULL << height;
    for (;; ++height) {
        if (complete != nullptr && height != 0 && height % kTileHeight == 0) {
            (*complete)[height / kTileHeight].push_back(carry);
        }
        if (((size_ >> height) & 1U) == 0) break;
        carry = node_hash(complete_.back(), carry);
        complete_.pop_back();
    }
    complete_.push_back(carry);
    size_ += added;
}

void TreeEdge::append(const Hash& leaf, TileHashes* complete) {
    if (complete != nullptr) (*complete)[0].push_back(leaf);
    carry_up(leaf, 0, complete);
}

void TreeEdge::append_subtree(std::span<const Hash> leaves, const Hash& root,
                              TileHashes* complete) {
    GDPRD_ASSERT(std::has_single_bit(leaves.size()) && leaves.size() <= kLeavesMax);
    GDPRD_ASSERT(size_ % leaves.size() == 0);
    if (complete != nullptr) {
        (*complete)[0].insert((*complete)[0].end(), leaves.begin(), leaves.end());
    }
    carry_up(root, static_cast<unsigned>(std::countr_zero(leaves.size())), complete);
}

Hash TreeEdge::root() const {
    if (complete_.empty()) return empty_root();
    Hash root = complete_.back();
    for (std::size_t i = complete_.size() - 1; i-- > 0;) root = node_hash(complete_[i], root);
    return root;
}

Result<TreeEdge> TreeEdge::load(HashSource& source, std::uint64_t size) {
    TreeEdge edge;
    edge.size_ = size;
    std::uint64_t begin = 0;
    for (unsigned bit = 64; bit-- > 0;) {
        if (((size >> bit) & 1U) == 0) continue;
        GDPRD_TRY_ASSIGN(const Hash root, stored_subtree_root(source, begin, bit));
        edge.complete_.push_back(root);
        begin += std::uint64_t{1} << bit;
    }
    return edge;
}

Result<TreeEdge> TreeEdge::from_subtrees(std::uint64_t size, std::vector<Hash> subtrees) {
    if (subtrees.size() != static_cast<std::size_t>(std::popcount(size)))
        return Error(ErrorCode::corrupt, "the edge of a tree does not have the hashes of its size");
    TreeEdge edge;
    edge.size_ = size;
    edge.complete_ = std::move(subtrees);
    return edge;
}

Result<Hash> tree_root(HashSource& source, std::uint64_t size) {
    if (size == 0) return empty_root();
    return range_root(source, 0, size);
}

Result<std::vector<Hash>> prove_inclusion(HashSource& source, std::uint64_t index,
                                          std::uint64_t size) {
    GDPRD_ASSERT(index < size);
    std::vector<Hash> path;  // root to leaf, turned round at the end
    std::uint64_t begin = 0;
    std::uint64_t end = size;
    while (end - begin > 1) {
        const std::uint64_t middle = begin + split_point(end - begin);
        const bool left = index < middle;
        GDPRD_TRY_ASSIGN(const Hash sibling, left ? range_root(source, middle, end)
                                                  : range_root(source, begin, middle));
        path.push_back(sibling);
        (left ? end : begin) = middle;
    }
    return std::vector<Hash>(path.rbegin(), path.rend());
}

Result<std::vector<Hash>> prove_consistency(HashSource& source, std::uint64_t old_size,
                                            std::uint64_t size) {
    GDPRD_ASSERT(old_size <= size);
    std::vector<Hash> path;
    if (old_size == 0 || old_size == size) return path;
    // SUBPROOF(m, D[n], b) of RFC 9162, walked from the root down.
    std::uint64_t begin = 0;
    std::uint64_t end = size;
    while (begin < end && end != old_size) {
        const std::uint64_t middle = begin + split_point(end - begin);
        const bool left = old_size <= middle;
        GDPRD_TRY_ASSIGN(const Hash sibling, left ? range_root(source, middle, end)
                                                  : range_root(source, begin, middle));
        path.push_back(sibling);
        (left ? end : begin) = middle;
    }
    if (begin != 0) {
        GDPRD_TRY_ASSIGN(const Hash last, range_root(source, begin, end));
        path.push_back(last);
    }
    return std::vector<Hash>(path.rbegin(), path.rend());
}

bool verify_inclusion(LeafPosition position, const Hash& leaf, std::span<const Hash> proof,
                      const Hash& root) {
    if (position.index >= position.size) return false;
    std::uint64_t node = position.index;
    std::uint64_t last = position.size - 1;
    Hash hash = leaf;
    for (const Hash& sibling : proof) {
        if (last == 0) return false;
        if ((node & 1U) != 0 || node == last) {
            hash = node_hash(sibling, hash);
            while ((node & 1U) == 0 && node != 0) {
                node >>= 1;
                last >>= 1;
            }
        } else {
            hash = node_hash(hash, sibling);
        }
        node >>= 1;
        last >>= 1;
    }
    return last == 0 && hash == root;
}

bool verify_consistency(const TreeHead& older, const TreeHead& newer, std::span<const Hash> proof) {
    if (older.size > newer.size) return false;
    if (older.size == newer.size) return proof.empty() && older.root == newer.root;
    if (older.size == 0) return proof.empty() && older.root == empty_root();
    std::uint64_t node = older.size - 1;
    std::uint64_t last = newer.size - 1;
    for (; (node & 1U) != 0; last >>= 1) node >>= 1;
    // A complete left subtree is its own first hash, and left out of the proof.
    std::size_t next = 0;
    Hash from_old = older.root;
    if (!std::has_single_bit(older.size)) {
        if (proof.empty()) return false;
        from_old = proof[next++];
    }
    Hash from_new = from_old;
    for (; next < proof.size(); ++next) {
        if (last == 0) return false;
        if ((node & 1U) != 0 || node == last) {
            from_old = node_hash(proof[next], from_old);
            from_new = node_hash(proof[next], from_new);
            while ((node & 1U) == 0 && node != 0) {
                node >>= 1;
                last >>= 1;
            }
        } else {
            from_new = node_hash(from_new, proof[next]);
        }
        node >>= 1;
        last >>= 1;
    }
    return last == 0 && from_old == older.root && from_new == newer.root;
}

}  // namespace gdprd::audit
