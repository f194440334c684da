#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
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
#include "daemon/services/trail_retention.hpp"

namespace gdprd::daemon {

class TrailService;

/// What epochs that are due hold: shown before they are destroyed, and recorded.
struct DueEpochs {
    std::vector<std::uint32_t> epochs;
    std::uint64_t entries = 0;
    WallTime from{};
    WallTime until{};
    std::map<audit::EntryType, std::uint64_t> types;
    std::set<std::string> requests;  ///< that entries name
    bool more_requests = false;      ///< not all of them are named
};

/// A key, or the keys of all epochs that are due, that somebody wants to be destroyed for ever.
struct KeyDestruction {
    enum class What : unsigned char { epoch, subject, due };
    What what = What::epoch;
    std::uint64_t number = 0;  ///< epoch, subject
    DueEpochs due;             ///< due
    /// epoch, subject: what is not read any more then, as far as it is known when it is proposed;
    /// shown, and no part of the digest.
    DueEpochs goes;
    std::string reason;
    ActorName proposed_by;
    WallTime proposed_at{};
};
[[nodiscard]] std::string_view to_string(KeyDestruction::What what) noexcept;
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
    /// `clock` must outlive the service, and `retention`, which may be null.
    KeyService(TrailService& trail, const Clock& clock, std::string recipients,
               const TrailRetention* retention = nullptr);

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

    /// Which epochs the trail's retention lets go, with what cannot be read any more then.
    Result<DueEpochs> due(OffLoop off);
    /// All epochs, with what keeps each.
    Result<std::vector<EpochAge>> ages(OffLoop off) const;
    /// Proposes that the epochs which are due now are destroyed. not_found: none is.
    Result<Hash> propose_due(OffLoop off, std::string reason, const ActorName& who);
    /// What the setting trail.retention_automatic stands for: destroys the epochs that are due,
    /// once they have been announced in trail and log for a day. How many were destroyed.
    Result<std::size_t> let_due_go(OffLoop off);

    /// Recorded; forgotten after a day, and by a restart. not_found, refused: the key cannot be
    /// destroyed, also not an epoch's that is held for requests or exports.
    Result<Hash> propose(OffLoop off, KeyDestruction destruction);
    [[nodiscard]] std::map<Hash, KeyDestruction> proposed();
    /// Destroys it, at once and for ever. forbidden for who proposed it; not_found.
    Result<DestroyedKey> approve(OffLoop off, const Hash& digest, const ActorName& who);

  private:
    Result<void> check(OffLoop off, const KeyDestruction& destruction);
    void forget_old();
    Result<void> check_due(OffLoop off, const DueEpochs& due);
    Result<void> check_held(OffLoop off, std::uint64_t epoch);
    Result<DueEpochs> look_at(OffLoop off, const KeyDestruction& destruction);
    Result<void> destroy_epochs(OffLoop off, const std::vector<std::uint32_t>& epochs);

    /// Epochs that were announced, and since when.
    struct Announced {
        std::vector<std::uint32_t> epochs;
        MonotonicTime since{};
    };

    TrailService& trail_;
    const Clock& clock_;
    std::string recipients_;
    const TrailRetention* retention_;
    Guarded<Announced> announced_;
    Guarded<std::map<Hash, KeyDestruction>> proposed_;
};

}  // namespace gdprd::daemon
