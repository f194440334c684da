#include "audit/witness_protocol.hpp"

#include <algorithm>

namespace gdprd::audit {

namespace {

constexpr std::string_view kOldWord = "old ";

Error bad(const char* what) {
    return Error(ErrorCode::invalid_argument, what);
}

Result<std::string_view> take_line(std::string_view& rest) {
    const auto end = rest.find('\n');
    if (end == std::string_view::npos) return bad("request is cut off before the checkpoint");
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end + 1);
    return line;
}

/// A good signature of a trusted key, and no bad one; keys that are not trusted do not count.
bool signed_by_one_of(const SignedNote& note, std::span<const VerifierKey> keys) {
    bool good = false;
    for (const auto& line : note.signatures) {
        for (const VerifierKey& key : keys) {
            if (line.name != key.name || line.id != key.id) continue;
            if (line.signature.size() != std::tuple_size_v<crypto::Signature> ||
                !crypto::ed25519_verify(key.key, as_bytes(note.text), line.signature)) {
                return false;
            }
            good = true;
        }
    }
    return good;
}

}  // namespace

Result<AddCheckpoint> parse_add_checkpoint(std::string_view body) {
    if (body.size() > kAddCheckpointBytesMax) return bad("request is too long");
    AddCheckpoint out;
    GDPRD_TRY_ASSIGN(std::string_view line, take_line(body));
    if (!line.starts_with(kOldWord)) return bad("request does not begin with the old size");
    GDPRD_TRY_ASSIGN(out.old_size, parse_size(line.substr(kOldWord.size())));
    for (;;) {
        GDPRD_TRY_ASSIGN(line, take_line(body));
        if (line.empty()) break;
        if (out.proof.size() == kConsistencyHashesMax) return bad("more than 63 proof lines");
        GDPRD_TRY_ASSIGN(const Bytes bytes, base64_decode(line));
        Hash hash{};
        if (bytes.size() != hash.size()) return bad("a proof line is not 32 bytes");
        std::copy(bytes.begin(), bytes.end(), hash.begin());
        out.proof.push_back(hash);
    }
    GDPRD_TRY_ASSIGN(out.note, parse_note(body));
    GDPRD_TRY_ASSIGN(out.checkpoint, parse_checkpoint_head(out.note.text));
    return out;
}

std::string format_add_checkpoint(std::uint64_t old_size, std::span<const Hash> proof,
                                  std::string_view note) {
    std::string out = std::string(kOldWord) + std::to_string(old_size) + "\n";
    for (const Hash& hash : proof) out += base64_encode(hash) + "\n";
    return out + "\n" + std::string(note);
}

int http_status(WitnessVerdict verdict) noexcept {
    switch (verdict) {
        case WitnessVerdict::cosign:
            return 200;
        case WitnessVerdict::malformed:
            return 400;
        case WitnessVerdict::no_signature:
            return 403;
        case WitnessVerdict::unknown_origin:
            return 404;
        case WitnessVerdict::other_size:
        case WitnessVerdict::other_root:
            return 409;
        case WitnessVerdict::bad_proof:
            return 422;
    }
    return 500;
}

std::string_view to_string(WitnessVerdict verdict) noexcept {
    switch (verdict) {
        case WitnessVerdict::cosign:
            return "cosigned";
        case WitnessVerdict::malformed:
            return "the request is not well-formed, or its old size is above its checkpoint's";
        case WitnessVerdict::no_signature:
            return "the checkpoint is not signed by a key that is trusted for its origin";
        case WitnessVerdict::unknown_origin:
            return "the checkpoint's origin is not known to this witness";
        case WitnessVerdict::other_size:
            return "the old size is not that of the latest cosigned checkpoint";
        case WitnessVerdict::other_root:
            return "the latest cosigned checkpoint has this size and another root";
        case WitnessVerdict::bad_proof:
            return "the proof does not lead from the latest cosigned checkpoint to this one";
    }
    return "";
}

WitnessVerdict judge_checkpoint(const AddCheckpoint& request, std::span<const VerifierKey> keys,
                                const TreeHead& latest) {
    const Checkpoint& checkpoint = request.checkpoint;
    if (keys.empty()) return WitnessVerdict::unknown_origin;
    if (!signed_by_one_of(request.note, keys)) return WitnessVerdict::no_signature;
    if (request.old_size > checkpoint.size) return WitnessVerdict::malformed;
    if (request.old_size != latest.size) return WitnessVerdict::other_size;
    if (checkpoint.size == latest.size && checkpoint.root != latest.root) {
        return WitnessVerdict::other_root;
    }
    const TreeHead head{checkpoint.size, checkpoint.root};
    return verify_consistency(latest, head, request.proof) ? WitnessVerdict::cosign
                                                           : WitnessVerdict::bad_proof;
}

}  // namespace gdprd::audit
