#include <algorithm>

#include "audit/verifier_entries.hpp"

namespace gdprd::audit {

void PayloadCheck::look(const ClearHeader& header, PayloadFit fit, const std::string& file,
                        std::uint64_t offset) {
    if (header.leaf_class == LeafClass::redact) {
        ++report_.redactions;
        if (absent_.erase(header.target) != 0) {
            ++report_.payloads_erased;
        } else {
            ++report_.redactions_pending;
        }
    }
    switch (fit) {
        case PayloadFit::none:
            return;
        case PayloadFit::fits:
            ++report_.payloads;
            return;
        case PayloadFit::zeros:
            absent_.emplace(header.seq, FilePlace{file, offset});
            return;
        case PayloadFit::altered:
            faults_.add({file, offset}, header.seq,
                        "payload was altered: it does not fit its commitment");
    }
}

void PayloadCheck::finish() {
    for (const auto& [seq, place] : absent_) {
        faults_.add(place, seq, "payload is absent, and no redact entry names it");
    }
}

void EntryCheck::frame(const PreparedFrame& prepared, const std::string& file) {
    const FrameHeader& header = prepared.frame.header;
    const auto fault = [&](std::string what) {
        faults_.add({file, prepared.offset}, header.first_seq, std::move(what));
    };
    if (header.epoch < epochs_.epoch()) fault("frame goes back to an earlier epoch");
    if (header.incarnation < incarnation_) fault("frame goes back to an earlier incarnation");
    if (header.incarnation != incarnation_) {
        incarnation_ = header.incarnation;
        monotonic_ns_ = 0;
    }
    switch (prepared.keyed.key) {
        case KeyedFrame::Key::not_given:
            return;
        case KeyedFrame::Key::destroyed:
            if (header.epoch != epochs_.epoch()) ++report_.epochs_without_key;
            return;
        case KeyedFrame::Key::missing:
            return fault(prepared.keyed.error.message());
        case KeyedFrame::Key::there:
            if (!prepared.keyed.mac_fits) fault("frame has a bad MAC");
    }
}

/// Anybody may have written it, and it is looked at before anything vouches for it.
constexpr std::uint64_t kCommitmentItemsMax = 64;

std::optional<Hash> EpochCheck::begin(const ClearHeader& header, BytesView stored,
                                      const FilePlace& place) {
    epoch_ = header.epoch;
    const auto value = cbor::decode(stored, kCommitmentItemsMax);
    const auto epoch = value ? (*value)["epoch"].as_u64() : Result<std::uint64_t>(value.error());
    const auto commit = value ? (*value)["commit"].as_hash() : Result<Hash>(value.error());
    if (epoch && commit && *epoch == epoch_) return *commit;
    faults_.add(place, header.seq, "epoch does not begin with its key's commitment");
    return std::nullopt;
}

void EntryCheck::epoch_begins(const PreparedFrame& prepared, std::size_t i,
                              const FilePlace& place) {
    const FramedLeaf& leaf = prepared.frame.leaves[i];
    definitions_.clear();
    const auto commit = epochs_.begin(leaf.header, stored_payload(prepared.bytes, leaf), place);
    if (commit && prepared.keyed.key == KeyedFrame::Key::there &&
        prepared.keyed.commitment != *commit) {
        faults_.add(place, leaf.header.seq, "the epoch's key is not the one committed to");
    }
}

void EntryCheck::references(const Envelope& envelope, std::uint64_t seq, const FilePlace& place) {
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
        if (found != definitions_.end() && found->second.value_or(kind) == kind) continue;
        faults_.add(place, seq,
                    "entry names a " + std::string(to_string(kind)) +
                        " that is not defined before it in its epoch");
    }
}

void EntryCheck::entry(const PreparedFrame& prepared, std::size_t i, const std::string& file) {
    const FramedLeaf& leaf = prepared.frame.leaves[i];
    const bool begins = leaf.header.epoch != epochs_.epoch();
    const bool keyed = prepared.keyed.key == KeyedFrame::Key::there;
    if (!begins && !keyed) return;
    const FilePlace place{file, prepared.offset + leaf.offset};
    if (begins) epoch_begins(prepared, i, place);
    if (!keyed) return;
    const std::uint64_t seq = leaf.header.seq;
    const KeyedEntry& opened = prepared.keyed.entries[i];
    if (!opened.envelope) {
        faults_.add(
            place, seq,
            "envelope does not open: " + (opened.error ? opened.error->message() : std::string()));
        return;
    }
    ++report_.envelopes;
    const Envelope& envelope = *opened.envelope;
    if (envelope.incarnation != prepared.frame.header.incarnation) {
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
    references(envelope, seq, place);
    if (opened.stamped) report_.stamped.push_back(*opened.stamped);
    if (opened.error) {
        faults_.add(place, seq, "payload does not open: " + opened.error->message());
    } else if (opened.defines_nothing) {
        faults_.add(place, seq, "definition entry defines nothing");
    } else if (opened.defines) {
        definitions_.emplace(seq, opened.defines);
    } else if ((envelope.flags & kFlagDefinition) != 0) {
        definitions_.emplace(seq, std::nullopt);  // the payload is what is told of
    }
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
