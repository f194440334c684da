#include <algorithm>

#include "audit/reader_parts.hpp"

namespace gdprd::audit {

Result<bool> TrailReader::Impl::wanted(const Opened& opened, const ScanFilter& filter) {
    const Envelope& envelope = opened.envelope;
    if (filter.type && envelope.type != *filter.type) return false;
    if (!filter.type && (envelope.flags & kFlagDefinition) != 0) return false;
    if (!filter.request) return true;
    const std::uint32_t epoch = opened.leaf.header.epoch;
    GDPRD_TRY_ASSIGN(const std::string request,
                     name_of(envelope.request, DefinitionKind::request, epoch));
    return request == *filter.request;
}

/// A payload that was erased, or does not open, names nobody; what is wrong with it the verifier
/// tells.
Result<std::vector<std::uint64_t>> TrailReader::Impl::subjects_of(const Opened& opened) {
    std::vector<std::uint64_t> out;
    const PayloadKeyId key = opened.envelope.payload_key;
    if (key.kind == PayloadKind::subject) out.push_back(key.number);
    if (key.kind != PayloadKind::rows || all_zero(opened.stored)) return out;
    const ClearHeader& header = opened.leaf.header;
    GDPRD_TRY_ASSIGN(EpochKeys* const epoch, epoch_keys(header.epoch));
    const auto plain =
        open_payload({header.epoch, header.seq, key}, {epoch, nullptr}, opened.stored);
    if (!plain) return out;
    const auto value = cbor::decode(*plain);
    if (!value) return out;
    const auto rows = (*value)["rows"].as_array();
    if (!rows) return out;
    for (const cbor::Value& row : **rows) {
        const auto pair = row.as_array();
        if (!pair || (*pair)->empty()) continue;
        if (const auto number = (**pair)[0].as_u64()) out.push_back(*number);
    }
    return out;
}

Result<bool> TrailReader::Impl::name_wanted(const std::vector<std::string>& names, std::uint64_t id,
                                            DefinitionKind kind, std::uint32_t epoch) {
    if (names.empty()) return true;
    if (id == 0) return false;
    GDPRD_TRY_ASSIGN(const Definition* found, definition(id, kind, epoch));
    if (kind != DefinitionKind::field_set)
        return std::find(names.begin(), names.end(), found->name) != names.end();
    return std::find_first_of(found->fields.begin(), found->fields.end(), names.begin(),
                              names.end()) != found->fields.end();
}

Result<bool> TrailReader::Impl::names_wanted(const Envelope& envelope, std::uint32_t epoch,
                                             const SearchCriteria& criteria) {
    using Kind = DefinitionKind;
    const struct {
        const std::vector<std::string>& names;
        std::uint64_t id;
        Kind kind;
    } all[] = {{criteria.requests, envelope.request, Kind::request},
               {criteria.actors, envelope.actor, Kind::actor},
               {criteria.purposes, envelope.purpose, Kind::purpose},
               {criteria.stores, envelope.store, Kind::store},
               {criteria.collections, envelope.collection, Kind::collection},
               {criteria.fields, envelope.field_set, Kind::field_set}};
    for (const auto& one : all) {
        GDPRD_TRY_ASSIGN(const bool wanted, name_wanted(one.names, one.id, one.kind, epoch));
        if (!wanted) return false;
    }
    return true;
}

Result<bool> TrailReader::Impl::matches(const Opened& opened, const SearchCriteria& criteria) {
    const Envelope envelope = opened.envelope;
    const auto& types = criteria.types;
    if (types.empty() && (envelope.flags & kFlagDefinition) != 0) return false;
    if (!types.empty() && std::find(types.begin(), types.end(), envelope.type) == types.end())
        return false;
    const auto time = wall_time_of(envelope);
    if ((criteria.since && time < *criteria.since) || (criteria.until && time >= *criteria.until))
        return false;
    const std::uint32_t epoch = opened.leaf.header.epoch;
    // Before the names: looking them up loads other frames over this one.
    if (!criteria.subjects.empty()) {
        GDPRD_TRY_ASSIGN(const auto subjects, subjects_of(opened));
        if (std::find_first_of(subjects.begin(), subjects.end(), criteria.subjects.begin(),
                               criteria.subjects.end()) == subjects.end())
            return false;
    }
    return names_wanted(envelope, epoch, criteria);
}

Result<void> TrailReader::scan(OffLoop /*off*/, EntryIndex from, EntryIndex to,
                               const ScanFilter& filter, const ScanSink& sink) {
    const std::uint64_t end = std::min(to.value(), impl_->size);
    for (std::uint64_t seq = from.value(); seq < end; ++seq) {
        GDPRD_TRY_ASSIGN(const Impl::LoadedFrame* const in, impl_->load_frame_of(seq));
        if (impl_->keys.is_destroyed(in->frame.header.epoch)) continue;
        GDPRD_TRY_ASSIGN(const Impl::Opened opened, impl_->open_entry(seq));
        GDPRD_TRY_ASSIGN(const bool wanted, impl_->wanted(opened, filter));
        if (!wanted) continue;
        GDPRD_TRY_ASSIGN(const EntryView view, impl_->view_of(seq));
        if (!sink(view)) break;
    }
    return {};
}

Result<std::optional<EntryView>> TrailReader::find(OffLoop /*off*/, EntryIndex index,
                                                   const SearchCriteria& criteria) {
    const std::uint64_t seq = index.value();
    if (seq >= impl_->size) return no_such_entry(seq);
    GDPRD_TRY_ASSIGN(const Impl::LoadedFrame* const in, impl_->load_frame_of(seq));
    if (impl_->keys.is_destroyed(in->frame.header.epoch)) return std::nullopt;
    GDPRD_TRY_ASSIGN(const Impl::Opened opened, impl_->open_entry(seq));
    GDPRD_TRY_ASSIGN(const bool matches, impl_->matches(opened, criteria));
    if (!matches) return std::nullopt;
    GDPRD_TRY_ASSIGN(EntryView view, impl_->view_of(seq));
    return view;
}

Result<void> TrailReader::outline(OffLoop /*off*/, EntryIndex from, EntryIndex to,
                                  const OutlineSink& sink) {
    const std::uint64_t end = std::min(to.value(), impl_->size);
    for (std::uint64_t seq = from.value(); seq < end; ++seq) {
        GDPRD_TRY_ASSIGN(const Impl::LoadedFrame* const in, impl_->load_frame_of(seq));
        const FrameHeader& frame = in->frame.header;
        if (impl_->keys.is_destroyed(frame.epoch)) {
            seq = frame.first_seq + frame.count - 1;
            continue;
        }
        GDPRD_TRY_ASSIGN(const Impl::Opened opened, impl_->open_entry(seq));
        EntryOutline outline;
        outline.seq = seq;
        outline.epoch = opened.leaf.header.epoch;
        outline.envelope = opened.envelope;
        GDPRD_TRY_ASSIGN(outline.subjects, impl_->subjects_of(opened));
        if (!sink(outline)) break;
    }
    return {};
}

Result<std::vector<EntryIndex>> TrailReader::Impl::find_under(
    EntryIndex from, EntryIndex to, const std::function<bool(PayloadKeyId)>& wanted) {
    const std::uint64_t end = std::min(to.value(), size);
    std::vector<EntryIndex> out;
    for (std::uint64_t seq = from.value(); seq < end; ++seq) {
        GDPRD_TRY_ASSIGN(const LoadedFrame* const in, load_frame_of(seq));
        const ClearHeader& header = in->frame.leaf(seq).header;
        // Under whose key the payloads of a destroyed epoch are cannot be known any more.
        if (header.payload_length == 0 || keys.is_destroyed(header.epoch)) continue;
        GDPRD_TRY_ASSIGN(const Opened opened, open_entry(seq));
        if (wanted(opened.envelope.payload_key) && !all_zero(opened.stored)) out.emplace_back(seq);
    }
    return out;
}

Result<std::vector<EntryIndex>> TrailReader::find_payloads(OffLoop /*off*/, std::uint64_t subject,
                                                           EntryIndex from, EntryIndex to) {
    const PayloadKeyId wanted{PayloadKind::subject, subject};
    return impl_->find_under(from, to, [&](PayloadKeyId key) { return key == wanted; });
}

Result<std::vector<EntryIndex>> TrailReader::find_personal(OffLoop /*off*/, EntryIndex from,
                                                           EntryIndex to) {
    return impl_->find_under(from, to, [](PayloadKeyId key) {
        return key.kind == PayloadKind::subject || key.kind == PayloadKind::rows;
    });
}

Result<std::vector<EntryIndex>> TrailReader::find_redacted(OffLoop /*off*/, EntryIndex from,
                                                           EntryIndex to) {
    const std::uint64_t end = std::min(to.value(), impl_->size);
    std::vector<EntryIndex> out;
    for (std::uint64_t seq = from.value(); seq < end; ++seq) {
        GDPRD_TRY_ASSIGN(const Impl::LoadedFrame* const in, impl_->load_frame_of(seq));
        const FramedLeaf& leaf = in->frame.leaf(seq);
        if (leaf.header.leaf_class == LeafClass::redact) out.emplace_back(leaf.header.target);
    }
    return out;
}

}  // namespace gdprd::audit
