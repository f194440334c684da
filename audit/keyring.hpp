#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "audit/file_store.hpp"
#include "config/base/bytes.hpp"
#include "config/base/crypto.hpp"
#include "config/base/result.hpp"
#include "config/base/secret.hpp"

namespace gdprd::audit {

/// Fills a span with random bytes; replaced only where stored sample bytes are made.
using RandomSource = std::function<void(std::span<std::uint8_t>)>;

/// The keys of one epoch, ready for use. One thread at a time.
struct EpochKeys {
    explicit EpochKeys(const Secret& epoch_key);
    crypto::Aes256Gcm env;  ///< envelopes
    crypto::Aes256Gcm pay;  ///< payloads of the kinds epoch, rows, disclosable
    Secret mac;             ///< frames
    Secret idx_file;        ///< its part of the search index
    Hash commitment{};      ///< HKDF(epoch key, "commit"), logged by the epoch's key entry
};

/// What keys/epochs says in clear of one epoch.
struct EpochRecord {
    std::uint32_t epoch = 0;
    std::uint64_t first_seq = 0;
    std::uint32_t incarnation = 0;
    std::uint64_t created_ns = 0;
    Hash commitment{};
    Bytes wrapped;  ///< XAES-256-GCM under the KEK: nonce ‖ ciphertext ‖ tag; zeros when destroyed
};

/// DIR/keys: ratchet, signing, epochs. The root key opens them and is not kept; the key-encryption
/// key derived from it is. Owned by one thread.
class KeyRing {
  public:
    /// Makes ratchet, signing key and an empty epoch list.
    static Result<KeyRing> create(std::shared_ptr<FileStore> files, const std::string& dir,
                                  const Secret& root_key, const std::string& origin,
                                  RandomSource random);
    /// crypto: the root key is not the one; corrupt: a file is damaged.
    static Result<KeyRing> open(std::shared_ptr<FileStore> files, const std::string& dir,
                                const Secret& root_key, RandomSource random);

    [[nodiscard]] const std::string& origin() const noexcept { return origin_; }
    [[nodiscard]] const crypto::PublicKey& public_key() const noexcept { return public_key_; }
    [[nodiscard]] const Secret& signing_seed() const noexcept { return seed_; }
    [[nodiscard]] const std::vector<EpochRecord>& epochs() const noexcept { return epochs_; }

    /// A fresh key under the next epoch id, durable when this returns.
    Result<std::uint32_t> add_epoch(std::uint64_t first_seq, std::uint32_t incarnation,
                                    std::uint64_t now_ns);
    /// not_found when the epoch is unknown or destroyed; crypto when it does not unwrap or is not
    /// the key that it was committed to. Valid while the ring lives; at most 64 are kept open.
    Result<EpochKeys*> epoch(std::uint32_t id);
    /// A set of its own for another thread; errors as of epoch().
    [[nodiscard]] Result<std::unique_ptr<EpochKeys>> open_epoch(std::uint32_t id) const;
    /// Its record is there, its key is not any more.
    [[nodiscard]] bool is_destroyed(std::uint32_t id) const;
    /// Reads keys/epochs again (another process may have added some).
    Result<void> reload();

  private:
    KeyRing() = default;
    Result<void> save_epochs();
    [[nodiscard]] const EpochRecord* find(std::uint32_t id) const;

    std::shared_ptr<FileStore> files_;
    std::string dir_;
    RandomSource random_;
    Secret kek_;
    std::string origin_;
    Secret seed_;
    crypto::PublicKey public_key_{};
    std::vector<EpochRecord> epochs_;  ///< ascending ids
    std::map<std::uint32_t, std::unique_ptr<EpochKeys>> open_;
};

/// What needs no key: form and CRC of the three files. Returns the epochs; the error names the file
/// and byte.
struct KeyFiles {
    Bytes ratchet;
    std::string origin;
    crypto::PublicKey public_key{};
    Bytes wrapped_seed;
    std::vector<EpochRecord> epochs;
};
struct KeyFileFault {
    std::string file;
    std::uint64_t offset = 0;
    Error error;
};
Result<KeyFiles> load_key_files(FileStore& files, const std::string& dir, KeyFileFault* fault);

}  // namespace gdprd::audit
