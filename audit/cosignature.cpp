#include "audit/cosignature.hpp"

#include <algorithm>

namespace gdprd::audit {

namespace {

constexpr std::size_t kTimeBytes = 8;
constexpr std::size_t kBlobBytes = kTimeBytes + 64;
constexpr CosignatureTime kTimeMax = (1ULL << 63) - 1;

Result<CosignatureTime> verify_line(const SignedNote::Line& line, std::string_view text,
                                    const VerifierKey& witness) {
    Error refused(ErrorCode::crypto,
                  "the checkpoint has a bad cosignature of the witness " + witness.name);
    if (line.signature.size() != kBlobBytes) return refused;
    const CosignatureTime time = get_u64(line.signature);
    if (time > kTimeMax) return refused;
    const std::string message = cosigned_message(text, time);
    const BytesView signature = BytesView(line.signature).subspan(kTimeBytes);
    if (!crypto::ed25519_verify(witness.key, as_bytes(message), signature)) return refused;
    return time;
}

}  // namespace

std::string cosigned_message(std::string_view note_text, CosignatureTime time) {
    return "cosignature/v1\ntime " + std::to_string(time) + "\n" + std::string(note_text);
}

SignedNote::Line cosign(std::string_view name, const Secret& seed, std::string_view note_text,
                        CosignatureTime time) {
    SignedNote::Line line;
    line.name = std::string(name);
    line.id = key_id(name, crypto::ed25519_public(seed), SignatureType::cosignature_v1);
    put_u64(line.signature, time);
    put_bytes(line.signature,
              crypto::ed25519_sign(seed, as_bytes(cosigned_message(note_text, time))));
    return line;
}

Result<std::optional<CosignatureTime>> find_cosignature(const SignedNote& note,
                                                        const VerifierKey& witness) {
    std::optional<CosignatureTime> newest;
    for (const auto& line : note.signatures) {
        if (line.name != witness.name || line.id != witness.id) continue;
        GDPRD_TRY_ASSIGN(const CosignatureTime time, verify_line(line, note.text, witness));
        newest = std::max(newest.value_or(0), time);
    }
    return newest;
}

}  // namespace gdprd::audit
