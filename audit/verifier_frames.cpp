#include "audit/verifier_frames.hpp"

#include <algorithm>
#include <bit>

#include "audit/checkpoint.hpp"
#include "audit/payload.hpp"

namespace gdprd::audit {

namespace {

constexpr std::uint64_t kRunMax = std::uint64_t{1} << kTileHeight;

/// The largest complete subtree that begins at leaf `seq` and has at most `left` leaves.
std::uint64_t run_length(std::uint64_t seq, std::uint64_t left) {
    const std::uint64_t aligned = seq == 0 ? kRunMax : std::uint64_t{1} << std::countr_zero(seq);
    return std::min({aligned, kRunMax, std::bit_floor(left)});
}

PayloadFit fit_of(const ClearHeader& header, BytesView stored) {
    if (header.payload_length == 0) return PayloadFit::none;
    if (payload_commitment(stored) == header.payload_commitment) return PayloadFit::fits;
    return all_zero(stored) ? PayloadFit::zeros : PayloadFit::altered;
}

/// Of an anchor entry that quotes a time stamp.
std::optional<std::uint64_t> stamped_size(const cbor::Value& payload) {
    const auto text = payload["stamped"].as_string();
    const auto note = text ? parse_note(*text) : Result<SignedNote>(text.error());
    if (!note) return std::nullopt;
    const auto head = parse_checkpoint_head(note->text);
    return head ? std::optional(head->size) : std::nullopt;
}

}  // namespace

KeyedEntry FrameOpener::open_entry(EpochKeys& keys, const FramedLeaf& leaf, BytesView stored,
                                   PayloadFit payload) {
    KeyedEntry out;
    const std::uint64_t seq = leaf.header.seq;
    const std::size_t clear = leaf.header.encoded_bytes();
    const auto plain =
        keys.env.open(seq_nonce(seq), leaf.bytes.first(clear), leaf.bytes.subspan(clear));
    auto envelope = plain ? parse_envelope(*plain) : Result<Envelope>(plain.error());
    if (!envelope) {
        out.error = envelope.error();
        return out;
    }
    out.envelope = *envelope;
    const PayloadKeyId& key = envelope->payload_key;
    if (payload != PayloadFit::fits || key.kind == PayloadKind::none ||
        key.kind == PayloadKind::subject)
        return out;
    const auto opened = open_payload({leaf.header.epoch, seq, key}, {&keys, nullptr}, stored);
    const auto value = opened ? cbor::decode(*opened) : Result<cbor::Value>(opened.error());
    if (!value) {
        out.error = value.error();
        return out;
    }
    if (envelope->type == EntryType::anchor) out.stamped = stamped_size(*value);
    if ((envelope->flags & kFlagDefinition) == 0) return out;
    const auto definition = definition_from_cbor(*value);
    if (definition && definition_type(definition->kind) == envelope->type)
        out.defines = definition->kind;
    else
        out.defines_nothing = true;
    return out;
}

void FrameOpener::open(const Frame& frame, BytesView bytes, std::span<const Hash> hashes,
                       std::span<const PayloadFit> payloads, KeyedFrame& out) {
    out.entries.clear();
    auto keys = keys_.epoch(frame.header.epoch);
    // The writer may have begun an epoch since the list was read.
    if (!keys && keys_.reload()) keys = keys_.epoch(frame.header.epoch);
    if (!keys) {
        const bool destroyed = keys_.is_destroyed(frame.header.epoch);
        out.key = destroyed ? KeyedFrame::Key::destroyed : KeyedFrame::Key::missing;
        out.error = keys.error();
        return;
    }
    out.key = KeyedFrame::Key::there;
    out.commitment = (*keys)->commitment;
    out.mac_fits = frame_mac((*keys)->mac, bytes, hashes, scratch_) == frame.header.mac;
    out.entries.reserve(frame.leaves.size());
    for (std::size_t i = 0; i < frame.leaves.size(); ++i) {
        const FramedLeaf& leaf = frame.leaves[i];
        out.entries.push_back(open_entry(**keys, leaf, stored_payload(bytes, leaf), payloads[i]));
    }
}

bool prepare_frame(BytesView bytes, const FrameHeader& header, FrameOpener* opener,
                   PreparedFrame& out) {
    out.bytes = bytes;
    out.frame.header = header;
    auto leaves = parse_leaves(header, bytes.subspan(kFrameHeaderBytes, header.leaves_bytes));
    if (!leaves) return false;
    out.frame.leaves = std::move(*leaves);
    out.hashes.clear();
    out.payloads.clear();
    for (const FramedLeaf& leaf : out.frame.leaves) {
        out.hashes.push_back(leaf_hash(leaf.bytes));
        out.payloads.push_back(fit_of(leaf.header, stored_payload(bytes, leaf)));
    }
    out.runs.clear();
    for (std::uint32_t first = 0; first < header.count;) {
        const auto count =
            static_cast<std::uint32_t>(run_length(header.first_seq + first, header.count - first));
        out.runs.push_back(
            {first, count, subtree_root(std::span(out.hashes).subspan(first, count))});
        first += count;
    }
    out.keyed.key = KeyedFrame::Key::not_given;
    if (opener != nullptr) opener->open(out.frame, bytes, out.hashes, out.payloads, out.keyed);
    return true;
}

void append_leaves(const PreparedFrame& frame, std::uint32_t count, TreeEdge& edge,
                   TileHashes* complete) {
    const std::span<const Hash> hashes(frame.hashes);
    std::uint32_t done = 0;
    for (const LeafRun& run : frame.runs) {
        if (run.first + run.count > count) break;
        edge.append_subtree(hashes.subspan(run.first, run.count), run.root, complete);
        done = run.first + run.count;
    }
    while (done < count) {
        const auto length = static_cast<std::uint32_t>(run_length(edge.size(), count - done));
        const auto part = hashes.subspan(done, length);
        edge.append_subtree(part, subtree_root(part), complete);
        done += length;
    }
}

}  // namespace gdprd::audit
