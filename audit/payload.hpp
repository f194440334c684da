#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "audit/entry.hpp"
#include "audit/keyring.hpp"
#include "config/base/bytes.hpp"
#include "config/base/cbor.hpp"
#include "config/base/result.hpp"

namespace gdprd::audit {

inline constexpr std::size_t kPayloadAadBytes = 21;
inline constexpr std::size_t kDisclosureSaltBytes = 32;
inline constexpr std::size_t kPayloadPlainBytesMax = 256ULL * 1024;

/// Where a payload belongs. Bound into it as AAD: version ‖ epoch ‖ seq ‖ payload key id.
struct PayloadPlace {
    std::uint32_t epoch = 0;
    std::uint64_t seq = 0;
    PayloadKeyId key;
};
[[nodiscard]] std::array<std::uint8_t, kPayloadAadBytes> payload_aad(const PayloadPlace& place);
/// AES-GCM nonce of envelopes and epoch payloads: the seq as 96 bits.
[[nodiscard]] std::array<std::uint8_t, 12> seq_nonce(std::uint64_t seq) noexcept;

/// Stored bytes for `plain_bytes` of CBOR.
[[nodiscard]] std::size_t stored_payload_bytes(PayloadKind kind, std::size_t plain_bytes) noexcept;

/// What sealing needs; subject only for kind subject.
struct PayloadKeys {
    EpochKeys* epoch = nullptr;
    const SubjectKey* subject = nullptr;
};
/// Random bytes that sealing one payload takes: a nonce, or the salt of a disclosure.
[[nodiscard]] std::size_t payload_random_bytes(PayloadKind kind) noexcept;
/// Fills `out`, of stored_payload_bytes() bytes; `random` has payload_random_bytes(), drawn for
/// this payload only.
void seal_payload(const PayloadPlace& place, const PayloadKeys& keys, BytesView plain,
                  BytesView random, std::span<std::uint8_t> out);
/// The CBOR bytes. crypto: a key that is needed is missing or does not open it.
Result<Bytes> open_payload(const PayloadPlace& place, const PayloadKeys& keys, BytesView stored);

/// One row of a shared payload: XAES-256-GCM under HKDF-Expand(subject key, "row"). The AAD is
/// that of a payload of kind subject at this place, followed by the row's number.
[[nodiscard]] Bytes seal_row(const PayloadPlace& place, std::uint32_t row,
                             const SubjectRow& content, const RandomSource& random);
Result<cbor::Value> open_row(const PayloadPlace& place, std::uint32_t row, const SubjectKey& key,
                             BytesView sealed);

/// Plaintext of a shared payload: {"body": …, "rows": [[key number, sealed row], …]}.
[[nodiscard]] cbor::Value rows_payload(const PayloadPlace& place, const cbor::Value& body,
                                       std::span<const SubjectRow> rows,
                                       const RandomSource& random);

/// A disclosable payload's stored bytes are digest ‖ nonce ‖ AES-GCM(salt ‖ CBOR).
[[nodiscard]] Hash disclosure_digest(BytesView salt, BytesView plain);
struct Opening {
    Bytes salt;
    Bytes plain;
};
Result<Opening> open_disclosable(const PayloadPlace& place, EpochKeys& keys, BytesView stored);

}  // namespace gdprd::audit
