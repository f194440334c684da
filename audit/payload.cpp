#include "audit/payload.hpp"

#include <algorithm>

#include "config/base/assert.hpp"
#include "config/base/crypto.hpp"

namespace gdprd::audit {

namespace {

constexpr std::size_t kEpochOverhead = crypto::kGcmNonceBytes + crypto::kGcmTagBytes;
constexpr std::size_t kSubjectOverhead = crypto::kXaesNonceBytes + crypto::kGcmTagBytes;
constexpr std::size_t kDisclosableOverhead = 32 + kEpochOverhead + kDisclosureSaltBytes;

Error sealed_otherwise() {
    return Error(ErrorCode::crypto, "payload is not sealed as its envelope says");
}

/// nonce ‖ ciphertext ‖ tag under the pay key.
void seal_under_epoch(const PayloadPlace& place, EpochKeys& keys, BytesView plain,
                      std::span<std::uint8_t> out) {
    const auto nonce = seq_nonce(place.seq);
    std::copy(nonce.begin(), nonce.end(), out.begin());
    keys.pay.seal(nonce, payload_aad(place), plain, out.subspan(nonce.size()));
}

Result<Bytes> open_under_epoch(const PayloadPlace& place, EpochKeys& keys, BytesView stored) {
    const auto nonce = seq_nonce(place.seq);
    if (stored.size() < kEpochOverhead || !std::equal(nonce.begin(), nonce.end(), stored.begin())) {
        return sealed_otherwise();
    }
    return keys.pay.open(nonce, payload_aad(place), stored.subspan(nonce.size()));
}

/// The AAD of a row, or of a whole payload of kind subject when there is no row number.
Bytes row_aad(PayloadPlace place, std::uint32_t row, const SubjectKey& key) {
    place.key = {PayloadKind::subject, key.number};
    const auto aad = payload_aad(place);
    Bytes out(aad.begin(), aad.end());
    put_u32(out, row);
    return out;
}

}  // namespace

std::array<std::uint8_t, kPayloadAadBytes> payload_aad(const PayloadPlace& place) {
    std::array<std::uint8_t, kPayloadAadBytes> out{};
    const std::uint64_t key = place.key.encoded();
    out[0] = kFormatVersion;
    for (std::size_t i = 0; i < 4; ++i) {
        out[1 + i] = static_cast<std::uint8_t>(place.epoch >> (24 - 8 * i));
    }
    for (std::size_t i = 0; i < 8; ++i) {
        out[5 + i] = static_cast<std::uint8_t>(place.seq >> (56 - 8 * i));
        out[13 + i] = static_cast<std::uint8_t>(key >> (56 - 8 * i));
    }
    return out;
}

std::array<std::uint8_t, 12> seq_nonce(std::uint64_t seq) noexcept {
    std::array<std::uint8_t, 12> out{};
    for (std::size_t i = 0; i < 8; ++i) {
        out[4 + i] = static_cast<std::uint8_t>(seq >> (56 - 8 * i));
    }
    return out;
}

std::size_t stored_payload_bytes(PayloadKind kind, std::size_t plain_bytes) noexcept {
    switch (kind) {
        case PayloadKind::none:
            return 0;
        case PayloadKind::epoch:
        case PayloadKind::rows:
            return plain_bytes + kEpochOverhead;
        case PayloadKind::subject:
            return plain_bytes + kSubjectOverhead;
        case PayloadKind::open:
            return plain_bytes;
        case PayloadKind::disclosable:
            return plain_bytes + kDisclosableOverhead;
    }
    return 0;
}

std::size_t payload_random_bytes(PayloadKind kind) noexcept {
    if (kind == PayloadKind::subject) return crypto::kXaesNonceBytes;
    return kind == PayloadKind::disclosable ? kDisclosureSaltBytes : 0;
}

void seal_payload(const PayloadPlace& place, const PayloadKeys& keys, BytesView plain,
                  BytesView random, std::span<std::uint8_t> out) {
    GDPRD_ASSERT(random.size() == payload_random_bytes(place.key.kind));
    GDPRD_ASSERT(out.size() == stored_payload_bytes(place.key.kind, plain.size()));
    switch (place.key.kind) {
        case PayloadKind::none:
            return;
        case PayloadKind::epoch:
        case PayloadKind::rows:
            return seal_under_epoch(place, *keys.epoch, plain, out);
        case PayloadKind::open:
            std::copy(plain.begin(), plain.end(), out.begin());
            return;
        case PayloadKind::subject: {
            std::copy(random.begin(), random.end(), out.begin());
            const Secret key = crypto::hkdf_expand(keys.subject->key, "pay");
            const Bytes sealed =
                crypto::xaes_seal_with_nonce(key, random, payload_aad(place), plain);
            std::copy(sealed.begin(), sealed.end(), out.begin() + crypto::kXaesNonceBytes);
            return;
        }
        case PayloadKind::disclosable: {
            Bytes salted(random.begin(), random.end());
            const Hash digest = disclosure_digest(salted, plain);
            std::copy(digest.begin(), digest.end(), out.begin());
            put_bytes(salted, plain);
            return seal_under_epoch(place, *keys.epoch, salted, out.subspan(digest.size()));
        }
    }
}

Result<Bytes> open_payload(const PayloadPlace& place, const PayloadKeys& keys, BytesView stored) {
    switch (place.key.kind) {
        case PayloadKind::none:
            return sealed_otherwise();
        case PayloadKind::epoch:
        case PayloadKind::rows:
            return open_under_epoch(place, *keys.epoch, stored);
        case PayloadKind::open:
            return Bytes(stored.begin(), stored.end());
        case PayloadKind::subject: {
            if (keys.subject == nullptr || keys.subject->number != place.key.number) {
                return Error(ErrorCode::crypto, "payload is sealed under a subject's key");
            }
            const Secret key = crypto::hkdf_expand(keys.subject->key, "pay");
            return crypto::xaes_open(key, payload_aad(place), stored);
        }
        case PayloadKind::disclosable: {
            GDPRD_TRY_ASSIGN(Opening opening, open_disclosable(place, *keys.epoch, stored));
            return std::move(opening.plain);
        }
    }
    return sealed_otherwise();
}

Bytes seal_row(const PayloadPlace& place, std::uint32_t row, const SubjectRow& content,
               const RandomSource& random) {
    Bytes out(crypto::kXaesNonceBytes);
    random(out);
    const Secret key = crypto::hkdf_expand(content.key->key, "row");
    put_bytes(out, crypto::xaes_seal_with_nonce(key, out, row_aad(place, row, *content.key),
                                                cbor::encode(content.value)));
    return out;
}

Result<cbor::Value> open_row(const PayloadPlace& place, std::uint32_t row, const SubjectKey& key,
                             BytesView sealed) {
    const Secret row_key = crypto::hkdf_expand(key.key, "row");
    GDPRD_TRY_ASSIGN(const Bytes plain,
                     crypto::xaes_open(row_key, row_aad(place, row, key), sealed));
    return cbor::decode(plain);
}

cbor::Value rows_payload(const PayloadPlace& place, const cbor::Value& body,
                         std::span<const SubjectRow> rows, const RandomSource& random) {
    cbor::Array sealed;
    for (std::uint32_t i = 0; i < rows.size(); ++i) {
        sealed.push_back(cbor::Array{rows[i].key->number, seal_row(place, i, rows[i], random)});
    }
    return cbor::Map{{"body", body}, {"rows", std::move(sealed)}};
}

Hash disclosure_digest(BytesView salt, BytesView plain) {
    constexpr std::uint8_t kPrefix[1] = {0x03};
    return crypto::sha256({BytesView(kPrefix), salt, plain});
}

Result<Opening> open_disclosable(const PayloadPlace& place, EpochKeys& keys, BytesView stored) {
    if (stored.size() < kDisclosableOverhead) return sealed_otherwise();
    GDPRD_TRY_ASSIGN(const Bytes salted, open_under_epoch(place, keys, stored.subspan(32)));
    Opening out;
    const auto split = salted.begin() + kDisclosureSaltBytes;
    out.salt.assign(salted.begin(), split);
    out.plain.assign(split, salted.end());
    const Hash digest = disclosure_digest(out.salt, out.plain);
    if (!std::equal(digest.begin(), digest.end(), stored.begin())) {
        return Error(ErrorCode::crypto, "payload does not fit its own digest");
    }
    return out;
}

}  // namespace gdprd::audit
