#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "config/base/bytes.hpp"
#include "config/base/crypto.hpp"
#include "config/base/result.hpp"
#include "config/base/secret.hpp"

namespace gdprd::audit {

/// C2SP tlog-checkpoint: what is signed.
struct Checkpoint {
    std::string origin;
    std::uint64_t size = 0;
    Hash root{};
    friend bool operator==(const Checkpoint&, const Checkpoint&) = default;
};

/// C2SP vkey: `name+hex8+base64(type ‖ public key)`, type 0x01 (Ed25519).
struct VerifierKey {
    std::string name;
    std::uint32_t id = 0;
    crypto::PublicKey key{};
};

/// The name rule of C2SP: not empty, no space, no '+', no control character, at most 255 bytes.
[[nodiscard]] bool valid_key_name(std::string_view name) noexcept;
/// First 4 bytes of SHA-256(name ‖ 0x0A ‖ 0x01 ‖ public key).
[[nodiscard]] std::uint32_t key_id(std::string_view name, const crypto::PublicKey& key);
[[nodiscard]] std::string format_vkey(std::string_view name, const crypto::PublicKey& key);
/// Strict; an id that does not fit name and key is refused.
Result<VerifierKey> parse_vkey(std::string_view text);

/// The three lines, each ending LF.
[[nodiscard]] std::string format_checkpoint(const Checkpoint& checkpoint);
/// Exactly what format_checkpoint writes (extension lines are `unsupported`).
Result<Checkpoint> parse_checkpoint(std::string_view body);

/// A C2SP signed note, taken apart but not verified.
struct SignedNote {
    struct Line {
        std::string name;
        std::uint32_t id = 0;
        Bytes signature;  ///< without the key id
    };
    std::string text;  ///< with its last LF, without the empty line
    std::vector<Line> signatures;
};
Result<SignedNote> parse_note(std::string_view note);
[[nodiscard]] std::string format_note(const SignedNote& note);

/// Signs with the Ed25519 seed under the name checkpoint.origin.
[[nodiscard]] std::string sign_checkpoint(const Checkpoint& checkpoint, const Secret& seed);
/// Parses and verifies: one good signature of `key`, no bad one; origin equals the key's name.
/// Signatures of unknown keys are ignored.
Result<Checkpoint> verify_checkpoint(std::string_view note, const VerifierKey& key);

}  // namespace gdprd::audit
