#include "audit/reader.hpp"

#include "audit/reader_parts.hpp"

namespace gdprd::audit {

namespace {

constexpr std::size_t kDefinitionsMax = 65536;

}  // namespace

std::string_view to_string(PayloadState state) noexcept {
    switch (state) {
        case PayloadState::none:
            return "none";
        case PayloadState::present:
            return "present";
        case PayloadState::sealed:
            return "sealed";
        case PayloadState::erased:
            return "erased";
    }
    return "unknown";
}

Result<EpochKeys*> TrailReader::Impl::epoch_keys(std::uint32_t epoch) {
    auto found = keys.epoch(epoch);
    if (!found && found.error().code() == ErrorCode::not_found) {
        GDPRD_TRY(keys.reload());
        found = keys.epoch(epoch);
    }
    return found;
}

Result<TrailReader::Impl::Opened> TrailReader::Impl::open_entry(std::uint64_t seq) {
    if (seq >= size) return no_such_entry(seq);
    GDPRD_TRY_ASSIGN(const LoadedFrame* const in, load_frame_of(seq));
    Opened out;
    out.leaf = in->frame.leaf(seq);
    const ClearHeader& header = out.leaf.header;
    out.stored = stored_payload(in->bytes, out.leaf);
    GDPRD_TRY_ASSIGN(EpochKeys* const epoch, epoch_keys(header.epoch));
    const std::size_t clear = header.encoded_bytes();
    const auto plain =
        epoch->env.open(seq_nonce(seq), out.leaf.bytes.first(clear), out.leaf.bytes.subspan(clear));
    if (!plain) return damaged(seq, "its envelope does not open");
    GDPRD_TRY_ASSIGN(out.envelope, parse_envelope(*plain));
    return out;
}

Result<const Definition*> TrailReader::Impl::definition(std::uint64_t id, DefinitionKind kind,
                                                        std::uint32_t epoch) {
    auto found = definitions.find(id);
    if (found == definitions.end()) {
        GDPRD_TRY_ASSIGN(const Opened opened, open_entry(id));
        const PayloadPlace place{opened.leaf.header.epoch, id, opened.envelope.payload_key};
        GDPRD_TRY_ASSIGN(EpochKeys* const opener, epoch_keys(place.epoch));
        if (place.epoch != epoch || (opened.envelope.flags & kFlagDefinition) == 0) {
            return damaged(id, "another entry takes it for a definition of its epoch");
        }
        GDPRD_TRY_ASSIGN(const Bytes plain, open_payload(place, {opener, nullptr}, opened.stored));
        GDPRD_TRY_ASSIGN(const cbor::Value value, cbor::decode(plain));
        GDPRD_TRY_ASSIGN(Definition parsed, definition_from_cbor(value));
        if (definitions.size() >= kDefinitionsMax) definitions.clear();
        found = definitions.emplace(id, std::move(parsed)).first;
    }
    if (found->second.kind != kind) return damaged(id, "it defines something else");
    return &found->second;
}

Result<std::string> TrailReader::Impl::name_of(std::uint64_t id, DefinitionKind kind,
                                               std::uint32_t epoch) {
    if (id == 0) return std::string();
    GDPRD_TRY_ASSIGN(const Definition* found, definition(id, kind, epoch));
    return found->name;
}

Result<void> TrailReader::Impl::resolve_names(const Envelope& envelope, std::uint32_t epoch,
                                              EntryView& view) {
    using Kind = DefinitionKind;
    GDPRD_TRY_ASSIGN(view.store, name_of(envelope.store, Kind::store, epoch));
    GDPRD_TRY_ASSIGN(view.collection, name_of(envelope.collection, Kind::collection, epoch));
    GDPRD_TRY_ASSIGN(view.actor, name_of(envelope.actor, Kind::actor, epoch));
    GDPRD_TRY_ASSIGN(view.purpose, name_of(envelope.purpose, Kind::purpose, epoch));
    GDPRD_TRY_ASSIGN(view.request, name_of(envelope.request, Kind::request, epoch));
    if (envelope.field_set != 0) {
        GDPRD_TRY_ASSIGN(const Definition* set,
                         definition(envelope.field_set, Kind::field_set, epoch));
        view.fields = set->fields;
    }
    return {};
}

Result<void> TrailReader::Impl::open_payload_of(const Opened& opened, EntryView& view) {
    const ClearHeader& header = opened.leaf.header;
    if (header.payload_length == 0) return {};
    if (payload_commitment(opened.stored) != header.payload_commitment) {
        if (!all_zero(opened.stored)) return damaged(header.seq, "its payload was altered");
        view.payload_state = PayloadState::erased;
        return {};
    }
    if (view.payload_key.kind == PayloadKind::subject) {
        view.payload_state = PayloadState::sealed;
        view.sealed.assign(opened.stored.begin(), opened.stored.end());
        return {};
    }
    GDPRD_TRY_ASSIGN(EpochKeys* const epoch, epoch_keys(header.epoch));
    const PayloadPlace place{header.epoch, header.seq, view.payload_key};
    GDPRD_TRY_ASSIGN(const Bytes plain, open_payload(place, {epoch, nullptr}, opened.stored));
    GDPRD_TRY_ASSIGN(cbor::Value value, cbor::decode(plain));
    // A disclosable payload carries what the disclosure must say; its author gave the body.
    if (view.payload_key.kind == PayloadKind::disclosable) value = cbor::Value(value["body"]);
    view.payload = std::move(value);
    view.payload_state = PayloadState::present;
    return {};
}

Result<EntryView> TrailReader::Impl::view_of(std::uint64_t seq) {
    GDPRD_TRY_ASSIGN(const Opened opened, open_entry(seq));
    const Envelope& envelope = opened.envelope;
    EntryView view;
    view.index = EntryIndex(seq);
    view.header = opened.leaf.header;
    view.leaf_hash = leaf_hash(opened.leaf.bytes);
    view.type = envelope.type;
    view.flags = envelope.flags;
    view.wall_time = wall_time_of(envelope);
    view.monotonic_ns = envelope.monotonic_ns;
    view.incarnation = envelope.incarnation;
    view.row_count = envelope.row_count;
    view.source_position = envelope.source_position;
    view.payload_key = envelope.payload_key;
    GDPRD_TRY(open_payload_of(opened, view));
    // Last: looking up names loads other frames over this one.
    GDPRD_TRY(resolve_names(envelope, view.header.epoch, view));
    return view;
}

TrailReader::TrailReader(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
TrailReader::~TrailReader() = default;

Result<std::unique_ptr<TrailReader>> TrailReader::open(OffLoop off, const std::string& dir,
                                                       const Secret& root_key) {
    GDPRD_TRY_ASSIGN(auto reader, open_for_writer(real_files(), dir, root_key));
    GDPRD_TRY(reader->refresh(off));
    return reader;
}

Result<std::unique_ptr<TrailReader>> TrailReader::open_for_writer(std::shared_ptr<FileStore> files,
                                                                  const std::string& dir,
                                                                  const Secret& root_key) {
    GDPRD_TRY_ASSIGN(KeyRing keys, KeyRing::open(files, dir, root_key, {}));
    return std::unique_ptr<TrailReader>(
        new TrailReader(std::make_unique<Impl>(std::move(files), dir, std::move(keys))));
}

Result<void> TrailReader::see(std::uint64_t size) {
    if (size == impl_->size) return {};
    GDPRD_TRY_ASSIGN(impl_->segments, list_segments(*impl_->files, impl_->dir));
    impl_->size = size;
    return {};
}

void TrailReader::count_edit() noexcept {
    ++impl_->edits;
}

std::uint64_t TrailReader::edits() const noexcept {
    return impl_->edits;
}

void TrailReader::forget_files() noexcept {
    impl_->drop_frames();
    impl_->lists.clear();
    impl_->file.reset();
}

void TrailReader::close_files() noexcept {
    impl_->drop_frames();
    impl_->file.reset();
}

Result<void> TrailReader::refresh(OffLoop /*off*/) {
    return impl_->find_size();
}

std::uint64_t TrailReader::size() const noexcept {
    return impl_->size;
}

Result<EntryView> TrailReader::read(OffLoop /*off*/, EntryIndex index) {
    return impl_->view_of(index.value());
}

Result<TrailReader::Stored> TrailReader::read_stored(OffLoop /*off*/, EntryIndex index) {
    const std::uint64_t seq = index.value();
    if (seq >= impl_->size) return no_such_entry(seq);
    GDPRD_TRY_ASSIGN(const Impl::LoadedFrame* const in, impl_->load_frame_of(seq));
    const FramedLeaf& leaf = in->frame.leaf(seq);
    const BytesView stored = stored_payload(in->bytes, leaf);
    Bytes payload(stored.begin(), stored.end());
    payload.resize(leaf.header.payload_length);  // one that was left out is zeros
    return Stored{Bytes(leaf.bytes.begin(), leaf.bytes.end()), std::move(payload)};
}

Result<TrailReader::StoredPlace> TrailReader::locate(OffLoop /*off*/, EntryIndex index) {
    const std::uint64_t seq = index.value();
    if (seq >= impl_->size) return no_such_entry(seq);
    GDPRD_TRY_ASSIGN(const Impl::LoadedFrame* const in, impl_->load_frame_of(seq));
    const FramedLeaf& leaf = in->frame.leaf(seq);
    StoredPlace out;
    const SegmentName& segment = impl_->segment_of(seq);
    out.segment = segment.name;
    out.segment_first = segment.first_seq;
    out.offset = in->offset + leaf.stored_at;
    out.bytes = leaf.stored_bytes;
    out.erased = all_zero(stored_payload(in->bytes, leaf));
    return out;
}

Result<std::optional<Envelope>> TrailReader::open_envelope(OffLoop /*off*/, EntryIndex index) {
    if (index.value() >= impl_->size) return no_such_entry(index.value());
    GDPRD_TRY_ASSIGN(const Impl::LoadedFrame* const in, impl_->load_frame_of(index.value()));
    if (impl_->keys.is_destroyed(in->frame.header.epoch)) return std::optional<Envelope>();
    GDPRD_TRY_ASSIGN(const Impl::Opened opened, impl_->open_entry(index.value()));
    return std::optional(opened.envelope);
}

Result<void> TrailReader::reload_keys() {
    impl_->definitions.clear();
    return impl_->keys.reload();
}

void TrailReader::forget() noexcept {
    impl_->drop_frames();
}

Result<Disclosure> TrailReader::disclose(OffLoop off, EntryIndex index, std::string proof) {
    GDPRD_TRY_ASSIGN(const Impl::Opened opened, impl_->open_entry(index.value()));
    const PayloadKeyId key = opened.envelope.payload_key;
    if (key.kind != PayloadKind::disclosable) {
        return Error(ErrorCode::unsupported,
                     "entry " + std::to_string(index.value()) + " cannot be shown without keys",
                     "only plan, approval, intent, outcome and redact entries can");
    }
    const PayloadPlace place{opened.leaf.header.epoch, index.value(), key};
    GDPRD_TRY_ASSIGN(EpochKeys* const epoch, impl_->epoch_keys(place.epoch));
    GDPRD_TRY_ASSIGN(Opening opening, open_disclosable(place, *epoch, opened.stored));
    GDPRD_TRY_ASSIGN(Stored stored, read_stored(off, index));
    return Disclosure{std::move(stored.leaf), std::move(stored.payload), std::move(opening.salt),
                      std::move(opening.plain), std::move(proof)};
}

Result<const Definition*> TrailReader::define(OffLoop /*off*/, std::uint64_t id,
                                              DefinitionKind kind, std::uint32_t epoch) {
    return impl_->definition(id, kind, epoch);
}

Result<std::vector<EpochSpan>> TrailReader::epochs(OffLoop /*off*/) {
    GDPRD_TRY(impl_->keys.reload());
    std::vector<EpochSpan> out;
    for (const EpochRecord& record : impl_->keys.epochs())
        out.push_back({record.epoch, record.first_seq, impl_->keys.is_destroyed(record.epoch)});
    return out;
}

Result<Secret> TrailReader::index_key(OffLoop /*off*/, std::uint32_t epoch) {
    GDPRD_TRY_ASSIGN(const EpochKeys* keys, impl_->epoch_keys(epoch));
    return keys->idx_file.clone();
}

}  // namespace gdprd::audit
