#include "audit/evidence.hpp"

#include "audit/reader_parts.hpp"
#include "audit/trail_parts.hpp"
#include "audit/tree.hpp"

namespace gdprd::audit {

Result<Evidence> TrailEvidence::read(TrailReader& reader, OffLoop off, EntryIndex index) {
    TrailReader::Impl& parts = *reader.impl_;
    Evidence out;
    GDPRD_TRY_ASSIGN(out.view, parts.view_of(index.value()));
    // Again: looking up names loads other frames over this one.
    GDPRD_TRY_ASSIGN(const TrailReader::Impl::Opened opened, parts.open_entry(index.value()));
    const Envelope& envelope = opened.envelope;
    for (const std::uint64_t id : {envelope.store, envelope.collection, envelope.field_set,
                                   envelope.actor, envelope.purpose, envelope.request})
        if (id != 0) out.definitions.emplace_back(id);
    if (envelope.payload_key.kind == PayloadKind::disclosable &&
        out.view.payload_state == PayloadState::present) {
        const PayloadPlace place{opened.leaf.header.epoch, index.value(), envelope.payload_key};
        GDPRD_TRY_ASSIGN(EpochKeys* const keys, parts.epoch_keys(place.epoch));
        GDPRD_TRY_ASSIGN(out.opening, open_disclosable(place, *keys, opened.stored));
    }
    GDPRD_TRY_ASSIGN(auto stored, reader.read_stored(off, index));
    out.leaf = std::move(stored.leaf);
    out.payload = std::move(stored.payload);
    return out;
}

Result<Evidence> TrailEvidence::entry(OffLoop off, EntryIndex index) {
    const std::uint64_t durable = trail_->size();
    auto reader = trail_->impl_->reader.lock();
    GDPRD_TRY((*reader)->see(durable));
    return read(**reader, off, index);
}

Result<RevealedEpoch> TrailEvidence::epoch(OffLoop /*off*/, std::uint32_t epoch) {
    auto reader = trail_->impl_->reader.lock();
    KeyRing& keys = (*reader)->impl_->keys;
    GDPRD_TRY(keys.reload());
    RevealedEpoch out;
    out.epoch = epoch;
    GDPRD_TRY_ASSIGN(out.key, keys.reveal(epoch));
    for (const EpochRecord& record : keys.epochs())
        if (record.epoch == epoch) out.key_entry = EntryIndex(record.first_seq);
    return out;
}

Result<std::string> TrailEvidence::prove_under(OffLoop /*off*/, EntryIndex index,
                                               const std::string& note) {
    GDPRD_TRY_ASSIGN(const SignedNote parsed, parse_note(note));
    GDPRD_TRY_ASSIGN(const Checkpoint signed_head, parse_checkpoint(parsed.text));
    if (index.value() >= signed_head.size) {
        return Error(ErrorCode::invalid_argument,
                     "the checkpoint does not cover entry " + std::to_string(index.value()));
    }
    InclusionProof proof;
    proof.index = index;
    proof.checkpoint = note;
    TileReader tiles(trail_->impl_->files, trail_->impl_->dir);
    GDPRD_TRY_ASSIGN(proof.hashes, prove_inclusion(tiles, index.value(), signed_head.size));
    return format_proof(proof);
}

}  // namespace gdprd::audit
