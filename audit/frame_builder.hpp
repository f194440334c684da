#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "audit/definitions.hpp"
#include "audit/entry.hpp"
#include "audit/frame.hpp"
#include "audit/helper_thread.hpp"
#include "audit/payload.hpp"
#include "audit/tree.hpp"
#include "config/base/result.hpp"

namespace gdprd::audit {

/// A draft that was looked at: limits hold, text is UTF-8, the payload is encoded where it can be
/// before the entry's place is known. Borrows the draft.
struct PreparedDraft {
    const EntryDraft* draft = nullptr;
    PayloadKind kind = PayloadKind::none;
    Bytes plain;                ///< CBOR for the kinds epoch, subject and open
    std::string fields_key;     ///< sorted, unique, joined by LF
    std::size_t bytes_max = 0;  ///< bound of what it adds to a frame, with all its definitions
};
/// invalid_argument or limit_exceeded for a draft that cannot be recorded.
Result<std::vector<PreparedDraft>> prepare_drafts(std::span<const EntryDraft> drafts);

/// Under what the entries of one frame are made.
struct FrameContext {
    EpochKeys* keys = nullptr;
    EpochKeys* helper_keys = nullptr;  ///< the same keys, for the helper thread alone
    const RandomSource* random = nullptr;
    std::uint32_t epoch = 0;
    std::uint32_t incarnation = 0;
    std::uint64_t wall_ns = 0;
    std::uint64_t monotonic_ns = 0;
};

/// Makes the bytes of one frame after the other in re-used buffers. Entries get their places one by
/// one; then what costs time, sealing and hashing, is done on two threads. Owned by the writer
/// thread.
class FrameBuilder {
  public:
    explicit FrameBuilder(DefinitionTable& definitions) : definitions_(definitions) {}

    /// Starts over: the next entry's seq is edge.size(). About so many will be added.
    void begin(const FrameContext& context, const TreeEdge& edge, std::size_t entries);
    /// The first entry of an epoch: its key's commitment, for everybody to read.
    void add_key_entry();
    /// Definitions that it needs first, then the entry; returns its seq. The draft is borrowed
    /// until finish().
    std::uint64_t add(const PreparedDraft& prepared);
    [[nodiscard]] std::uint32_t count() const noexcept {
        return static_cast<std::uint32_t>(slots_.size());
    }
    /// Of what was added up to now, padding included.
    [[nodiscard]] std::uint64_t frame_bytes() const noexcept {
        return round_up_to_block(kFrameHeaderBytes + leaves_bytes_ + payload_bytes_);
    }
    /// The whole frame, padded; valid until the next finish().
    BytesView finish();

    /// After finish(): the hash of an entry, the tree with this frame's leaves, and the tile
    /// hashes that they completed.
    [[nodiscard]] const Hash& hash_of(std::uint64_t seq) const { return hashes_[seq - first_seq_]; }
    [[nodiscard]] const TreeEdge& edge() const noexcept { return edge_; }
    [[nodiscard]] const TileHashes& complete() const noexcept { return complete_; }

  private:
    /// An entry that has its place. Plaintext and random bytes are borrowed.
    struct Slot {
        Envelope envelope;
        LeafClass leaf_class = LeafClass::entry;
        std::uint64_t target = 0;
        BytesView plain;
        const SubjectKey* subject = nullptr;
        std::uint32_t random_at = 0;     ///< in random_
        std::uint32_t leaf_at = 0;       ///< of its length, in the leaves area
        std::uint32_t payload_at = 0;    ///< in the payload area
        std::uint32_t payload_size = 0;  ///< as stored
    };
    [[nodiscard]] std::uint64_t next_seq() const noexcept { return first_seq_ + slots_.size(); }
    [[nodiscard]] FrameHeader header() const noexcept;
    std::uint64_t define(const DefinitionTable::Name& name, Envelope scope);
    [[nodiscard]] Bytes late_plain(const PreparedDraft& prepared, EntryType type) const;
    /// The plaintext lives on until begin().
    BytesView keep(Bytes plain);
    std::uint64_t place(Slot slot);
    void seal_slot(std::size_t number, EpochKeys& keys);
    void seal_all();
    void grow_tree();

    DefinitionTable& definitions_;
    HelperThread helper_;
    FrameContext context_;
    std::uint64_t first_seq_ = 0;
    std::vector<Slot> slots_;
    std::vector<Bytes> plains_;
    Bytes random_;
    std::uint64_t leaves_bytes_ = 0;
    std::uint64_t payload_bytes_ = 0;
    Bytes frame_;  ///< grows, so that nothing is zeroed that is overwritten
    std::vector<Hash> hashes_;
    std::vector<Hash> roots_;  ///< of each whole block of leaves
    TreeEdge edge_;
    TileHashes complete_;
    Bytes scratch_;
};

}  // namespace gdprd::audit
