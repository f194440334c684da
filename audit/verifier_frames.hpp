#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "audit/definitions.hpp"
#include "audit/entry.hpp"
#include "audit/frame.hpp"
#include "audit/keyring.hpp"
#include "audit/tree.hpp"

namespace gdprd::audit {
/// What a verifier can compute of a frame without knowing what comes before it, on any thread. No
/// verdict is given here: that is the business of one thread, in order.

/// How stored payload bytes and their commitment are to each other.
enum class PayloadFit : std::uint8_t { none, fits, zeros, altered };

/// What the data key shows of one entry.
struct KeyedEntry {
    std::optional<Envelope> envelope;  ///< absent: `error` says why
    std::optional<Error> error;        ///< of the envelope, else of the payload
    std::optional<DefinitionKind> defines;
    bool defines_nothing = false;          ///< marked as a definition, and is none
    std::optional<std::uint64_t> stamped;  ///< size of the checkpoint whose time stamp it quotes
};

/// What the data key shows of a frame.
struct KeyedFrame {
    enum class Key : std::uint8_t { not_given, there, destroyed, missing };
    Key key = Key::not_given;
    Error error;  ///< of a missing key
    Hash commitment{};
    bool mac_fits = false;
    std::vector<KeyedEntry> entries;
};

/// Opens frames with the data key; one for each thread, as cipher contexts cannot be shared.
class FrameOpener {
  public:
    explicit FrameOpener(KeyRing keys) : keys_(std::move(keys)) {}
    void open(const Frame& frame, BytesView bytes, std::span<const Hash> hashes,
              std::span<const PayloadFit> payloads, KeyedFrame& out);

  private:
    KeyedEntry open_entry(EpochKeys& keys, const FramedLeaf& leaf, BytesView stored,
                          PayloadFit payload);
    KeyRing keys_;
    Bytes scratch_;
};

/// A run of leaves that is a complete subtree of the whole tree.
struct LeafRun {
    std::uint32_t first = 0;  ///< in the frame
    std::uint32_t count = 0;  ///< a power of two, at most 256
    Hash root{};
};

struct PreparedFrame {
    std::uint64_t offset = 0;  ///< in its file
    BytesView bytes;           ///< borrowed, padding included
    Frame frame;
    std::vector<Hash> hashes;
    std::vector<LeafRun> runs;  ///< all leaves, in order
    std::vector<PayloadFit> payloads;
    KeyedFrame keyed;
};

/// Fills `out` from a frame whose CRC is good; false when its leaves do not parse. `opener` may be
/// null. The vectors of `out` are used again.
bool prepare_frame(BytesView bytes, const FrameHeader& header, FrameOpener* opener,
                   PreparedFrame& out);
/// `edge` is the tree before the frame: appends its first `count` leaves.
void append_leaves(const PreparedFrame& frame, std::uint32_t count, TreeEdge& edge,
                   TileHashes* complete);

}  // namespace gdprd::audit
