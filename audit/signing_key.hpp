#pragma once

#include <string>

#include "config/base/result.hpp"
#include "config/base/secret.hpp"

namespace gdprd::audit {

/// The Ed25519 seed in a key file, for a checkpoint signed under `name`. Takes 32 bytes (raw, 64
/// hexadecimal digits or base64), a PKCS#8 PEM, or a C2SP note signer key
/// (`PRIVATE+KEY+NAME+ID+BASE64`, as golang.org/x/mod/sumdb/note writes it), whose name must be
/// `name`. The key itself never appears in an error.
Result<Secret> load_signing_key(const std::string& path, const std::string& name);

}  // namespace gdprd::audit
