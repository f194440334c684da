#pragma once

#include <string>

#include "config/base/result.hpp"
#include "config/base/secret.hpp"

namespace gdprd::config {

/// Where a secret is to be found. Settings hold this, never the secret itself.
struct SecretSource {
    enum class Kind : unsigned char { none, file, credential };
    Kind kind = Kind::none;
    std::string where;  ///< path, or name of the systemd credential

    [[nodiscard]] bool given() const noexcept { return kind != Kind::none; }
    friend bool operator==(const SecretSource&, const SecretSource&) = default;
};

/// Reads the secret as it stands in its file; not_found when none is set. Blocks.
Result<Secret> load_secret(const SecretSource& source);
/// A key of 32 bytes, stored raw, or as 64 hexadecimal digits or 44 letters of base64 (one line end
/// may follow); anything else is invalid_argument. Blocks.
Result<Secret> load_key(const SecretSource& source);

}  // namespace gdprd::config
