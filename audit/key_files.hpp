#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "audit/file_store.hpp"
#include "audit/key_journal.hpp"
#include "config/base/bytes.hpp"
#include "config/base/crypto.hpp"
#include "config/base/result.hpp"

namespace gdprd::audit {

inline constexpr std::size_t kRatchetBytes = 32;
/// Below keys/: as `signing`, or zeros.
inline constexpr const char* kNextSigningName = "signing-next";

/// What to do when keys of subjects are lost while the other keys open.
inline constexpr const char* kRestoreKeys =
    "put the files of keys/ back, all of one moment, or make what is missing from a backup: "
    "gdprctl keys restore; without either this trail has ended: gdprd continue-trail";

/// What keys/epochs says in clear of one epoch.
struct EpochRecord {
    std::uint32_t epoch = 0;
    std::uint64_t first_seq = 0;
    std::uint32_t incarnation = 0;
    std::uint64_t created_ns = 0;
    Hash commitment{};
    Bytes wrapped;  ///< XAES-256-GCM under the KEK: nonce ‖ ciphertext ‖ tag; zeros when destroyed
};

/// What a file of a signing key says.
struct SigningFile {
    crypto::PublicKey public_key{};
    Bytes wrapped_seed;
    friend bool operator==(const SigningFile&, const SigningFile&) = default;
};

/// What needs no key: form and CRC of the files. Returns the epochs; the error names the file and
/// byte.
struct KeyFiles {
    Bytes ratchet;
    std::string origin;
    SigningFile signing;
    std::optional<SigningFile> next;  ///< the key that is to follow, or follows already
    std::vector<EpochRecord> epochs;
    std::vector<KeyWrite> pending;  ///< what stands in the journal; the rest is as if it were done
};
struct KeyFileFault {
    std::string file;
    std::uint64_t offset = 0;
    Error error;
};
/// The ratchet alone.
Result<Bytes> load_ratchet(FileStore& files, const std::string& dir);
Result<KeyFiles> load_key_files(FileStore& files, const std::string& dir, KeyFileFault* fault);

/// The files' bytes.
[[nodiscard]] Bytes ratchet_file(BytesView ratchet);
[[nodiscard]] Bytes signing_file(std::string_view origin, const crypto::PublicKey& key,
                                 BytesView wrapped);
[[nodiscard]] Bytes epochs_file(const std::vector<EpochRecord>& epochs);
/// The AAD of the wrapped signing key: everything in its file before it.
[[nodiscard]] Bytes signing_clear(std::string_view origin, const crypto::PublicKey& key);
/// The AAD of an epoch's wrapped key: a wrapped key opens only in the place that it was made for.
[[nodiscard]] Bytes record_aad(const EpochRecord& record);

}  // namespace gdprd::audit
