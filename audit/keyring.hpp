#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "audit/epoch_keys.hpp"
#include "audit/file_store.hpp"
#include "audit/key_files.hpp"
#include "audit/key_journal.hpp"
#include "audit/subject_tree.hpp"
#include "config/base/bytes.hpp"
#include "config/base/crypto.hpp"
#include "config/base/guarded.hpp"
#include "config/base/result.hpp"
#include "config/base/secret.hpp"

namespace gdprd::audit {

struct KeyBackup;

/// DIR/keys: ratchet, signing, signing-next, epochs, subjects/. The key-encryption key comes from
/// the root key and the ratchet, and wraps the others; destroying a key replaces the ratchet, so
/// that every older copy of these files is dead without the ratchet that it was made with. The
/// epochs' keys are used by one thread at a time; the members under "Subject keys" are safe from
/// any thread.
class KeyRing {
  public:
    /// Makes ratchet, signing key and an empty epoch list.
    static Result<KeyRing> create(std::shared_ptr<FileStore> files, const std::string& dir,
                                  const Secret& root_key, const std::string& origin,
                                  RandomSource random);
    /// crypto: the root key is not the one; corrupt: a file is damaged. Writes nothing: who writes
    /// runs KeyJournal::recover() before.
    static Result<KeyRing> open(std::shared_ptr<FileStore> files, const std::string& dir,
                                const Secret& root_key, RandomSource random);

    [[nodiscard]] const std::string& origin() const noexcept { return origin_; }
    [[nodiscard]] const crypto::PublicKey& public_key() const noexcept {
        return signing_.public_key;
    }
    [[nodiscard]] const Secret& signing_seed() const noexcept { return signing_.seed; }
    [[nodiscard]] std::vector<EpochRecord> epochs() const;

    /// A fresh key under the next epoch id, durable when this returns.
    Result<std::uint32_t> add_epoch(std::uint64_t first_seq, std::uint32_t incarnation,
                                    std::uint64_t now_ns);
    /// not_found when the epoch is unknown or destroyed; crypto when it does not unwrap or is not
    /// the key that it was committed to. Valid while the ring lives; at most 64 are kept open.
    Result<EpochKeys*> epoch(std::uint32_t id);
    /// A set of its own for another thread; errors as of epoch().
    [[nodiscard]] Result<std::unique_ptr<EpochKeys>> open_epoch(std::uint32_t id) const;
    /// The key itself, to be given to an auditor; errors as of epoch().
    [[nodiscard]] Result<Secret> reveal(std::uint32_t id) const;
    /// Destroys the key of an epoch that is not the newest one and replaces the ratchet, durable
    /// when this returns. Done already: no error; not_found, refused: nothing has changed.
    Result<void> destroy_epoch(std::uint32_t id);
    /// All keys in clear, for recipients only.
    Result<KeyBackup> backup();
    /// Makes the files anew under a fresh ratchet from a backup and the subject keys' slots. There
    /// are no files when it begins.
    static Result<void> restore(std::shared_ptr<FileStore> files, const std::string& dir,
                                const Secret& root_key, const KeyBackup& backup,
                                BytesView subject_slots);
    /// Its record is there, its key is not.
    [[nodiscard]] bool is_destroyed(std::uint32_t id) const;
    /// Reads the files again: another ring may have added an epoch, or replaced the ratchet.
    Result<void> reload();

    // Signing keys; one thread, the one that signs

    /// The key that is to follow, or after use_next() the one that is replaced and still there.
    [[nodiscard]] std::optional<crypto::PublicKey> other_public_key() const;
    /// Makes the key that is to follow, unless there is one; durable when this returns.
    Result<crypto::PublicKey> prepare_next();
    /// Signs with the key that is to follow from here on. The files stay as they are: a start asks
    /// the file `successions` which of the two signs, and calls this.
    void use_next();
    [[nodiscard]] bool replaced_key_is_there() const noexcept { return next_in_use_; }
    /// Destroys the key that was replaced, and the ratchet with it, durable when this returns.
    Result<void> destroy_replaced();

    // Subject keys

    /// `count` (1 to 4096) fresh keys under consecutive numbers at or above `least`, durable when
    /// this returns.
    Result<std::vector<SubjectKey>> add_subjects(std::size_t count, std::uint64_t least);
    /// not_found: never given out, or destroyed.
    Result<Secret> find_subject(std::uint64_t number);
    [[nodiscard]] Result<std::uint64_t> next_subject();
    /// Those of `numbers` that are not destroyed; not_found for a number never given out.
    Result<std::vector<std::uint64_t>> alive_subjects(std::span<const std::uint64_t> numbers);
    /// Destroys at most 1024 keys in one step, durable when this returns; destroyed ones are passed
    /// over. not_found for a number never given out: nothing has changed then.
    Result<void> destroy_subjects(std::span<const std::uint64_t> numbers);
    void look_at_subjects(const std::function<void(SubjectTree&, const Secret& kek)>& look);
    /// Makes the tree anew of these slots and replaces the ratchet, durable when this returns.
    Result<void> refill_subjects(BytesView slots);

  private:
    struct Wrapped {  // what a new ratchet changes, behind one lock
        Secret kek;
        std::vector<EpochRecord> epochs;  ///< ascending ids
        std::unique_ptr<SubjectTree> subjects;
        std::map<std::uint32_t, std::unique_ptr<EpochKeys>> open;
        std::optional<Error> failed;  ///< it is not known what the files hold: nothing is written
        [[nodiscard]] Result<void> check_writable() const {
            return failed ? Result<void>(*failed) : Result<void>();
        }
    };
    enum class Replaced : unsigned char { kept, destroyed };  ///< a signing key that was replaced
    KeyRing() : wrapped_(std::make_unique<Guarded<Wrapped>>()) {}
    Result<void> save_epochs(const Wrapped& wrapped);
    /// All that the key-encryption key wraps, under a new one, the ratchet first.
    Result<std::vector<KeyWrite>> rewrap(Wrapped& wrapped, Secret& kek,
                                         std::vector<EpochRecord>& epochs, Replaced signing);
    static Result<std::vector<std::uint64_t>> alive_of(Wrapped& wrapped,
                                                       std::span<const std::uint64_t> numbers);
    static Result<Secret> unwrap_in(const Wrapped& wrapped, std::uint32_t id);
    static Result<std::unique_ptr<EpochKeys>> open_in(const Wrapped& wrapped, std::uint32_t id);
    /// `plan_subjects` plans under the present key; all of it is one step.
    Result<void> replace_ratchet(Wrapped& wrapped, std::vector<EpochRecord> epochs,
                                 const std::function<Result<void>()>& plan_subjects,
                                 Replaced signing = Replaced::kept);
    Result<void> commit(Wrapped& wrapped, const std::vector<KeyWrite>& writes);

    std::shared_ptr<FileStore> files_;
    std::string dir_;
    RandomSource random_;
    Secret root_key_;
    std::string origin_;
    struct SigningSeed {
        Secret seed;
        crypto::PublicKey public_key{};
    };
    [[nodiscard]] KeyWrite signing_write(const std::string& name, const SigningSeed& key,
                                         const Secret& kek) const;
    /// Changed by the thread that signs, under the lock of wrapped_; read by it, or under the lock.
    SigningSeed signing_;
    std::optional<SigningSeed> other_;
    bool next_in_use_ = false;  ///< signing_ is in the file signing-next, other_ in signing
    std::unique_ptr<Guarded<Wrapped>> wrapped_;
};

}  // namespace gdprd::audit
