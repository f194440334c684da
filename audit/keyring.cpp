#include "audit/keyring.hpp"

#include <algorithm>
#include <iterator>

#include "audit/frame.hpp"
#include "audit/key_backup.hpp"
#include "audit/key_wrap.hpp"

namespace gdprd::audit {

namespace {

constexpr std::size_t kOpenEpochsMax = 64;
constexpr std::size_t kNewSubjectsMax = 4096;
constexpr std::size_t kDestroyedSubjectsMax = 1024;

Error corrupt(const char* what) {
    return Error(ErrorCode::corrupt, what);
}

RandomSource or_system(RandomSource random) {
    if (random) return random;
    return [](std::span<std::uint8_t> out) { crypto::random_bytes(out); };
}

const EpochRecord* find_epoch(const std::vector<EpochRecord>& epochs, std::uint32_t id) {
    const auto found = std::lower_bound(
        epochs.begin(), epochs.end(), id,
        [](const EpochRecord& record, std::uint32_t wanted) { return record.epoch < wanted; });
    return found != epochs.end() && found->epoch == id ? &*found : nullptr;
}

Error no_epoch(std::uint32_t id) {
    return Error(ErrorCode::not_found, "no key for epoch " + std::to_string(id));
}

}  // namespace

Hash key_commitment(const Secret& key) {
    const Secret derived = crypto::hkdf_expand(key, "commit");
    Hash out{};
    std::copy(derived.expose().begin(), derived.expose().end(), out.begin());
    return out;
}

EpochKeys::EpochKeys(const Secret& epoch_key)
    : env(crypto::hkdf_expand(epoch_key, "env")),
      pay(crypto::hkdf_expand(epoch_key, "pay")),
      mac(crypto::hkdf_expand(epoch_key, "mac")),
      idx_file(crypto::hkdf_expand(epoch_key, "idx-file")),
      commitment(key_commitment(epoch_key)) {}

Result<KeyRing> KeyRing::create(std::shared_ptr<FileStore> files, const std::string& dir,
                                const Secret& root_key, const std::string& origin,
                                RandomSource random) {
    if (root_key.size() < 32) {
        return Error(ErrorCode::invalid_argument, "the root key has fewer than 32 bytes");
    }
    KeyRing ring;
    ring.files_ = std::move(files);
    ring.dir_ = dir;
    ring.random_ = or_system(std::move(random));
    ring.origin_ = origin;
    Bytes ratchet(kRatchetBytes);
    ring.random_(ratchet);
    Hash seed{};
    ring.random_(seed);
    ring.signing_.seed = Secret{BytesView(seed)};
    seed.fill(0);
    ring.signing_.public_key = crypto::ed25519_public(ring.signing_.seed);
    auto wrapped = ring.wrapped_->lock();
    wrapped->kek = crypto::hkdf(root_key, ratchet, "kek");
    wrapped->subjects =
        std::make_unique<SubjectTree>(ring.files_, dir, ring.random_, std::vector<KeyWrite>{});
    ring.root_key_ = root_key.clone();

    const Bytes signing = ring.signing_write("signing", ring.signing_, wrapped->kek).bytes;
    // A crash between these writes leaves a directory without the trail's file vkey, which is
    // written last: open() begins again.
    GDPRD_TRY(write_file_atomic(*ring.files_, dir + "/keys/ratchet", ratchet_file(ratchet)));
    GDPRD_TRY(write_file_atomic(*ring.files_, dir + "/keys/signing", signing));
    GDPRD_TRY(ring.save_epochs(*wrapped));
    return ring;
}

Result<KeyRing> KeyRing::open(std::shared_ptr<FileStore> files, const std::string& dir,
                              const Secret& root_key, RandomSource random) {
    KeyRing ring;
    ring.files_ = std::move(files);
    ring.dir_ = dir;
    ring.random_ = or_system(std::move(random));
    ring.root_key_ = root_key.clone();
    GDPRD_TRY(ring.reload());
    return ring;
}

Result<void> KeyRing::reload() {
    GDPRD_TRY_ASSIGN(KeyFiles loaded, load_key_files(*files_, dir_, nullptr));
    Secret kek = crypto::hkdf(root_key_, loaded.ratchet, "kek");
    const auto open_seed = [&](const SigningFile& file, const char* name) -> Result<SigningSeed> {
        auto seed =
            unwrap_key(kek, signing_clear(loaded.origin, file.public_key), file.wrapped_seed);
        if (!seed) {
            return Error(
                ErrorCode::crypto, "the root key does not open this trail's keys",
                "give the root key that the trail was made with, or, after gdprctl backup "
                "restore or gdprctl keys restore, the one that was its --data-key; when "
                "it is lost, gdprctl keys restore seals the keys of a backup with another");
        }
        if (crypto::ed25519_public(*seed) == file.public_key)
            return SigningSeed{std::move(*seed), file.public_key};
        return corrupt("the public key is not the signing key's").in(name);
    };
    GDPRD_TRY_ASSIGN(SigningSeed signing, open_seed(loaded.signing, "keys/signing"));
    std::optional<SigningSeed> next;
    if (loaded.next) {
        GDPRD_TRY_ASSIGN(next, open_seed(*loaded.next, "keys/signing-next"));
    }
    auto wrapped = wrapped_->lock();
    origin_ = std::move(loaded.origin);
    signing_ = std::move(signing);
    other_ = std::move(next);
    next_in_use_ = false;
    wrapped->kek = std::move(kek);
    wrapped->epochs = std::move(loaded.epochs);
    std::erase_if(wrapped->open, [&](const auto& one) {
        const EpochRecord* const record = find_epoch(wrapped->epochs, one.first);
        return record == nullptr || all_zero(record->wrapped);
    });
    wrapped->subjects =
        std::make_unique<SubjectTree>(files_, dir_, random_, std::move(loaded.pending));
    return {};
}

Result<void> KeyRing::save_epochs(const Wrapped& wrapped) {
    return write_file_atomic(*files_, dir_ + "/keys/epochs", epochs_file(wrapped.epochs));
}

std::vector<EpochRecord> KeyRing::epochs() const {
    return wrapped_->lock()->epochs;
}

Result<std::uint32_t> KeyRing::add_epoch(std::uint64_t first_seq, std::uint32_t incarnation,
                                         std::uint64_t now_ns) {
    auto wrapped = wrapped_->lock();
    GDPRD_TRY(wrapped->check_writable());
    std::vector<EpochRecord>& epochs = wrapped->epochs;
    Hash bytes{};
    random_(bytes);
    const Secret key{BytesView(bytes)};
    crypto::wipe(bytes);
    EpochRecord record;
    record.epoch = epochs.empty() ? 1 : epochs.back().epoch + 1;
    record.first_seq = first_seq;
    record.incarnation = incarnation;
    record.created_ns = now_ns;
    record.commitment = key_commitment(key);
    record.wrapped = wrap_key(wrapped->kek, record_aad(record), key, random_);
    const std::uint32_t id = record.epoch;
    epochs.push_back(std::move(record));
    const auto saved = save_epochs(*wrapped);
    if (!saved) {
        epochs.pop_back();
        return saved.error();
    }
    wrapped->open.emplace(id, std::make_unique<EpochKeys>(key));
    return id;
}

bool KeyRing::is_destroyed(std::uint32_t id) const {
    auto wrapped = wrapped_->lock();
    const EpochRecord* const record = find_epoch(wrapped->epochs, id);
    return record != nullptr && all_zero(record->wrapped);
}

Result<EpochKeys*> KeyRing::epoch(std::uint32_t id) {
    auto wrapped = wrapped_->lock();
    auto& open = wrapped->open;
    if (const auto found = open.find(id); found != open.end()) return found->second.get();
    GDPRD_TRY_ASSIGN(auto keys, open_in(*wrapped, id));
    if (open.size() >= kOpenEpochsMax) open.erase(open.begin());
    return open.emplace(id, std::move(keys)).first->second.get();
}

Result<std::unique_ptr<EpochKeys>> KeyRing::open_epoch(std::uint32_t id) const {
    auto wrapped = wrapped_->lock();
    return open_in(*wrapped, id);
}

Result<Secret> KeyRing::reveal(std::uint32_t id) const {
    auto wrapped = wrapped_->lock();
    return unwrap_in(*wrapped, id);
}

Result<std::unique_ptr<EpochKeys>> KeyRing::open_in(const Wrapped& wrapped, std::uint32_t id) {
    GDPRD_TRY_ASSIGN(const Secret key, unwrap_in(wrapped, id));
    return std::make_unique<EpochKeys>(key);
}

Result<Secret> KeyRing::unwrap_in(const Wrapped& wrapped, std::uint32_t id) {
    const EpochRecord* const record = find_epoch(wrapped.epochs, id);
    if (record == nullptr) return no_epoch(id);
    if (all_zero(record->wrapped)) {
        return Error(ErrorCode::not_found,
                     "the key of epoch " + std::to_string(id) + " is destroyed");
    }
    GDPRD_TRY_ASSIGN(Secret key, unwrap_key(wrapped.kek, record_aad(*record), record->wrapped));
    // GCM does not commit to its key: only the key that was logged may open anything.
    if (key_commitment(key) != record->commitment) {
        return Error(ErrorCode::crypto,
                     "the key of epoch " + std::to_string(id) + " is not the one committed to");
    }
    return key;
}

/// After an error other than a full disk the files may hold the old or the new state: whatever is
/// written now may be overwritten when recovery finishes the change.
Result<void> KeyRing::commit(Wrapped& wrapped, const std::vector<KeyWrite>& writes) {
    auto done = KeyJournal(files_, dir_).commit(writes);
    if (done) {
        wrapped.subjects->keep();
        return {};
    }
    wrapped.subjects->drop();
    if (done.error().code() != ErrorCode::unavailable) {
        wrapped.failed =
            Error(ErrorCode::io, "the keys stopped after a failed write: " + done.error().message(),
                  "look at the disk, then restart gdprd");
    }
    return done;
}

Result<std::vector<KeyWrite>> KeyRing::rewrap(Wrapped& wrapped, Secret& kek,
                                              std::vector<EpochRecord>& epochs, Replaced signing) {
    Bytes ratchet(kRatchetBytes);
    random_(ratchet);
    kek = crypto::hkdf(root_key_, ratchet, "kek");
    std::vector<KeyWrite> out;
    out.push_back({"ratchet", 0, ratchet_file(ratchet)});
    crypto::wipe(ratchet);
    const bool destroyed = signing == Replaced::destroyed;
    const bool swapped = next_in_use_ && !destroyed;
    out.push_back(signing_write("signing", swapped ? *other_ : signing_, kek));
    if (other_) out.push_back(signing_write(kNextSigningName, swapped ? signing_ : *other_, kek));
    if (destroyed) std::fill(out.back().bytes.begin(), out.back().bytes.end(), std::uint8_t{0});
    for (EpochRecord& record : epochs) {
        if (all_zero(record.wrapped)) continue;
        GDPRD_TRY_ASSIGN(const Secret key,
                         unwrap_key(wrapped.kek, record_aad(record), record.wrapped));
        record.wrapped = wrap_key(kek, record_aad(record), key, random_);
    }
    out.push_back({"epochs", 0, epochs_file(epochs)});
    return out;
}

Result<std::vector<SubjectKey>> KeyRing::add_subjects(std::size_t count, std::uint64_t least) {
    if (count == 0 || count > kNewSubjectsMax) {
        return Error(ErrorCode::invalid_argument, "1 to 4096 subject keys are made at once");
    }
    auto wrapped = wrapped_->lock();
    GDPRD_TRY(wrapped->check_writable());
    SubjectTree& tree = *wrapped->subjects;
    auto keys = tree.add(wrapped->kek, count, least);
    auto writes = keys ? tree.writes(wrapped->kek) : Result<std::vector<KeyWrite>>(keys.error());
    if (!writes) {
        tree.drop();
        return writes.error();
    }
    GDPRD_TRY(commit(*wrapped, *writes));
    return keys;
}

Result<Secret> KeyRing::find_subject(std::uint64_t number) {
    auto wrapped = wrapped_->lock();
    return wrapped->subjects->find(wrapped->kek, number);
}

void KeyRing::look_at_subjects(const std::function<void(SubjectTree&, const Secret& kek)>& look) {
    auto wrapped = wrapped_->lock();
    look(*wrapped->subjects, wrapped->kek);
}

Result<void> KeyRing::refill_subjects(BytesView slots) {
    auto wrapped = wrapped_->lock();
    GDPRD_TRY(wrapped->check_writable());
    return replace_ratchet(*wrapped, wrapped->epochs,
                           [&] { return wrapped->subjects->fill(wrapped->kek, slots); });
}

Result<std::uint64_t> KeyRing::next_subject() {
    auto wrapped = wrapped_->lock();
    return wrapped->subjects->next_number(wrapped->kek);
}

Result<std::vector<std::uint64_t>> KeyRing::alive_subjects(std::span<const std::uint64_t> numbers) {
    auto wrapped = wrapped_->lock();
    return alive_of(*wrapped, numbers);
}

Result<std::vector<std::uint64_t>> KeyRing::alive_of(Wrapped& wrapped,
                                                     std::span<const std::uint64_t> numbers) {
    std::vector<std::uint64_t> alive;
    for (const std::uint64_t number : numbers) {
        GDPRD_TRY_ASSIGN(const bool destroyed, wrapped.subjects->is_destroyed(wrapped.kek, number));
        if (!destroyed) alive.push_back(number);
    }
    return alive;
}

Result<void> KeyRing::destroy_subjects(std::span<const std::uint64_t> numbers) {
    if (numbers.size() > kDestroyedSubjectsMax) {
        return Error(ErrorCode::limit_exceeded, "at most 1024 subject keys are destroyed at once");
    }
    auto wrapped = wrapped_->lock();
    GDPRD_TRY(wrapped->check_writable());
    SubjectTree& tree = *wrapped->subjects;
    GDPRD_TRY_ASSIGN(const auto alive, alive_of(*wrapped, numbers));
    if (alive.empty()) return {};
    return replace_ratchet(*wrapped, wrapped->epochs,
                           [&] { return tree.destroy(wrapped->kek, alive); });
}

Result<void> KeyRing::replace_ratchet(Wrapped& wrapped, std::vector<EpochRecord> epochs,
                                      const std::function<Result<void>()>& plan_subjects,
                                      Replaced signing) {
    SubjectTree& tree = *wrapped.subjects;
    Secret kek;
    const auto plan = [&]() -> Result<std::vector<KeyWrite>> {
        GDPRD_TRY_ASSIGN(auto writes, rewrap(wrapped, kek, epochs, signing));
        GDPRD_TRY(plan_subjects());
        GDPRD_TRY_ASSIGN(auto nodes, tree.writes(kek));
        std::move(nodes.begin(), nodes.end(), std::back_inserter(writes));
        return writes;
    };
    auto writes = plan();
    if (!writes) {
        tree.drop();
        return writes.error();
    }
    GDPRD_TRY(commit(wrapped, *writes));
    wrapped.kek = std::move(kek);
    wrapped.epochs = std::move(epochs);
    return {};
}

Result<void> KeyRing::destroy_epoch(std::uint32_t id) {
    auto wrapped = wrapped_->lock();
    GDPRD_TRY(wrapped->check_writable());
    std::vector<EpochRecord> epochs = wrapped->epochs;
    const auto found = std::find_if(epochs.begin(), epochs.end(),
                                    [id](const EpochRecord& r) { return r.epoch == id; });
    if (found == epochs.end()) return no_epoch(id);
    if (found + 1 == epochs.end()) {
        return Error(ErrorCode::refused, "the newest epoch is in use",
                     "begin another one first: gdprctl keys rotate");
    }
    if (all_zero(found->wrapped)) return {};
    std::fill(found->wrapped.begin(), found->wrapped.end(), std::uint8_t{0});
    GDPRD_TRY(replace_ratchet(*wrapped, std::move(epochs),
                              [&] { return wrapped->subjects->reseal(wrapped->kek); }));
    wrapped->open.erase(id);
    return {};
}

Result<KeyBackup> KeyRing::backup() {
    auto wrapped = wrapped_->lock();
    KeyBackup out;
    out.origin = origin_;
    out.seed = signing_.seed.clone();
    for (const EpochRecord& record : wrapped->epochs) {
        KeyBackup::Epoch epoch{record, {}};
        if (!all_zero(record.wrapped)) {
            GDPRD_TRY_ASSIGN(epoch.key,
                             unwrap_key(wrapped->kek, record_aad(record), record.wrapped));
        }
        out.epochs.push_back(std::move(epoch));
    }
    GDPRD_TRY_ASSIGN(Bytes slots, wrapped->subjects->slots(wrapped->kek));
    out.subjects = Secret{BytesView(slots)};
    crypto::wipe(slots);
    return out;
}

Result<void> KeyRing::restore(std::shared_ptr<FileStore> files, const std::string& dir,
                              const Secret& root_key, const KeyBackup& backup,
                              BytesView subject_slots) {
    KeyRing ring;
    ring.files_ = std::move(files);
    ring.dir_ = dir;
    ring.random_ = or_system({});
    ring.root_key_ = root_key.clone();
    ring.origin_ = backup.origin;
    ring.signing_ = {backup.seed.clone(), crypto::ed25519_public(backup.seed)};
    auto wrapped = ring.wrapped_->lock();
    // Only a step to the ratchet that the files get: nothing of it is written.
    wrapped->kek = Secret::random(crypto::kKeyBytes);
    wrapped->subjects =
        std::make_unique<SubjectTree>(ring.files_, dir, ring.random_, std::vector<KeyWrite>{});
    std::vector<EpochRecord> epochs;
    for (const KeyBackup::Epoch& epoch : backup.epochs) {
        EpochRecord record = epoch.record;
        record.wrapped = epoch.key.empty()
                             ? Bytes(kWrappedKeyBytes)
                             : wrap_key(wrapped->kek, record_aad(record), epoch.key, ring.random_);
        epochs.push_back(std::move(record));
    }
    return ring.replace_ratchet(*wrapped, std::move(epochs), [&] {
        return wrapped->subjects->fill(wrapped->kek, subject_slots);
    });
}

}  // namespace gdprd::audit
