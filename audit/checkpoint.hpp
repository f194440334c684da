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

/// What a key signs; one byte of its id and its vkey (C2SP signed-note).
enum class SignatureType : std::uint8_t {
    ed25519 = 0x01,         ///< a log, over its note
    cosignature_v1 = 0x04,  ///< a witness, over a time and a log's note (cosignature.hpp)
};

/// C2SP vkey: `name+hex8+base64(type ‖ public key)`.
struct VerifierKey {
    std::string name;
    std::uint32_t id = 0;
    crypto::PublicKey key{};
};

/// The name rule of C2SP: not empty, no space, no '+', no control character, at most 255 bytes.
[[nodiscard]] bool valid_key_name(std::string_view name) noexcept;
/// First 4 bytes of SHA-256(name ‖ 0x0A ‖ type ‖ public key).
[[nodiscard]] std::uint32_t key_id(std::string_view name, const crypto::PublicKey& key,
                                   SignatureType type = SignatureType::ed25519);
[[nodiscard]] std::string format_vkey(std::string_view name, const crypto::PublicKey& key,
                                      SignatureType type = SignatureType::ed25519);
/// Strict; an id that does not fit name and key, and a key of another type, are refused.
Result<VerifierKey> parse_vkey(std::string_view text, SignatureType type = SignatureType::ed25519);

/// The three lines, each ending LF.
[[nodiscard]] std::string format_checkpoint(const Checkpoint& checkpoint);
/// Exactly what format_checkpoint writes (extension lines are `unsupported`).
Result<Checkpoint> parse_checkpoint(std::string_view body);
/// The same, but extension lines, which other logs may write, are passed over: for a witness.
Result<Checkpoint> parse_checkpoint_head(std::string_view body);
/// A decimal number without sign or leading zeros, as checkpoints and witnesses write sizes.
Result<std::uint64_t> parse_size(std::string_view text);

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
/// Signature lines alone, each with its LF, at least one: what a witness answers.
Result<std::vector<SignedNote::Line>> parse_signature_lines(std::string_view lines);
[[nodiscard]] std::string format_signature_line(const SignedNote::Line& line);
[[nodiscard]] std::string format_note(const SignedNote& note);

/// Signs with the Ed25519 seed under the name checkpoint.origin.
[[nodiscard]] std::string sign_checkpoint(const Checkpoint& checkpoint, const Secret& seed);
/// Parses and verifies: one good signature of `key`, no bad one; origin equals the key's name.
/// Signatures of unknown keys are ignored.
Result<Checkpoint> verify_checkpoint(std::string_view note, const VerifierKey& key);

}  // namespace gdprd::audit
