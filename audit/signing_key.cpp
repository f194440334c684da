#include "audit/signing_key.hpp"

#include <fmt/format.h>

#include "audit/checkpoint.hpp"
#include "config/base/crypto.hpp"
#include "config/secret_source.hpp"

namespace gdprd::audit {
namespace {

constexpr std::string_view kNoteKey = "PRIVATE+KEY+";
constexpr std::uint8_t kEd25519 = 0x01;

Error bad_note_key() {
    return Error(ErrorCode::invalid_argument, "the note signer key is damaged",
                 "it is one line: PRIVATE+KEY+NAME+ID+BASE64");
}

/// `line` without kNoteKey: NAME+ID+BASE64; neither a name nor an id holds '+'.
Result<Secret> parse_note_key(std::string_view line, const std::string& name) {
    const auto first = line.find('+');
    const auto second = first == line.npos ? line.npos : line.find('+', first + 1);
    if (second == line.npos) return bad_note_key();
    if (line.substr(0, first) != name)
        return Error(ErrorCode::invalid_argument, "the signer key's name is not the origin",
                     "a trail's checkpoints are signed under its origin");
    auto typed = base64_decode(line.substr(second + 1));
    if (!typed || typed->size() != 1 + crypto::kKeyBytes || typed->front() != kEd25519)
        return bad_note_key();
    Secret seed{BytesView(*typed).subspan(1)};
    crypto::wipe(*typed);
    const auto id = fmt::format("{:08x}", key_id(name, crypto::ed25519_public(seed)));
    if (line.substr(first + 1, second - first - 1) != id) return bad_note_key();
    return seed;
}

}  // namespace

Result<Secret> load_signing_key(const std::string& path, const std::string& name) {
    const config::SecretSource file{config::SecretSource::Kind::file, path};
    GDPRD_TRY_ASSIGN(const Secret stored, config::load_secret(file));
    const std::string_view line = stored.expose_line();
    if (line.starts_with(kNoteKey)) return parse_note_key(line.substr(kNoteKey.size()), name);
    if (line.starts_with("-----BEGIN")) return crypto::ed25519_seed_from_pem(stored);
    return config::load_key(file);
}

}  // namespace gdprd::audit
