#include <algorithm>

#include "audit/payload.hpp"
#include "audit/verifier_parts.hpp"

namespace gdprd::audit {

void EntryCheck::frame(const Frame& frame, BytesView bytes, std::span<const Hash> hashes,
                       const FilePlace& place) {
    const FrameHeader& header = frame.header;
    if (header.epoch < epoch_) {
        faults_.add(place, header.first_seq, "frame goes back to an earlier epoch");
    }
    if (header.incarnation < incarnation_) {
        faults_.add(place, header.first_seq, "frame goes back to an earlier incarnation");
    }
    if (header.incarnation != incarnation_) {
        incarnation_ = header.incarnation;
        monotonic_ns_ = 0;
    }
    if (!keys_) return;
    epoch_keys_ = nullptr;
    auto keys = keys_->epoch(header.epoch);
    // The writer may have begun an epoch since the list was read.
    if (!keys && keys_->reload()) keys = keys_->epoch(header.epoch);
    if (keys) {
        epoch_keys_ = *keys;
    } else if (keys_->is_destroyed(header.epoch)) {
        if (header.epoch != epoch_) ++report_.epochs_without_key;
        return;
    } else {
        faults_.add(place, header.first_seq, keys.error().message());
        return;
    }
    if (frame_mac(epoch_keys_->mac, bytes, hashes, scratch_) != header.mac) {
        faults_.add(place, header.first_seq, "frame has a bad MAC");
    }
}

/// The first entry of an epoch logs its key's commitment in clear.
void EntryCheck::epoch_begins(const FramedLeaf& leaf, BytesView stored, const FilePlace& place) {
    epoch_ = leaf.header.epoch;
    definitions_.clear();
    const auto value = cbor::decode(stored);
    const auto epoch = value ? (*value)["epoch"].as_u64() : Result<std::uint64_t>(value.error());
    const auto commit = value ? (*value)["commit"].as_hash() : Result<Hash>(value.error());
    if (!epoch || !commit || *epoch != epoch_) {
        faults_.add(place, leaf.header.seq, "epoch does not begin with its key's commitment");
        return;
    }
    if (epoch_keys_ != nullptr && epoch_keys_->commitment != *commit) {
        faults_.add(place, leaf.header.seq, "the epoch's key is not the one committed to");
    }
}

void EntryCheck::references(const Envelope& envelope, const FramedLeaf& leaf,
                            const FilePlace& place) {
    const std::pair<std::uint64_t, DefinitionKind> all[] = {
        {envelope.store, DefinitionKind::store},
        {envelope.collection, DefinitionKind::collection},
        {envelope.field_set, DefinitionKind::field_set},
        {envelope.actor, DefinitionKind::actor},
        {envelope.purpose, DefinitionKind::purpose},
        {envelope.request, DefinitionKind::request},
    };
    for (const auto& [id, kind] : all) {
        if (id == 0) continue;
        const auto found = definitions_.find(id);
        if (found != definitions_.end() && found->second == kind) continue;
        faults_.add(place, leaf.header.seq,
                    "entry names a " + std::string(to_string(kind)) +
                        " that is not defined before it in its epoch");
    }
}

void EntryCheck::payload(const Envelope& envelope, const FramedLeaf& leaf, BytesView stored,
                         const FilePlace& place) {
    const std::uint64_t seq = leaf.header.seq;
    if (envelope.payload_key.kind == PayloadKind::subject) return;
    const PayloadPlace where{leaf.header.epoch, seq, envelope.payload_key};
    const auto plain = open_payload(where, {epoch_keys_, nullptr}, stored);
    const auto value = plain ? cbor::decode(*plain) : Result<cbor::Value>(plain.error());
    if (!value) {
        faults_.add(place, seq, "payload does not open: " + value.error().message());
        return;
    }
    if ((envelope.flags & kFlagDefinition) == 0) return;
    const auto definition = definition_from_cbor(*value);
    if (!definition || definition_type(definition->kind) != envelope.type) {
        faults_.add(place, seq, "definition entry defines nothing");
        return;
    }
    definitions_.emplace(seq, definition->kind);
}

void EntryCheck::entry(const Frame& frame, const FramedLeaf& leaf, BytesView stored,
                       bool payload_there, const FilePlace& place) {
    if (leaf.header.epoch != epoch_) epoch_begins(leaf, stored, place);
    if (epoch_keys_ == nullptr) return;
    const std::uint64_t seq = leaf.header.seq;
    const std::size_t clear = leaf.header.encoded_bytes();
    const auto plain =
        epoch_keys_->env.open(seq_nonce(seq), leaf.bytes.first(clear), leaf.bytes.subspan(clear));
    const auto parsed = plain ? parse_envelope(*plain) : Result<Envelope>(plain.error());
    if (!parsed) {
        faults_.add(place, seq, "envelope does not open: " + parsed.error().message());
        return;
    }
    ++report_.envelopes;
    const Envelope& envelope = *parsed;
    if (envelope.incarnation != frame.header.incarnation) {
        faults_.add(place, seq, "entry and frame are of different incarnations");
    }
    if (envelope.monotonic_ns < monotonic_ns_) {
        faults_.add(place, seq, "the monotonic clock goes back");
    }
    monotonic_ns_ = std::max(monotonic_ns_, envelope.monotonic_ns);
    if ((envelope.payload_key.kind == PayloadKind::none) != (leaf.header.payload_length == 0)) {
        faults_.add(place, seq, "envelope and clear header disagree about the payload");
        return;
    }
    if ((envelope.type == EntryType::redact) != (leaf.header.leaf_class == LeafClass::redact)) {
        faults_.add(place, seq, "envelope and clear header disagree about the class");
    }
    references(envelope, leaf, place);
    if (payload_there) payload(envelope, leaf, stored, place);
}

void EntryCheck::finish() {
    if (!keys_) return;
    for (const EpochRecord& record : keys_->epochs()) {
        if (keys_->is_destroyed(record.epoch)) continue;
        const auto keys = keys_->epoch(record.epoch);
        if (!keys) faults_.add({"keys/epochs", 0}, record.first_seq, keys.error().message());
    }
}

}  // namespace gdprd::audit
