#include "audit/frame_builder.hpp"

#include <algorithm>

#include "config/base/assert.hpp"
#include "config/base/utf8.hpp"

namespace gdprd::audit {

namespace {

constexpr std::size_t kNameBytesMax = 1024;
constexpr std::size_t kFieldsMax = 4096;
constexpr std::size_t kRowsMax = 4096;
constexpr std::size_t kFramedLeafBytesMin =
    2 + kHeaderBytes + kEnvelopeBytes + crypto::kGcmTagBytes;
constexpr std::size_t kFramedLeafBytes = kFramedLeafBytesMin + kRedactHeaderBytes - kHeaderBytes;
/// Sealing and CBOR around the name of a definition.
constexpr std::size_t kDefinitionOverhead = kFramedLeafBytes + 96;
/// What one thread does at a time; a power of two.
constexpr std::size_t kBlockLeaves = 32;
/// Fewer are done before a second thread wakes up.
constexpr std::size_t kHelpedSlotsMin = 96;

Error wrong(const char* what) {
    return Error(ErrorCode::invalid_argument, what);
}

bool text_is_utf8(const cbor::Value& value) {
    if (const auto* text = std::get_if<std::string>(&value.rep())) return valid_utf8(*text);
    if (const auto* array = std::get_if<cbor::Array>(&value.rep())) {
        return std::all_of(array->begin(), array->end(), text_is_utf8);
    }
    if (const auto* map = std::get_if<cbor::Map>(&value.rep())) {
        return std::all_of(map->begin(), map->end(), [](const auto& member) {
            return valid_utf8(member.first) && text_is_utf8(member.second);
        });
    }
    return true;
}

PayloadKind payload_kind(const EntryDraft& draft) {
    if (!draft.rows.empty()) return PayloadKind::rows;
    if (!draft.payload) return PayloadKind::none;
    if (draft.subject_key) return PayloadKind::subject;
    switch (draft.type) {
        case EntryType::plan:
        case EntryType::approval:
        case EntryType::intent:
        case EntryType::outcome:
        case EntryType::redact:
            return PayloadKind::disclosable;
        case EntryType::key:
            return PayloadKind::open;
        case EntryType::read:
        case EntryType::write:
        case EntryType::request:
        case EntryType::catalogue:
        case EntryType::policy:
        case EntryType::actor:
        case EntryType::gap:
        case EntryType::clock:
        case EntryType::anchor:
        case EntryType::system:
            return PayloadKind::epoch;
    }
    return PayloadKind::epoch;
}

Result<void> check_names(const EntryDraft& draft) {
    for (const std::string* name :
         {&draft.store, &draft.collection, &draft.actor, &draft.purpose, &draft.request}) {
        if (name->size() > kNameBytesMax) {
            return Error(ErrorCode::limit_exceeded, "a name in an entry is longer than 1024 bytes");
        }
        if (!valid_utf8(*name)) return wrong("a name in an entry is not UTF-8");
    }
    if (!draft.collection.empty() && draft.store.empty()) {
        return wrong("an entry names a collection without its store");
    }
    if (!draft.fields.empty() && draft.collection.empty()) {
        return wrong("an entry names fields without their collection");
    }
    return {};
}

Result<void> check_draft(const EntryDraft& draft) {
    GDPRD_TRY(check_names(draft));
    if ((draft.flags & 0x00FFU) != 0) return wrong("an entry sets flags that are the trail's own");
    if (draft.redacts && draft.type != EntryType::redact) {
        return wrong("an entry that is no redact entry has a target");
    }
    if (!draft.redacts && draft.type == EntryType::redact) {
        return wrong("a redact entry has no target");
    }
    if (draft.subject_key && !draft.rows.empty()) {
        return wrong("an entry has a subject key and rows of subjects");
    }
    if (draft.rows.size() > kRowsMax) {
        return Error(ErrorCode::limit_exceeded, "an entry has more than 4096 rows of subjects");
    }
    const auto usable = [](const std::shared_ptr<const SubjectKey>& key) {
        return key && key->number < (1ULL << 56) && key->key.size() == crypto::kKeyBytes;
    };
    if (draft.subject_key && !usable(draft.subject_key))
        return wrong("a subject key is not usable");
    for (const SubjectRow& row : draft.rows) {
        if (!usable(row.key)) return wrong("a subject key is not usable");
        if (!text_is_utf8(row.value)) return wrong("a payload holds text that is not UTF-8");
    }
    if (draft.payload && !text_is_utf8(*draft.payload)) {
        return wrong("a payload holds text that is not UTF-8");
    }
    return {};
}

/// Sorted, unique, joined by LF.
Result<std::string> make_fields_key(const std::vector<std::string>& fields) {
    if (fields.size() > kFieldsMax) {
        return Error(ErrorCode::limit_exceeded, "an entry names more than 4096 fields");
    }
    std::vector<std::string_view> sorted(fields.begin(), fields.end());
    std::sort(sorted.begin(), sorted.end());
    sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
    std::string out;
    for (const std::string_view field : sorted) {
        if (field.empty() || field.size() > kNameBytesMax || !valid_utf8(field) ||
            field.find('\n') != std::string_view::npos) {
            return wrong("a field name in an entry is empty, too long, or not one line of UTF-8");
        }
        if (!out.empty()) out.push_back('\n');
        out.append(field);
    }
    return out;
}

std::vector<std::string> split_lines(std::string_view text) {
    std::vector<std::string> out;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        out.emplace_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return out;
}

/// Bound of the plaintext, in a kind whose bytes are made when the entry's place is known.
std::size_t late_bytes_max(const EntryDraft& draft) {
    std::size_t bytes = draft.request.size() + 128;
    if (draft.payload) bytes += cbor::encode(*draft.payload).size();
    for (const SubjectRow& row : draft.rows) bytes += cbor::encode(row.value).size() + 80;
    return bytes;
}

Result<PreparedDraft> prepare_draft(const EntryDraft& draft) {
    GDPRD_TRY(check_draft(draft));
    PreparedDraft out;
    out.draft = &draft;
    out.kind = payload_kind(draft);
    GDPRD_TRY_ASSIGN(out.fields_key, make_fields_key(draft.fields));
    std::size_t plain_bytes = 0;
    if (out.kind == PayloadKind::epoch || out.kind == PayloadKind::subject ||
        out.kind == PayloadKind::open) {
        GDPRD_ASSERT(draft.payload.has_value());  // the kind says so
        out.plain = cbor::encode(*draft.payload);
        plain_bytes = out.plain.size();
    } else if (out.kind != PayloadKind::none) {
        plain_bytes = late_bytes_max(draft);
    }
    if (plain_bytes > kPayloadPlainBytesMax) {
        return Error(ErrorCode::limit_exceeded, "an entry's payload is larger than 256 KiB");
    }
    out.bytes_max = kFramedLeafBytes + stored_payload_bytes(out.kind, plain_bytes) +
                    6 * kDefinitionOverhead + draft.store.size() + draft.collection.size() +
                    out.fields_key.size() + 3 * draft.fields.size() + draft.actor.size() +
                    draft.purpose.size() + draft.request.size();
    return out;
}

}  // namespace

Result<std::vector<PreparedDraft>> prepare_drafts(std::span<const EntryDraft> drafts) {
    std::vector<PreparedDraft> out;
    out.reserve(drafts.size());
    for (const EntryDraft& draft : drafts) {
        GDPRD_TRY_ASSIGN(PreparedDraft prepared, prepare_draft(draft));
        out.push_back(std::move(prepared));
    }
    return out;
}

void FrameBuilder::begin(const FrameContext& context, const TreeEdge& edge, std::size_t entries) {
    if (entries >= kHelpedSlotsMin) helper_.call();
    context_ = context;
    edge_ = edge;
    first_seq_ = edge.size();
    slots_.clear();
    plains_.clear();
    random_.clear();
    leaves_bytes_ = 0;
    payload_bytes_ = 0;
}

void FrameBuilder::add_key_entry() {
    Slot slot;
    slot.envelope.type = EntryType::key;
    slot.envelope.payload_key.kind = PayloadKind::open;
    slot.plain = keep(cbor::encode(cbor::Map{{"commit", context_.keys->commitment},
                                             {"epoch", std::uint64_t{context_.epoch}},
                                             {"kind", "epoch"}}));
    place(slot);
}

std::uint64_t FrameBuilder::add(const PreparedDraft& prepared) {
    const EntryDraft& draft = *prepared.draft;
    Slot slot;
    Envelope& envelope = slot.envelope;
    using Kind = DefinitionKind;
    if (!draft.store.empty()) {
        envelope.store = define({Kind::store, 0, draft.store}, {});
        if (!draft.collection.empty()) {
            Envelope scope;
            scope.store = envelope.store;
            envelope.collection =
                define({Kind::collection, envelope.store, draft.collection}, scope);
            scope.collection = envelope.collection;
            if (!prepared.fields_key.empty()) {
                envelope.field_set =
                    define({Kind::field_set, envelope.collection, prepared.fields_key}, scope);
            }
        }
    }
    if (!draft.actor.empty()) envelope.actor = define({Kind::actor, 0, draft.actor}, {});
    if (!draft.purpose.empty()) envelope.purpose = define({Kind::purpose, 0, draft.purpose}, {});
    if (!draft.request.empty()) envelope.request = define({Kind::request, 0, draft.request}, {});
    envelope.type = draft.type;
    envelope.flags = draft.flags;
    envelope.row_count = draft.row_count;
    envelope.source_position = draft.source_position;
    envelope.payload_key.kind = prepared.kind;
    if (prepared.kind == PayloadKind::subject) {
        envelope.payload_key.number = draft.subject_key->number;
        slot.subject = draft.subject_key.get();
    }
    if (draft.redacts) {
        slot.leaf_class = LeafClass::redact;
        slot.target = draft.redacts->value();
    }
    const bool late =
        prepared.kind == PayloadKind::rows || prepared.kind == PayloadKind::disclosable;
    slot.plain = late ? keep(late_plain(prepared, draft.type)) : BytesView(prepared.plain);
    return place(slot);
}

Bytes FrameBuilder::late_plain(const PreparedDraft& prepared, EntryType type) const {
    const EntryDraft& draft = *prepared.draft;
    const cbor::Value body = draft.payload ? *draft.payload : cbor::Value();
    if (prepared.kind == PayloadKind::rows) {
        const PayloadPlace place{context_.epoch, next_seq(), {prepared.kind, 0}};
        return cbor::encode(rows_payload(place, body, draft.rows, *context_.random));
    }
    return cbor::encode(cbor::Map{{"at", context_.wall_ns},
                                  {"body", body},
                                  {"request", draft.request},
                                  {"type", std::uint64_t{static_cast<std::uint8_t>(type)}}});
}

std::uint64_t FrameBuilder::define(const DefinitionTable::Name& name, Envelope scope) {
    if (const std::uint64_t known = definitions_.find(name); known != 0) return known;
    Definition definition;
    definition.kind = name.kind;
    if (name.kind == DefinitionKind::field_set) {
        definition.fields = split_lines(name.text);
    } else {
        definition.name = std::string(name.text);
    }
    Slot slot;
    slot.envelope = scope;
    slot.envelope.type = definition_type(name.kind);
    slot.envelope.flags = kFlagDefinition;
    slot.envelope.payload_key.kind = PayloadKind::epoch;
    slot.plain = keep(cbor::encode(to_cbor(definition)));
    const std::uint64_t seq = place(slot);
    definitions_.stage(name, seq);
    return seq;
}

BytesView FrameBuilder::keep(Bytes plain) {
    return plains_.emplace_back(std::move(plain));
}

/// Random bytes are drawn here, in the order of the entries, and not by who comes first.
std::uint64_t FrameBuilder::place(Slot slot) {
    const std::uint64_t seq = next_seq();
    const PayloadKind kind = slot.envelope.payload_key.kind;
    const bool redact = slot.leaf_class == LeafClass::redact;
    slot.envelope.wall_ns = context_.wall_ns;
    slot.envelope.monotonic_ns = context_.monotonic_ns;
    slot.envelope.incarnation = context_.incarnation;
    slot.leaf_at = static_cast<std::uint32_t>(leaves_bytes_);
    slot.payload_at = static_cast<std::uint32_t>(payload_bytes_);
    slot.payload_size = static_cast<std::uint32_t>(stored_payload_bytes(kind, slot.plain.size()));
    slot.random_at = static_cast<std::uint32_t>(random_.size());
    if (const std::size_t drawn = payload_random_bytes(kind); drawn != 0) {
        random_.resize(random_.size() + drawn);
        (*context_.random)(std::span(random_).subspan(slot.random_at));
    }
    leaves_bytes_ += (redact ? kRedactHeaderBytes - kHeaderBytes : 0) + kFramedLeafBytesMin;
    payload_bytes_ += slot.payload_size;
    slots_.push_back(slot);
    return seq;
}

/// Any thread: touches nothing but the slot's own bytes and hash.
void FrameBuilder::seal_slot(std::size_t number, EpochKeys& keys) {
    const Slot& slot = slots_[number];
    ClearHeader header;
    header.leaf_class = slot.leaf_class;
    header.epoch = context_.epoch;
    header.seq = first_seq_ + number;
    header.target = slot.target;
    const auto areas = std::span(frame_).subspan(kFrameHeaderBytes);
    if (slot.payload_size != 0) {
        const PayloadKeyId key = slot.envelope.payload_key;
        const auto out = areas.subspan(leaves_bytes_ + slot.payload_at, slot.payload_size);
        seal_payload({header.epoch, header.seq, key}, {&keys, slot.subject}, slot.plain,
                     BytesView(random_).subspan(slot.random_at, payload_random_bytes(key.kind)),
                     out);
        header.payload_length = slot.payload_size;
        header.payload_commitment = payload_commitment(out);
    }
    const std::size_t clear = header.encoded_bytes();
    const std::size_t length = clear + kEnvelopeBytes + crypto::kGcmTagBytes;
    const auto framed = areas.subspan(slot.leaf_at, 2 + length);
    framed[0] = static_cast<std::uint8_t>(length >> 8);
    framed[1] = static_cast<std::uint8_t>(length);
    const auto leaf = framed.subspan(2);
    encode_header(header, leaf);
    std::array<std::uint8_t, kEnvelopeBytes> plain{};
    encode_envelope(slot.envelope, plain);
    keys.env.seal(seq_nonce(header.seq), leaf.first(clear), plain, leaf.subspan(clear));
    hashes_[number] = leaf_hash(leaf);
}

/// In blocks of leaves that are subtrees of the tree, so that their roots are made here too.
void FrameBuilder::seal_all() {
    const std::uint64_t end = next_seq();
    const std::uint64_t first_block = first_seq_ / kBlockLeaves;
    const std::size_t blocks = (end + kBlockLeaves - 1) / kBlockLeaves - first_block;
    hashes_.resize(slots_.size());
    roots_.resize(blocks);
    const auto seal_block = [&](std::size_t block, EpochKeys& keys) {
        const std::uint64_t begin = (first_block + block) * kBlockLeaves;
        const std::uint64_t from = std::max(begin, first_seq_) - first_seq_;
        const std::uint64_t to = std::min(begin + kBlockLeaves, end) - first_seq_;
        for (std::uint64_t i = from; i < to; ++i) seal_slot(i, keys);
        if (to - from == kBlockLeaves) {
            roots_[block] = subtree_root(std::span(hashes_).subspan(from, kBlockLeaves));
        }
    };
    if (slots_.size() < kHelpedSlotsMin) {
        for (std::size_t block = 0; block < blocks; ++block) seal_block(block, *context_.keys);
        return;
    }
    helper_.run(blocks, [&](std::size_t block, Worker worker) {
        seal_block(block, worker == Worker::owner ? *context_.keys : *context_.helper_keys);
    });
}

void FrameBuilder::grow_tree() {
    for (auto& level : complete_) level.clear();
    for (std::size_t at = 0; at < hashes_.size();) {
        const bool whole = edge_.size() % kBlockLeaves == 0 && hashes_.size() - at >= kBlockLeaves;
        if (!whole) {
            edge_.append(hashes_[at++], &complete_);
            continue;
        }
        const std::size_t block = edge_.size() / kBlockLeaves - first_seq_ / kBlockLeaves;
        edge_.append_subtree(std::span(hashes_).subspan(at, kBlockLeaves), roots_[block],
                             &complete_);
        at += kBlockLeaves;
    }
}

FrameHeader FrameBuilder::header() const noexcept {
    FrameHeader header;
    header.epoch = context_.epoch;
    header.incarnation = context_.incarnation;
    header.first_seq = first_seq_;
    header.count = count();
    header.leaves_bytes = static_cast<std::uint32_t>(leaves_bytes_);
    header.payload_bytes = static_cast<std::uint32_t>(payload_bytes_);
    return header;
}

BytesView FrameBuilder::finish() {
    FrameHeader header = this->header();
    const std::uint64_t bytes = header.frame_bytes();
    if (frame_.size() < bytes) frame_.resize(bytes);
    seal_all();
    grow_tree();
    header.root_after = edge_.root();
    const auto frame = std::span(frame_).first(bytes);
    const auto padding = frame.subspan(header.content_bytes());
    std::fill(padding.begin(), padding.end(), std::uint8_t{0});
    seal_frame_header(header, frame, hashes_, context_.keys->mac, scratch_);
    return frame;
}

}  // namespace gdprd::audit
