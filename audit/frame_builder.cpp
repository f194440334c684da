#include "audit/frame_builder.hpp"

#include <algorithm>
#include <cstring>

#include "config/base/assert.hpp"
#include "config/base/utf8.hpp"

namespace gdprd::audit {

namespace {

constexpr std::size_t kNameBytesMax = 1024;
constexpr std::size_t kFieldsMax = 4096;
constexpr std::size_t kRowsMax = 4096;
constexpr std::size_t kFramedLeafBytes =
    2 + kRedactHeaderBytes + kEnvelopeBytes + crypto::kGcmTagBytes;
/// Sealing and CBOR around the name of a definition.
constexpr std::size_t kDefinitionOverhead = kFramedLeafBytes + 96;

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
        case EntryType::read:
        case EntryType::write:
        case EntryType::request:
        case EntryType::catalogue:
        case EntryType::policy:
        case EntryType::actor:
        case EntryType::key:
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
    if (out.kind == PayloadKind::epoch || out.kind == PayloadKind::subject) {
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

void FrameBuilder::begin(const FrameContext& context, const TreeEdge& edge) {
    context_ = context;
    edge_ = edge;
    first_seq_ = edge.size();
    for (auto& level : complete_) level.clear();
    hashes_.clear();
    frame_.resize(kFrameHeaderBytes);
    payloads_.clear();
}

void FrameBuilder::add_key_entry() {
    Envelope envelope;
    envelope.type = EntryType::key;
    const Bytes plain = cbor::encode(cbor::Map{{"commit", context_.keys->commitment},
                                               {"epoch", std::uint64_t{context_.epoch}},
                                               {"kind", "epoch"}});
    append_leaf({}, envelope, {{PayloadKind::open, 0}, plain});
}

std::uint64_t FrameBuilder::add(const PreparedDraft& prepared) {
    const EntryDraft& draft = *prepared.draft;
    Envelope envelope;
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

    const std::uint64_t seq = edge_.size();
    ClearHeader header;
    if (draft.redacts) {
        header.leaf_class = LeafClass::redact;
        header.target = draft.redacts->value();
    }
    Sealing sealing{{prepared.kind, 0}, prepared.plain, draft.subject_key.get()};
    if (prepared.kind == PayloadKind::subject) sealing.key.number = draft.subject_key->number;
    Bytes late;
    if (prepared.kind == PayloadKind::rows || prepared.kind == PayloadKind::disclosable) {
        late = late_plain(prepared, seq, draft.type);
        sealing.plain = late;
    }
    append_leaf(header, envelope, sealing);
    return seq;
}

Bytes FrameBuilder::late_plain(const PreparedDraft& prepared, std::uint64_t seq,
                               EntryType type) const {
    const EntryDraft& draft = *prepared.draft;
    const cbor::Value body = draft.payload ? *draft.payload : cbor::Value();
    if (prepared.kind == PayloadKind::rows) {
        const PayloadPlace place{context_.epoch, seq, {prepared.kind, 0}};
        return cbor::encode(rows_payload(place, body, draft.rows, *context_.random));
    }
    return cbor::encode(cbor::Map{{"at", context_.wall_ns},
                                  {"body", body},
                                  {"request", draft.request},
                                  {"type", std::uint64_t{static_cast<std::uint8_t>(type)}}});
}

std::uint64_t FrameBuilder::define(const DefinitionTable::Name& name, Envelope scope) {
    if (const std::uint64_t known = definitions_.find(name); known != 0) return known;
    const std::uint64_t seq = edge_.size();
    Definition definition;
    definition.kind = name.kind;
    if (name.kind == DefinitionKind::field_set) {
        definition.fields = split_lines(name.text);
    } else {
        definition.name = std::string(name.text);
    }
    scope.type = definition_type(name.kind);
    scope.flags = kFlagDefinition;
    const Bytes plain = cbor::encode(to_cbor(definition));
    append_leaf({}, scope, {{PayloadKind::epoch, 0}, plain});
    definitions_.stage(name, seq);
    return seq;
}

void FrameBuilder::append_leaf(ClearHeader header, Envelope envelope, const Sealing& sealing) {
    const std::uint64_t seq = edge_.size();
    header.epoch = context_.epoch;
    header.seq = seq;
    const std::size_t stored = stored_payload_bytes(sealing.key.kind, sealing.plain.size());
    if (stored != 0) {
        const std::size_t at = payloads_.size();
        payloads_.resize(at + stored);
        const auto out = std::span(payloads_).subspan(at);
        seal_payload({context_.epoch, seq, sealing.key}, {context_.keys, sealing.subject},
                     sealing.plain, *context_.random, out);
        header.payload_length = static_cast<std::uint32_t>(stored);
        header.payload_commitment = payload_commitment(out);
    }
    envelope.wall_ns = context_.wall_ns;
    envelope.monotonic_ns = context_.monotonic_ns;
    envelope.incarnation = context_.incarnation;
    envelope.payload_key = sealing.key;

    const std::size_t clear = header.encoded_bytes();
    const std::size_t length = clear + kEnvelopeBytes + crypto::kGcmTagBytes;
    std::size_t at = frame_.size();
    frame_.resize(at + 2 + length);
    frame_[at++] = static_cast<std::uint8_t>(length >> 8);
    frame_[at++] = static_cast<std::uint8_t>(length);
    const auto leaf = std::span(frame_).subspan(at, length);
    encode_header(header, leaf);
    std::array<std::uint8_t, kEnvelopeBytes> plain{};
    encode_envelope(envelope, plain);
    context_.keys->env.seal(seq_nonce(seq), leaf.first(clear), plain, leaf.subspan(clear));
    hashes_.push_back(leaf_hash(leaf));
    edge_.append(hashes_.back(), &complete_);
}

BytesView FrameBuilder::finish() {
    FrameHeader header;
    header.epoch = context_.epoch;
    header.incarnation = context_.incarnation;
    header.first_seq = first_seq_;
    header.count = count();
    header.leaves_bytes = static_cast<std::uint32_t>(frame_.size() - kFrameHeaderBytes);
    header.payload_bytes = static_cast<std::uint32_t>(payloads_.size());
    header.root_after = edge_.root();
    const std::size_t leaves_end = frame_.size();
    frame_.resize(header.frame_bytes());
    if (!payloads_.empty()) {
        std::memcpy(frame_.data() + leaves_end, payloads_.data(), payloads_.size());
    }
    // The buffer is re-used, but resize() zeroes what it adds: the padding is zero.
    const auto head = std::span(frame_).first(kFrameHeaderBytes);
    encode_frame_header(header, head);
    header.mac = frame_mac(context_.keys->mac, head, hashes_, scratch_);
    encode_frame_header(header, head);
    header.crc = frame_crc(head, BytesView(frame_).subspan(kFrameHeaderBytes, header.leaves_bytes));
    encode_frame_header(header, head);
    return frame_;
}

}  // namespace gdprd::audit
