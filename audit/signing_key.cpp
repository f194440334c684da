#include "audit/signing_key.hpp"

#include <fmt/format.h>

#include "config/base/crypto.hpp"
#include "config/base/files.hpp"
#include "config/secret_source.hpp"

namespace gdprd::audit {
namespace {

constexpr std::string_view kNoteKey = "PRIVATE+KEY+";

Error bad_note_key() {
    return Error(ErrorCode::invalid_argument, "the note signer key is damaged",
                 "it is one line: PRIVATE+KEY+NAME+ID+BASE64");
}

/// `line` without kNoteKey: NAME+ID+BASE64; neither a name nor an id holds '+'.
Result<SigningKey> parse_note_key(std::string_view line, SignatureType type) {
    const auto first = line.find('+');
    const auto second = first == line.npos ? line.npos : line.find('+', first + 1);
    if (second == line.npos) return bad_note_key();
    auto typed = base64_decode(line.substr(second + 1));
    if (!typed || typed->size() != 1 + crypto::kKeyBytes ||
        typed->front() != static_cast<std::uint8_t>(type))
        return bad_note_key();
    SigningKey out{std::string(line.substr(0, first)), type, Secret{BytesView(*typed).subspan(1)}};
    crypto::wipe(*typed);
    const auto id = fmt::format("{:08x}", out.verifier().id);
    if (!valid_key_name(out.name) || line.substr(first + 1, second - first - 1) != id)
        return bad_note_key();
    return out;
}

}  // namespace

VerifierKey SigningKey::verifier() const {
    const auto key = crypto::ed25519_public(seed);
    return {name, key_id(name, key, type), key};
}

std::string SigningKey::vkey() const {
    return format_vkey(name, crypto::ed25519_public(seed), type);
}

Result<Secret> load_signing_key(const std::string& path, const std::string& name) {
    const config::SecretSource file{config::SecretSource::Kind::file, path};
    GDPRD_TRY_ASSIGN(const Secret stored, config::load_secret(file));
    const std::string_view line = stored.expose_line();
    if (line.starts_with(kNoteKey)) {
        GDPRD_TRY_ASSIGN(SigningKey key,
                         parse_note_key(line.substr(kNoteKey.size()), SignatureType::ed25519));
        if (key.name != name)
            return Error(ErrorCode::invalid_argument, "the signer key's name is not the origin",
                         "a trail's checkpoints are signed under its origin");
        return std::move(key.seed);
    }
    if (line.starts_with("-----BEGIN")) return crypto::ed25519_seed_from_pem(stored);
    return config::load_key(file);
}

Result<SigningKey> create_note_key(const std::string& path, const std::string& name,
                                   SignatureType type) {
    if (!valid_key_name(name)) {
        return Error(ErrorCode::invalid_argument, "this name cannot name a key",
                     "a name such as witness.example.org/w1, without spaces and +");
    }
    SigningKey key{name, type, Secret::random(crypto::kKeyBytes)};
    Bytes typed{static_cast<std::uint8_t>(type)};
    put_bytes(typed, key.seed.expose());
    std::string line =
        fmt::format("{}{}+{:08x}+{}\n", kNoteKey, name, key.verifier().id, base64_encode(typed));
    crypto::wipe(typed);
    const auto written = create_file_atomically(path, as_bytes(line), 0600);
    crypto::wipe({reinterpret_cast<std::uint8_t*>(line.data()), line.size()});
    GDPRD_TRY(written);
    return key;
}

Result<SigningKey> load_note_key(const std::string& path, SignatureType type) {
    GDPRD_TRY_ASSIGN(const Secret stored, Secret::load(path));
    const std::string_view line = stored.expose_line();
    if (!line.starts_with(kNoteKey)) return bad_note_key();
    return parse_note_key(line.substr(kNoteKey.size()), type);
}

}  // namespace gdprd::audit
