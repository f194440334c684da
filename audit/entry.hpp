#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/base/bytes.hpp"
#include "config/base/cbor.hpp"
#include "config/base/result.hpp"
#include "config/base/secret.hpp"
#include "config/base/strong.hpp"

namespace gdprd::audit {

/// What an entry records; one byte of the envelope, for ever.
enum class EntryType : std::uint8_t {
    read = 1,
    write = 2,
    request = 3,
    plan = 4,
    approval = 5,
    intent = 6,
    outcome = 7,
    catalogue = 8,
    policy = 9,
    actor = 10,
    key = 11,
    gap = 12,
    clock = 13,
    anchor = 14,
    redact = 15,
    system = 16,
};
[[nodiscard]] std::string_view to_string(EntryType type) noexcept;
Result<EntryType> parse_entry_type(std::string_view text);

/// The class in the clear header: readable, and therefore verifiable, without any key.
enum class LeafClass : std::uint8_t { entry = 1, redact = 2 };

/// How the payload's stored bytes are made (man gdprd-trail.5, "Payloads").
enum class PayloadKind : std::uint8_t {
    none = 0,         ///< no payload
    epoch = 1,        ///< AES-256-GCM under the epoch's pay key
    subject = 2,      ///< XAES-256-GCM under one subject's key
    rows = 3,         ///< as epoch; rows inside are sealed under the row keys of several subjects
    open = 4,         ///< not sealed: key commitments, which everybody must be able to read
    disclosable = 5,  ///< as epoch, with a salted digest, so that one entry can be shown to others
};

/// Kind (high byte) and, for `subject`, the number of the subject key (low 56 bits).
struct PayloadKeyId {
    PayloadKind kind = PayloadKind::none;
    std::uint64_t number = 0;
    [[nodiscard]] std::uint64_t encoded() const noexcept;
    static Result<PayloadKeyId> parse(std::uint64_t encoded);
    friend bool operator==(const PayloadKeyId&, const PayloadKeyId&) = default;
};

/// A data subject's key as the key tree hands it out; number < 2^56, never used twice.
struct SubjectKey {
    std::uint64_t number = 0;
    Secret key;
};

/// One subject's part of a payload that several subjects share; sealed under that subject's row
/// key.
struct SubjectRow {
    std::shared_ptr<const SubjectKey> key;
    cbor::Value value;
};

/// An entry as its author gives it. The names are gdprd's own words, never personal; empty: none.
/// What may identify somebody goes into the payload.
struct EntryDraft {
    EntryType type = EntryType::system;
    std::uint16_t flags = 0;  ///< bits 8 to 15 are the author's; 0 to 7 are the trail's own
    std::string store;
    std::string collection;           ///< needs a store
    std::vector<std::string> fields;  ///< a set; needs a collection
    std::string actor;
    std::string purpose;
    std::string request;
    std::uint64_t row_count = 0;
    /// Session + line number, LSN or GTID of the source; zero when there is none.
    std::array<std::uint8_t, 16> source_position{};
    std::optional<cbor::Value> payload;
    /// Seals the payload under this subject's key in place of the epoch's.
    std::shared_ptr<const SubjectKey> subject_key;
    /// Makes a payload of kind `rows`; not together with subject_key.
    std::vector<SubjectRow> rows;
    std::optional<EntryIndex> redacts;  ///< target; makes a leaf of class redact (type redact only)
};

inline constexpr std::uint8_t kFormatVersion = 1;
inline constexpr std::uint16_t kFlagDefinition = 0x0001;  ///< this entry defines an id of its epoch
inline constexpr std::size_t kHeaderBytes = 50;
inline constexpr std::size_t kRedactHeaderBytes = 58;
inline constexpr std::size_t kEnvelopeBytes = 103;
inline constexpr std::size_t kLeafBytesMax = 65535;

/// First part of a leaf, and the AAD of its envelope.
struct ClearHeader {
    std::uint8_t version = kFormatVersion;
    LeafClass leaf_class = LeafClass::entry;
    std::uint32_t epoch = 0;
    std::uint64_t seq = 0;
    std::uint32_t payload_length = 0;  ///< stored bytes
    Hash payload_commitment{};         ///< zero when there is no payload
    std::uint64_t target = 0;          ///< class redact only
    [[nodiscard]] std::size_t encoded_bytes() const noexcept;
    friend bool operator==(const ClearHeader&, const ClearHeader&) = default;
};

/// Second part of a leaf, sealed. The ids are seqs of definition entries of the same epoch; 0:
/// none.
struct Envelope {
    EntryType type = EntryType::system;
    std::uint16_t flags = 0;
    std::uint64_t wall_ns = 0;       ///< since 1970-01-01T00:00:00Z
    std::uint64_t monotonic_ns = 0;  ///< comparable within one incarnation only
    std::uint32_t incarnation = 0;
    std::uint64_t store = 0, collection = 0, field_set = 0, actor = 0, purpose = 0, request = 0;
    std::uint64_t row_count = 0;
    std::array<std::uint8_t, 16> source_position{};
    PayloadKeyId payload_key;
    friend bool operator==(const Envelope&, const Envelope&) = default;
};

/// Writes encoded_bytes() bytes; `out` must be large enough (asserted).
void encode_header(const ClearHeader& header, std::span<std::uint8_t> out);
/// Parses the head of a leaf: version, class, lengths and zero commitment rule are checked.
Result<ClearHeader> parse_header(BytesView leaf);
/// Writes kEnvelopeBytes.
void encode_envelope(const Envelope& envelope, std::span<std::uint8_t> out);
/// Exactly kEnvelopeBytes; unknown types and payload kinds are `corrupt`.
Result<Envelope> parse_envelope(BytesView plain);

/// SHA-256(0x00 ‖ leaf).
[[nodiscard]] Hash leaf_hash(BytesView leaf);
/// SHA-256(0x02 ‖ stored payload bytes).
[[nodiscard]] Hash payload_commitment(BytesView stored);

}  // namespace gdprd::audit
