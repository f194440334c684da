#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "audit/key_files.hpp"
#include "audit/redactor.hpp"
#include "audit/signing_chain.hpp"
#include "config/base/bytes.hpp"
#include "config/base/clock.hpp"
#include "config/base/crypto_cms.hpp"
#include "config/base/guarded.hpp"
#include "config/base/off_loop.hpp"
#include "config/base/result.hpp"
#include "config/base/strong.hpp"

namespace gdprd::daemon {

class TrailService;

/// A key that somebody wants to be destroyed for ever.
struct KeyDestruction {
    enum class What : unsigned char { epoch, subject };
    What what = What::epoch;
    std::uint64_t number = 0;
    std::string reason;
    ActorName proposed_by;
    WallTime proposed_at{};
};
/// SHA-256 over its deterministic CBOR: what the other person approves.
[[nodiscard]] Hash destruction_digest(const KeyDestruction& destruction);

/// What a key's destruction did.
struct DestroyedKey {
    KeyDestruction destruction;
    audit::Redacted redacted;  ///< subject only
};

/// The keys of the trail, as people handle them. Destroying one takes two people: one proposes, and
/// another approves the digest. Thread-safe.
class KeyService {
  public:
    /// `recipients` is a directory of certificates in PEM, or empty: no backup is made. `trail` and
    /// `clock` must outlive the service.
    KeyService(TrailService& trail, const Clock& clock, std::string recipients);

    [[nodiscard]] std::vector<audit::EpochRecord> epochs() const;
    [[nodiscard]] audit::SigningChain signing_keys() const;
    /// The vkey of the signing key that is to follow, if it is made.
    [[nodiscard]] std::optional<std::string> next_signing_key() const;
    /// Certificates that a backup would be sealed for; invalid_argument names a bad file.
    Result<std::vector<crypto::CmsRecipient>> recipients(OffLoop off) const;

    /// Begins another epoch, recorded; its id.
    Result<std::uint32_t> rotate(OffLoop off, const ActorName& who);
    /// The signing key that is to follow; made, and recorded, when there is none yet. Its vkey.
    Result<std::string> prepare_signing(OffLoop off, const ActorName& who);
    /// Hands over to the next signing key, between an intent and an outcome; a checkpoint of the
    /// new one is durable then. invalid_argument: the reason.
    struct SigningChange {
        std::string vkey;
        std::string before;
        std::uint64_t size = 0;  ///< the last tree that the key before signed
    };
    Result<SigningChange> rotate_signing(OffLoop off, const ActorName& who,
                                         const std::string& reason);
    /// CMS, DER. Recorded before it is given out. refused when there is no recipient.
    struct Backup {
        Bytes cms;
        std::vector<crypto::CmsRecipient> recipients;
    };
    Result<Backup> backup(OffLoop off, const ActorName& who);

    /// Recorded; forgotten after a day, and by a restart. not_found, refused: the key cannot be
    /// destroyed.
    Result<Hash> propose(OffLoop off, KeyDestruction destruction);
    [[nodiscard]] std::map<Hash, KeyDestruction> proposed();
    /// Destroys it, at once and for ever. forbidden for who proposed it; not_found.
    Result<DestroyedKey> approve(OffLoop off, const Hash& digest, const ActorName& who);

  private:
    Result<void> check(OffLoop off, const KeyDestruction& destruction);
    void forget_old();

    TrailService& trail_;
    const Clock& clock_;
    std::string recipients_;
    Guarded<std::map<Hash, KeyDestruction>> proposed_;
};

}  // namespace gdprd::daemon
