#pragma once

#include "config/base/bytes.hpp"
#include "config/base/crypto.hpp"
#include "config/base/secret.hpp"

namespace gdprd::audit {

/// The keys of one epoch, ready for use. One thread at a time.
struct EpochKeys {
    explicit EpochKeys(const Secret& epoch_key);
    crypto::Aes256Gcm env;  ///< envelopes
    crypto::Aes256Gcm pay;  ///< payloads of the kinds epoch, rows, disclosable
    Secret mac;             ///< frames
    Secret idx_file;        ///< its part of the search index
    Hash commitment{};      ///< HKDF(epoch key, "commit"), logged by the epoch's key entry
};

/// HKDF(key, "commit"): what the trail logs of a key before the key is used.
[[nodiscard]] Hash key_commitment(const Secret& key);

}  // namespace gdprd::audit
