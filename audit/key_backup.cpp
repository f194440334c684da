#include "audit/key_backup.hpp"

#include <algorithm>
#include <optional>
#include <string_view>

#include "audit/checkpoint.hpp"
#include "audit/frame.hpp"
#include "audit/key_journal.hpp"
#include "audit/keyring.hpp"
#include "audit/logged_keys.hpp"
#include "audit/signing_chain.hpp"
#include "audit/subject_tree_check.hpp"
#include "config/base/cbor.hpp"
#include "config/base/crypto.hpp"

namespace gdprd::audit {

namespace {

constexpr std::string_view kMagic = "gdprdKX1";
constexpr std::size_t kEpochBytes = 56 + 32;
constexpr std::uint64_t kVkeyBytesMax = 4096;

Error corrupt(const char* what) {
    return Error(ErrorCode::corrupt, what, "give the whole output of openssl cms -decrypt");
}

/// Takes bytes off the front.
class Parser {
  public:
    explicit Parser(BytesView bytes) : left_(bytes) {}
    [[nodiscard]] std::optional<BytesView> take(std::size_t count) {
        if (count > left_.size()) return std::nullopt;
        const BytesView out = left_.first(count);
        left_ = left_.subspan(count);
        return out;
    }
    [[nodiscard]] std::size_t left() const noexcept { return left_.size(); }

  private:
    BytesView left_;
};

Result<KeyBackup::Epoch> parse_epoch(BytesView bytes) {
    KeyBackup::Epoch out;
    out.record.epoch = get_u32(bytes);
    out.record.first_seq = get_u64(bytes.subspan(4));
    out.record.incarnation = get_u32(bytes.subspan(12));
    out.record.created_ns = get_u64(bytes.subspan(16));
    std::copy_n(bytes.begin() + 24, 32, out.record.commitment.begin());
    const BytesView key = bytes.subspan(56, 32);
    if (!all_zero(key)) {
        out.key = Secret{key};
        if (key_commitment(out.key) != out.record.commitment) {
            return corrupt("an epoch key of the backup is not the one committed to");
        }
    }
    return out;
}

/// The slots of subject keys as they are to be: the backup's and what is still there, without what
/// was destroyed since.
class Slots {
  public:
    explicit Slots(BytesView backup) : bytes_(backup.begin(), backup.end()) {}
    ~Slots() { crypto::wipe(bytes_); }
    Slots(const Slots&) = delete;
    Slots& operator=(const Slots&) = delete;

    /// Takes what the trail committed to, or what stands for a destroyed key, in place of the
    /// backup's. How many keys the backup does not have.
    std::uint64_t keep(BytesView there, const LoggedKeys& logged) {
        std::uint64_t kept = 0;
        if (there.size() > bytes_.size()) bytes_.resize(there.size());
        for (std::uint64_t number = 0; number < there.size() / kSubjectSlotBytes; ++number) {
            const BytesView slot = there.subspan(number * kSubjectSlotBytes, kSubjectSlotBytes);
            if (all_zero(slot)) continue;
            const auto known = logged.subjects.find(number);
            const bool gone = ends(slot);
            if (!gone && known != logged.subjects.end() &&
                key_commitment(Secret{slot}) != known->second.commitment)
                continue;
            if (!gone && all_zero(slot_of(number))) ++kept;
            std::copy(slot.begin(), slot.end(), slot_of(number).begin());
        }
        return kept;
    }

    Result<void> follow(const LoggedKeys& logged, RestoredKeys& out) {
        const std::uint64_t backed_up = bytes_.size() / kSubjectSlotBytes;
        std::uint64_t next = backed_up;
        next = std::max(next, logged.subjects_end());
        if (next > kSubjectsMax) {
            return Error(ErrorCode::limit_exceeded, "the trail has too many subject keys");
        }
        bytes_.resize(next * kSubjectSlotBytes);
        for (const auto& [number, key] : logged.subjects) {
            const BytesView slot = slot_of(number);
            if (all_zero(slot)) {
                destroy(number);
                ++out.subjects_lost;
                continue;
            }
            if (is_destroyed(number)) continue;
            if (key_commitment(Secret{slot}) != key.commitment) {
                return Error(ErrorCode::crypto, "the subject key " + std::to_string(number) +
                                                    " of the backup is not the one committed to");
            }
        }
        for (const std::uint64_t number : logged.destroyed) {
            if (number >= backed_up || is_destroyed(number)) continue;
            destroy(number);
            ++out.subjects_destroyed;
        }
        for (std::uint64_t number = 0; number < backed_up; ++number) {
            if (!all_zero(slot_of(number)) && !is_destroyed(number)) ++out.subjects;
        }
        return {};
    }
    [[nodiscard]] BytesView bytes() const { return bytes_; }

  private:
    [[nodiscard]] static bool ends(BytesView slot) {
        return std::all_of(slot.begin(), slot.end(), [](std::uint8_t b) { return b == 0xFF; });
    }
    [[nodiscard]] std::span<std::uint8_t> slot_of(std::uint64_t number) {
        return std::span(bytes_).subspan(number * kSubjectSlotBytes, kSubjectSlotBytes);
    }
    [[nodiscard]] bool is_destroyed(std::uint64_t number) { return ends(slot_of(number)); }
    void destroy(std::uint64_t number) {
        const auto slot = slot_of(number);
        std::fill(slot.begin(), slot.end(), std::uint8_t{0xFF});
    }
    Bytes bytes_;
};

/// An epoch that was destroyed since stays so; one that began after the backup has a record without
/// a key.
Result<void> add_lost_epochs(const LoggedKeys& logged, KeyBackup& backup, RestoredKeys& out) {
    for (const auto& [id, record] : logged.epochs) {
        const auto found =
            std::find_if(backup.epochs.begin(), backup.epochs.end(),
                         [&](const KeyBackup::Epoch& one) { return one.record.epoch == id; });
        if (found == backup.epochs.end()) {
            backup.epochs.push_back({record, {}});
            if (out.epochs_lost == 0) out.lost_from = record.first_seq;
            ++out.epochs_lost;
        } else if (found->record.commitment != record.commitment) {
            return Error(ErrorCode::crypto, "the key of epoch " + std::to_string(id) +
                                                " of the backup is not the one committed to");
        } else if (logged.destroyed_epochs.contains(id)) {
            found->key = {};
        } else if (!found->key.empty()) {
            ++out.epochs;
        }
    }
    std::sort(backup.epochs.begin(), backup.epochs.end(),
              [](const auto& a, const auto& b) { return a.record.epoch < b.record.epoch; });
    return {};
}

Error was_replaced(const char* trail, std::uint64_t until) {
    return Error(ErrorCode::stale,
                 std::string("the backup is older than the signing key of ") + trail +
                     ": it has the one that signed up to " + std::to_string(until) +
                     " entries and must sign nothing any more",
                 "give a backup from after the key was changed; without one this trail has "
                 "ended: gdprd continue-trail");
}

/// It has the key that signs now: an older one of this trail must never sign again.
Result<void> check_backup_is_of(FileStore& files, const std::string& dir, const KeyBackup& backup,
                                const NewerTrail& newer) {
    GDPRD_TRY_ASSIGN(const Bytes bytes, read_file(files, dir + "/vkey", kVkeyBytesMax));
    std::string_view text = as_text(bytes);
    if (text.ends_with('\n')) text.remove_suffix(1);
    GDPRD_TRY_ASSIGN(const VerifierKey first, parse_vkey(text));
    GDPRD_TRY_ASSIGN(const SigningChain keys, load_chain(files, dir, first));
    const auto own = crypto::ed25519_public(backup.seed);
    const auto at = keys.find({backup.origin, key_id(backup.origin, own), own});
    if (!at)
        return Error(ErrorCode::conflict, "the backup is of another trail than this one",
                     "compare the file vkey of this trail with the one that the backup names");
    if (*at + 1 != keys.terms().size()) return was_replaced("this trail", keys.terms()[*at].until);
    if (newer.dir.empty()) return {};
    GDPRD_TRY_ASSIGN(const SigningChain later, load_chain(files, newer.dir, first));
    const auto then = later.find(keys.terms()[*at].key);
    if (then && *then + 1 != later.terms().size())
        return was_replaced("the newer trail", later.terms()[*then].until);
    return {};
}

/// What a longer copy says was destroyed; what was made after the backup cannot be had anyway.
Result<void> add_destroyed(FileStore& files, const NewerTrail& newer, LoggedKeys& out) {
    if (newer.dir.empty()) return {};
    GDPRD_TRY_ASSIGN(const LoggedKeys later, read_logged_keys(files, newer.dir, newer.size));
    out.destroyed.insert(out.destroyed.end(), later.destroyed.begin(), later.destroyed.end());
    out.destroyed_epochs.insert(later.destroyed_epochs.begin(), later.destroyed_epochs.end());
    return {};
}

/// What of the tree opens with this root key, whatever else is damaged.
Secret readable_subjects(const std::shared_ptr<FileStore>& files, const std::string& dir,
                         const Secret& root_key, const LoggedKeys& logged) {
    const auto ratchet = load_ratchet(*files, dir);
    auto pending = load_key_journal(*files, dir);
    const std::uint64_t count = std::min(logged.subjects_end(), kSubjectsMax);
    if (!ratchet || !pending || count == 0) return {};
    SubjectTree tree(files, dir, {}, std::move(*pending));
    Bytes slots = tree.readable_slots(crypto::hkdf(root_key, *ratchet, "kek"), count);
    Secret out{BytesView(slots)};
    crypto::wipe(slots);
    return out;
}

std::vector<SubjectRun> runs_of(const LoggedKeys& logged) {
    std::vector<SubjectRun> out;
    for (const auto& [number, key] : logged.subjects) {
        if (out.empty() || out.back().first + out.back().count != number)
            out.push_back({number, 0});
        ++out.back().count;
    }
    return out;
}

/// The other keys open, and stay as they are; one step, so that a crash leaves what was there.
Result<RestoredKeys> restore_lost_subjects(const std::shared_ptr<FileStore>& files,
                                           const std::string& dir, const Secret& root_key,
                                           const KeyBackup& backup, const LoggedKeys& logged) {
    GDPRD_TRY(KeyJournal(files, dir).recover());
    GDPRD_TRY_ASSIGN(KeyRing ring, KeyRing::open(files, dir, root_key, {}));
    GDPRD_TRY_ASSIGN(const auto cut, find_short_level(*files, dir, logged.subjects_end()));
    GDPRD_TRY_ASSIGN(const auto damaged, find_damaged_node(*files, dir));
    std::vector<LostSubjects> lost;
    ring.look_at_subjects(
        [&](SubjectTree& tree, const Secret& kek) { lost = tree.find_lost(kek, runs_of(logged)); });
    if (lost.empty() && !cut && !damaged && ring.next_subject()) {
        return Error(ErrorCode::conflict, "the keys of this trail are there and open",
                     "there is nothing to restore");
    }
    RestoredKeys out;
    for (const EpochRecord& record : ring.epochs()) {
        if (!all_zero(record.wrapped)) ++out.epochs;
    }
    Slots slots(backup.subjects.expose());
    out.subjects_kept =
        slots.keep(readable_subjects(files, dir, root_key, logged).expose(), logged);
    GDPRD_TRY(slots.follow(logged, out));
    GDPRD_TRY(ring.refill_subjects(slots.bytes()));
    return out;
}

Result<void> remove_key_files(FileStore& files, const std::string& dir) {
    for (const std::string part : {"/keys", "/keys/subjects"}) {
        const std::string folder = dir + part + "/";
        const auto names = files.list(dir + part);
        if (!names && names.error().code() == ErrorCode::not_found) continue;
        if (!names) return names.error();
        for (const std::string& name : *names) {
            if (part == "/keys" && name == "subjects") continue;
            GDPRD_TRY(files.remove(folder + name));
        }
    }
    GDPRD_TRY(files.make_directory(dir + "/keys"));
    return files.sync_directory(dir + "/keys");
}

}  // namespace

Secret encode_key_backup(const KeyBackup& backup) {
    Bytes out;
    const std::size_t subjects = backup.subjects.size();
    // At once, so that no copy of the keys stays behind in memory.
    out.reserve(128 + backup.origin.size() + backup.epochs.size() * kEpochBytes + subjects);
    put_bytes(out, as_bytes(kMagic));
    out.push_back(static_cast<std::uint8_t>(backup.origin.size()));
    put_bytes(out, as_bytes(backup.origin));
    put_bytes(out, backup.seed.expose());
    put_u64(out, backup.made_ns);
    put_u64(out, backup.trail_size);
    put_u32(out, static_cast<std::uint32_t>(backup.epochs.size()));
    for (const KeyBackup::Epoch& epoch : backup.epochs) {
        put_u32(out, epoch.record.epoch);
        put_u64(out, epoch.record.first_seq);
        put_u32(out, epoch.record.incarnation);
        put_u64(out, epoch.record.created_ns);
        put_bytes(out, epoch.record.commitment);
        put_bytes(out, epoch.key.empty() ? BytesView(Hash{}) : epoch.key.expose());
    }
    put_u64(out, subjects / kSubjectSlotBytes);
    put_bytes(out, backup.subjects.expose());
    Secret secret{BytesView(out)};
    crypto::wipe(out);
    return secret;
}

Result<KeyBackup> parse_key_backup(BytesView bytes) {
    Parser parser(bytes);
    const auto magic = parser.take(kMagic.size());
    if (!magic || as_text(*magic) != kMagic) return corrupt("this is no backup of a trail's keys");
    KeyBackup out;
    const auto length = parser.take(1);
    const auto origin = length ? parser.take((*length)[0]) : std::nullopt;
    const auto seed = parser.take(32);
    const auto head = parser.take(20);
    if (!origin || !seed || !head) return corrupt("the backup is cut off");
    out.origin = std::string(as_text(*origin));
    if (!valid_key_name(out.origin)) return corrupt("the backup has a bad origin");
    out.seed = Secret{*seed};
    out.made_ns = get_u64(*head);
    out.trail_size = get_u64(head->subspan(8));
    const std::size_t epochs = get_u32(head->subspan(16));
    for (std::size_t i = 0; i < epochs; ++i) {
        const auto epoch = parser.take(kEpochBytes);
        if (!epoch) return corrupt("the backup is cut off");
        GDPRD_TRY_ASSIGN(auto parsed, parse_epoch(*epoch));
        if (!out.epochs.empty() && parsed.record.epoch <= out.epochs.back().record.epoch) {
            return corrupt("the epochs of the backup are out of order");
        }
        out.epochs.push_back(std::move(parsed));
    }
    const auto count = parser.take(8);
    if (!count || get_u64(*count) > parser.left() / kSubjectSlotBytes) {
        return corrupt("the backup is cut off");
    }
    const auto subjects = parser.take(get_u64(*count) * kSubjectSlotBytes);
    if (!subjects || parser.left() != 0) return corrupt("the backup does not end where it should");
    out.subjects = Secret{*subjects};
    return out;
}

Result<RestoredKeys> restore_keys(OffLoop /*off*/, const std::string& dir, const Secret& root_key,
                                  KeyBackup backup, const NewerTrail& newer) {
    const auto files = real_files();
    GDPRD_TRY_ASSIGN(const FileLock lock, FileLock::acquire_directory(dir));
    GDPRD_TRY(check_backup_is_of(*files, dir, backup, newer));
    GDPRD_TRY_ASSIGN(LoggedKeys logged, read_logged_keys(*files, dir, ~std::uint64_t{0}));
    GDPRD_TRY(add_destroyed(*files, newer, logged));
    if (KeyRing::open(files, dir, root_key, {}))
        return restore_lost_subjects(files, dir, root_key, backup, logged);
    RestoredKeys out;
    GDPRD_TRY(add_lost_epochs(logged, backup, out));
    Slots slots(backup.subjects.expose());
    out.subjects_kept =
        slots.keep(readable_subjects(files, dir, root_key, logged).expose(), logged);
    GDPRD_TRY(slots.follow(logged, out));
    // From here on the old files are gone; a crash needs another run.
    GDPRD_TRY(remove_key_files(*files, dir));
    GDPRD_TRY(KeyRing::restore(files, dir, root_key, backup, slots.bytes()));
    return out;
}

}  // namespace gdprd::audit
