#include "audit/checkpoint.hpp"

#include <algorithm>
#include <charconv>

namespace gdprd::audit {

namespace {

constexpr std::string_view kDash = "\xE2\x80\x94 ";  // em dash U+2014, space
constexpr std::size_t kNoteBytesMax = 1U << 20;
constexpr std::size_t kSignaturesMax = 100;

Error bad(const char* what) {
    return Error(ErrorCode::invalid_argument, what);
}

/// Cuts the next line, with its LF, off `rest`; false when there is no LF.
bool take_line(std::string_view& rest, std::string_view& line) {
    const auto end = rest.find('\n');
    if (end == std::string_view::npos) return false;
    line = rest.substr(0, end);
    rest.remove_prefix(end + 1);
    return true;
}

Result<SignedNote::Line> parse_signature_line(std::string_view line) {
    if (!line.starts_with(kDash)) return bad("signature line does not begin with a dash");
    line.remove_prefix(kDash.size());
    const auto space = line.find(' ');
    if (space == std::string_view::npos) return bad("signature line has no signature");
    SignedNote::Line out;
    out.name = std::string(line.substr(0, space));
    if (!valid_key_name(out.name)) return bad("signature line has a bad key name");
    GDPRD_TRY_ASSIGN(Bytes blob, base64_decode(line.substr(space + 1)));
    if (blob.size() < 5) return bad("signature is too short");
    out.id = get_u32(blob);
    out.signature.assign(blob.begin() + 4, blob.end());
    return out;
}

/// Origin, size and root; `body` keeps what follows.
Result<Checkpoint> take_head(std::string_view& body) {
    std::string_view origin;
    std::string_view size;
    std::string_view root;
    if (!take_line(body, origin) || !take_line(body, size) || !take_line(body, root)) {
        return bad("checkpoint has fewer than three lines");
    }
    Checkpoint out;
    out.origin = std::string(origin);
    if (!valid_key_name(origin)) return bad("checkpoint has a bad origin");
    GDPRD_TRY_ASSIGN(out.size, parse_size(size));
    GDPRD_TRY_ASSIGN(const Bytes hash, base64_decode(root));
    if (hash.size() != out.root.size()) return bad("checkpoint root is not 32 bytes");
    std::copy(hash.begin(), hash.end(), out.root.begin());
    return out;
}

Error other_type(SignatureType wanted) {
    if (wanted == SignatureType::cosignature_v1) {
        return Error(ErrorCode::unsupported, "this is not a witness's key (cosignature/v1)",
                     "give the key that gdprctl witness init printed, or that the witness "
                     "publishes");
    }
    return Error(ErrorCode::unsupported, "verifier keys other than Ed25519 are not supported",
                 "a log's key is the one in the trail's file vkey");
}

}  // namespace

Result<std::uint64_t> parse_size(std::string_view text) {
    std::uint64_t value = 0;
    const auto [end, ec] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (ec != std::errc{} || end != text.data() + text.size() ||
        (text.size() > 1 && text.front() == '0')) {
        return bad("not a decimal number");
    }
    return value;
}

bool valid_key_name(std::string_view name) noexcept {
    if (name.empty() || name.size() > 255) return false;
    return std::none_of(name.begin(), name.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte <= 0x20 || byte >= 0x7F || c == '+';
    });
}

std::uint32_t key_id(std::string_view name, const crypto::PublicKey& key, SignatureType type) {
    const std::uint8_t suffix[2] = {0x0A, static_cast<std::uint8_t>(type)};
    const Hash digest = crypto::sha256({as_bytes(name), BytesView(suffix), BytesView(key)});
    return get_u32(digest);
}

std::string format_vkey(std::string_view name, const crypto::PublicKey& key, SignatureType type) {
    Bytes id;
    put_u32(id, key_id(name, key, type));
    Bytes blob{static_cast<std::uint8_t>(type)};
    put_bytes(blob, key);
    return std::string(name) + "+" + hex_encode(id) + "+" + base64_encode(blob);
}

Result<VerifierKey> parse_vkey(std::string_view text, SignatureType type) {
    Error refused(ErrorCode::invalid_argument, "this is not a verifier key",
                  "give NAME+HEX+BASE64, as in the trail's file vkey");
    const auto first = text.find('+');
    if (first == std::string_view::npos) return refused;
    const auto second = text.find('+', first + 1);
    if (second == std::string_view::npos) return refused;
    VerifierKey out;
    out.name = std::string(text.substr(0, first));
    const std::string_view hex = text.substr(first + 1, second - first - 1);
    const auto id = hex_decode(hex);
    const auto blob = base64_decode(text.substr(second + 1));
    if (!valid_key_name(out.name) || hex.size() != 8 || !id || !blob) return refused;
    if (blob->size() != 33) return refused;
    if ((*blob)[0] != static_cast<std::uint8_t>(type)) return other_type(type);
    std::copy_n(blob->begin() + 1, 32, out.key.begin());
    out.id = get_u32(*id);
    if (out.id != key_id(out.name, out.key, type)) {
        return Error(ErrorCode::invalid_argument,
                     "the verifier key is mistyped: its name and key do not make the id in it",
                     "copy it whole, NAME+HEX+BASE64 on one line, from where the operator "
                     "published it");
    }
    return out;
}

std::string format_checkpoint(const Checkpoint& checkpoint) {
    return checkpoint.origin + "\n" + std::to_string(checkpoint.size) + "\n" +
           base64_encode(checkpoint.root) + "\n";
}

Result<Checkpoint> parse_checkpoint(std::string_view body) {
    GDPRD_TRY_ASSIGN(Checkpoint out, take_head(body));
    if (!body.empty()) {
        return Error(ErrorCode::unsupported, "checkpoint extension lines are not supported");
    }
    return out;
}

Result<Checkpoint> parse_checkpoint_head(std::string_view body) {
    GDPRD_TRY_ASSIGN(Checkpoint out, take_head(body));
    for (std::string_view line; !body.empty();) {
        if (!take_line(body, line) || line.empty()) {
            return bad("checkpoint has an empty extension line");
        }
    }
    return out;
}

Result<std::vector<SignedNote::Line>> parse_signature_lines(std::string_view lines) {
    std::vector<SignedNote::Line> out;
    std::string_view line;
    while (take_line(lines, line)) {
        if (out.size() == kSignaturesMax) return bad("note has too many signatures");
        GDPRD_TRY_ASSIGN(auto parsed, parse_signature_line(line));
        out.push_back(std::move(parsed));
    }
    if (!lines.empty()) return bad("note does not end with a line end");
    if (out.empty()) return bad("note has no signature");
    return out;
}

std::string format_signature_line(const SignedNote::Line& line) {
    Bytes blob;
    put_u32(blob, line.id);
    put_bytes(blob, line.signature);
    return std::string(kDash) + line.name + " " + base64_encode(blob) + "\n";
}

Result<SignedNote> parse_note(std::string_view note) {
    if (note.size() > kNoteBytesMax) return bad("note is too long");
    const bool control = std::any_of(note.begin(), note.end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x20 && c != '\n';
    });
    if (control) return bad("note has a control character");
    const auto split = note.rfind("\n\n");
    if (split == std::string_view::npos) return bad("note has no signature part");
    SignedNote out;
    out.text = std::string(note.substr(0, split + 1));
    GDPRD_TRY_ASSIGN(out.signatures, parse_signature_lines(note.substr(split + 2)));
    return out;
}

std::string format_note(const SignedNote& note) {
    std::string out = note.text + "\n";
    for (const auto& line : note.signatures) out += format_signature_line(line);
    return out;
}

std::string sign_checkpoint(const Checkpoint& checkpoint, const Secret& seed) {
    SignedNote note;
    note.text = format_checkpoint(checkpoint);
    const auto signature = crypto::ed25519_sign(seed, as_bytes(note.text));
    note.signatures.push_back({checkpoint.origin,
                               key_id(checkpoint.origin, crypto::ed25519_public(seed)),
                               Bytes(signature.begin(), signature.end())});
    return format_note(note);
}

Result<Checkpoint> verify_checkpoint(std::string_view note, const VerifierKey& key) {
    GDPRD_TRY_ASSIGN(const SignedNote parsed, parse_note(note));
    bool good = false;
    for (const auto& line : parsed.signatures) {
        if (line.name != key.name || line.id != key.id) continue;
        if (line.signature.size() != 64 ||
            !crypto::ed25519_verify(key.key, as_bytes(parsed.text), line.signature)) {
            return Error(ErrorCode::crypto, "checkpoint has a bad signature of the log's key");
        }
        good = true;
    }
    if (!good) return Error(ErrorCode::crypto, "checkpoint is not signed by the log's key");
    GDPRD_TRY_ASSIGN(Checkpoint out, parse_checkpoint(parsed.text));
    if (out.origin != key.name) {
        return Error(ErrorCode::crypto, "checkpoint is of another origin than the key's");
    }
    return out;
}

}  // namespace gdprd::audit
