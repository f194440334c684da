#pragma once

#include "audit/file_store.hpp"
#include "audit/keyring.hpp"
#include "config/base/bytes.hpp"
#include "config/base/crypto.hpp"
#include "config/base/secret.hpp"

namespace gdprd::audit {

inline constexpr std::size_t kWrappedKeyBytes = crypto::kXaesNonceBytes + 32 + crypto::kGcmTagBytes;

/// XAES-256-GCM: nonce ‖ ciphertext ‖ tag.
[[nodiscard]] Bytes wrap_key(const Secret& kek, BytesView aad, const Secret& key,
                             const RandomSource& random);
/// crypto: it is not under this key, or not for this place.
Result<Secret> unwrap_key(const Secret& kek, BytesView aad, BytesView wrapped);

}  // namespace gdprd::audit
