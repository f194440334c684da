#include "audit/entry.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "config/base/assert.hpp"
#include "config/base/crypto.hpp"
#include "config/base/edit_distance.hpp"

namespace gdprd::audit {

namespace {

constexpr std::array<std::string_view, 16> kTypeNames = {
    "read",   "write", "request", "plan", "approval", "intent", "outcome", "catalogue",
    "policy", "actor", "key",     "gap",  "clock",    "anchor", "redact",  "system"};

constexpr std::uint64_t kNumberMask = (1ULL << 56) - 1;

/// Writes big-endian integers one after the other into a fixed area.
class Cursor {
  public:
    explicit Cursor(std::span<std::uint8_t> out) : out_(out) {}

    template <class T>
    void integer(T value) {
        GDPRD_ASSERT(at_ + sizeof(T) <= out_.size());
        std::uint8_t* const out = out_.data() + at_;
        for (std::size_t i = 0; i < sizeof(T); ++i) {
            out[i] = static_cast<std::uint8_t>(value >> (8 * (sizeof(T) - 1 - i)));
        }
        at_ += sizeof(T);
    }
    void bytes(BytesView value) {
        GDPRD_ASSERT(at_ + value.size() <= out_.size());
        std::copy(value.begin(), value.end(), out_.begin() + static_cast<std::ptrdiff_t>(at_));
        at_ += value.size();
    }
    [[nodiscard]] std::size_t at() const noexcept { return at_; }

  private:
    std::span<std::uint8_t> out_;
    std::size_t at_ = 0;
};

Error corrupt(const char* what) {
    return Error(ErrorCode::corrupt, what);
}

}  // namespace

std::string_view to_string(EntryType type) noexcept {
    const auto number = static_cast<std::size_t>(type);
    return number >= 1 && number <= kTypeNames.size() ? kTypeNames[number - 1] : "unknown";
}

Result<EntryType> parse_entry_type(std::string_view text) {
    const auto* found = std::find(kTypeNames.begin(), kTypeNames.end(), text);
    if (found == kTypeNames.end()) {
        return Error(ErrorCode::invalid_argument, "no such entry type",
                     did_you_mean(text, kTypeNames, "see Types in gdprd-trail(5)"));
    }
    return static_cast<EntryType>(found - kTypeNames.begin() + 1);
}

std::uint64_t PayloadKeyId::encoded() const noexcept {
    return (static_cast<std::uint64_t>(kind) << 56) | (number & kNumberMask);
}

Result<PayloadKeyId> PayloadKeyId::parse(std::uint64_t encoded) {
    const std::uint64_t kind = encoded >> 56;
    const std::uint64_t number = encoded & kNumberMask;
    if (kind > static_cast<std::uint64_t>(PayloadKind::disclosable)) {
        return corrupt("unknown payload key kind");
    }
    const PayloadKeyId id{static_cast<PayloadKind>(kind), number};
    if (id.kind != PayloadKind::subject && number != 0) {
        return corrupt("payload key number where the kind has none");
    }
    return id;
}

std::size_t ClearHeader::encoded_bytes() const noexcept {
    return leaf_class == LeafClass::redact ? kRedactHeaderBytes : kHeaderBytes;
}

void encode_header(const ClearHeader& header, std::span<std::uint8_t> out) {
    Cursor cursor(out);
    cursor.integer(header.version);
    cursor.integer(static_cast<std::uint8_t>(header.leaf_class));
    cursor.integer(header.epoch);
    cursor.integer(header.seq);
    cursor.integer(header.payload_length);
    cursor.bytes(header.payload_commitment);
    if (header.leaf_class == LeafClass::redact) cursor.integer(header.target);
    GDPRD_ASSERT(cursor.at() == header.encoded_bytes());
}

Result<ClearHeader> parse_header(BytesView leaf) {
    if (leaf.size() < kHeaderBytes) return corrupt("leaf is shorter than its clear header");
    ClearHeader header;
    header.version = leaf[0];
    if (header.version != kFormatVersion) {
        return Error(ErrorCode::unsupported, "leaf has an unknown format version",
                     "use a gdprctl that is not older than the trail's writer");
    }
    if (leaf[1] != static_cast<std::uint8_t>(LeafClass::entry) &&
        leaf[1] != static_cast<std::uint8_t>(LeafClass::redact)) {
        return corrupt("leaf has an unknown class");
    }
    header.leaf_class = static_cast<LeafClass>(leaf[1]);
    header.epoch = get_u32(leaf.subspan(2));
    header.seq = get_u64(leaf.subspan(6));
    header.payload_length = get_u32(leaf.subspan(14));
    std::copy_n(leaf.begin() + 18, 32, header.payload_commitment.begin());
    if ((header.payload_length == 0) != (header.payload_commitment == Hash{})) {
        return corrupt("payload length and commitment disagree");
    }
    if (header.leaf_class == LeafClass::redact) {
        if (leaf.size() < kRedactHeaderBytes) return corrupt("redact leaf without its target");
        header.target = get_u64(leaf.subspan(kHeaderBytes));
        if (header.target >= header.seq) return corrupt("redact leaf names a later entry");
    }
    return header;
}

void encode_envelope(const Envelope& envelope, std::span<std::uint8_t> out) {
    Cursor cursor(out);
    cursor.integer(static_cast<std::uint8_t>(envelope.type));
    cursor.integer(envelope.flags);
    cursor.integer(envelope.wall_ns);
    cursor.integer(envelope.monotonic_ns);
    cursor.integer(envelope.incarnation);
    cursor.integer(envelope.store);
    cursor.integer(envelope.collection);
    cursor.integer(envelope.field_set);
    cursor.integer(envelope.actor);
    cursor.integer(envelope.purpose);
    cursor.integer(envelope.request);
    cursor.integer(envelope.row_count);
    cursor.bytes(envelope.source_position);
    cursor.integer(envelope.payload_key.encoded());
    GDPRD_ASSERT(cursor.at() == kEnvelopeBytes);
}

Result<Envelope> parse_envelope(BytesView plain) {
    if (plain.size() != kEnvelopeBytes) return corrupt("envelope has the wrong length");
    if (plain[0] < 1 || plain[0] > kTypeNames.size()) return corrupt("unknown entry type");
    Envelope envelope;
    envelope.type = static_cast<EntryType>(plain[0]);
    envelope.flags = get_u16(plain.subspan(1));
    envelope.wall_ns = get_u64(plain.subspan(3));
    envelope.monotonic_ns = get_u64(plain.subspan(11));
    envelope.incarnation = get_u32(plain.subspan(19));
    envelope.store = get_u64(plain.subspan(23));
    envelope.collection = get_u64(plain.subspan(31));
    envelope.field_set = get_u64(plain.subspan(39));
    envelope.actor = get_u64(plain.subspan(47));
    envelope.purpose = get_u64(plain.subspan(55));
    envelope.request = get_u64(plain.subspan(63));
    envelope.row_count = get_u64(plain.subspan(71));
    std::copy_n(plain.begin() + 79, 16, envelope.source_position.begin());
    GDPRD_TRY_ASSIGN(envelope.payload_key, PayloadKeyId::parse(get_u64(plain.subspan(95))));
    return envelope;
}

Hash leaf_hash(BytesView leaf) {
    constexpr std::uint8_t kPrefix[1] = {0x00};
    return crypto::sha256({BytesView(kPrefix), leaf});
}

Hash payload_commitment(BytesView stored) {
    constexpr std::uint8_t kPrefix[1] = {0x02};
    return crypto::sha256({BytesView(kPrefix), stored});
}

}  // namespace gdprd::audit
