#pragma once

#include <string>

#include "audit/checkpoint.hpp"
#include "config/base/result.hpp"
#include "config/base/secret.hpp"

namespace gdprd::audit {

/// The Ed25519 seed in a key file, for a checkpoint signed under `name`. Takes 32 bytes (raw, 64
/// hexadecimal digits or base64), a PKCS#8 PEM, or a C2SP note signer key
/// (`PRIVATE+KEY+NAME+ID+BASE64`, as golang.org/x/mod/sumdb/note writes it), whose name must be
/// `name`. The key itself never appears in an error.
Result<Secret> load_signing_key(const std::string& path, const std::string& name);

/// A key with the name that it signs under.
struct SigningKey {
    std::string name;
    SignatureType type = SignatureType::ed25519;
    Secret seed;
    [[nodiscard]] VerifierKey verifier() const;
    [[nodiscard]] std::string vkey() const;
};
/// Makes a random key and writes it as a C2SP note signer key, mode 0600; conflict when the file is
/// there already.
Result<SigningKey> create_note_key(const std::string& path, const std::string& name,
                                   SignatureType type);
/// Reads a file that create_note_key() wrote; a key of another type is refused.
Result<SigningKey> load_note_key(const std::string& path, SignatureType type);

}  // namespace gdprd::audit
