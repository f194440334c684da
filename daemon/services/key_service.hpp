#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "audit/key_files.hpp"
#include "audit/redactor.hpp"
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
    /// Certificates that a backup would be sealed for; invalid_argument names a bad file.
    Result<std::vector<crypto::CmsRecipient>> recipients(OffLoop off) const;

    /// Begins another epoch, recorded; its id.
    Result<std::uint32_t> rotate(OffLoop off, const ActorName& who);
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
