#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "audit/definitions.hpp"
#include "audit/entry.hpp"
#include "audit/frame.hpp"
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
    const RandomSource* random = nullptr;
    std::uint32_t epoch = 0;
    std::uint32_t incarnation = 0;
    std::uint64_t wall_ns = 0;
    std::uint64_t monotonic_ns = 0;
};

/// Makes the bytes of one frame after the other in re-used buffers. Owned by the writer thread.
class FrameBuilder {
  public:
    explicit FrameBuilder(DefinitionTable& definitions) : definitions_(definitions) {}

    /// Starts over: the next entry's seq is edge.size().
    void begin(const FrameContext& context, const TreeEdge& edge);
    /// The first entry of an epoch: its key's commitment, for everybody to read.
    void add_key_entry();
    /// Definitions that it needs first, then the entry; returns its seq.
    std::uint64_t add(const PreparedDraft& prepared);
    [[nodiscard]] std::uint32_t count() const noexcept {
        return static_cast<std::uint32_t>(hashes_.size());
    }
    [[nodiscard]] const Hash& hash_of(std::uint64_t seq) const { return hashes_[seq - first_seq_]; }
    /// The whole frame, padded; valid until begin().
    BytesView finish();
    /// The tree with this frame's leaves, and the tile hashes that they completed.
    [[nodiscard]] const TreeEdge& edge() const noexcept { return edge_; }
    [[nodiscard]] const TileHashes& complete() const noexcept { return complete_; }

  private:
    struct Sealing {
        PayloadKeyId key;
        BytesView plain;
        const SubjectKey* subject = nullptr;
    };
    std::uint64_t define(const DefinitionTable::Name& name, Envelope scope);
    Bytes late_plain(const PreparedDraft& prepared, std::uint64_t seq, EntryType type) const;
    void append_leaf(ClearHeader header, Envelope envelope, const Sealing& sealing);

    DefinitionTable& definitions_;
    FrameContext context_;
    std::uint64_t first_seq_ = 0;
    TreeEdge edge_;
    TileHashes complete_;
    std::vector<Hash> hashes_;
    Bytes frame_;     ///< header's place, then leaves
    Bytes payloads_;  ///< appended to frame_ by finish()
    Bytes scratch_;
};

}  // namespace gdprd::audit
