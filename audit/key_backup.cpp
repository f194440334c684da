#include "audit/key_backup.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string_view>

#include "audit/checkpoint.hpp"
#include "audit/frame.hpp"
#include "audit/keyring.hpp"
#include "audit/segments.hpp"
#include "audit/signing_chain.hpp"
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

/// What the key entries of a trail say; they are in clear.
struct LoggedKeys {
    std::map<std::uint32_t, EpochRecord> epochs;
    std::map<std::uint64_t, Hash> commitments;  ///< of subject keys, by number
    std::vector<std::uint64_t> destroyed;
    std::set<std::uint64_t> destroyed_epochs;
};

void note_epoch(const cbor::Value& value, const FrameHeader& frame, const ClearHeader& leaf,
                LoggedKeys& out) {
    const auto commit = value["commit"].as_hash();
    const auto id = value["epoch"].as_u64();
    if (!commit || !id || *id != frame.epoch) return;
    EpochRecord record;
    record.epoch = frame.epoch;
    record.first_seq = leaf.seq;
    record.incarnation = frame.incarnation;
    record.commitment = *commit;
    out.epochs.emplace(record.epoch, record);
}

void note_subjects(const cbor::Value& value, LoggedKeys& out) {
    const auto first = value["first"].as_u64();
    const auto commits = value["commits"].as_array();
    if (!first || !commits) return;
    std::uint64_t number = *first;
    for (const cbor::Value& one : **commits) {
        if (const auto commit = one.as_hash()) out.commitments.emplace(number, *commit);
        ++number;
    }
}

void note_destroyed(const cbor::Value& value, LoggedKeys& out) {
    if (const auto epochs = value["epochs"].as_array()) {
        for (const cbor::Value& one : **epochs) {
            if (const auto id = one.as_u64()) out.destroyed_epochs.insert(*id);
        }
    }
    const auto numbers = value["numbers"].as_array();
    if (!numbers) return;
    for (const cbor::Value& one : **numbers) {
        if (const auto number = one.as_u64()) out.destroyed.push_back(*number);
    }
}

void note_payload(BytesView payload, const FrameHeader& frame, const ClearHeader& leaf,
                  LoggedKeys& out) {
    // A map of two or three members; everything that is sealed begins otherwise, or does not
    // decode.
    if (payload.empty() || (payload[0] != 0xA2 && payload[0] != 0xA3)) return;
    if (payload_commitment(payload) != leaf.payload_commitment) return;
    const auto value = cbor::decode(payload);
    const auto kind = value ? (*value)["kind"].as_string() : Result<std::string>(value.error());
    if (!kind) return;
    if (*kind == "epoch") note_epoch(*value, frame, leaf, out);
    if (*kind == "subjects") note_subjects(*value, out);
    if (*kind == "destroyed") note_destroyed(*value, out);
}

/// Entries from `end` on are not looked at.
Result<void> read_segment(StoredFile& file, std::uint64_t end, LoggedKeys& out) {
    GDPRD_TRY_ASSIGN(const std::uint64_t size, file.size());
    FrameScan scan(file, size);
    for (;;) {
        GDPRD_TRY_ASSIGN(const auto step, scan.load());
        // Damage is for recovery to judge; it does not let the trail open.
        if (step != FrameScan::Step::frame) return {};
        const FrameHeader header = scan.header();
        const BytesView bytes = scan.frame();
        const auto leaves =
            parse_leaves(header, bytes.subspan(kFrameHeaderBytes, header.leaves_bytes));
        if (!leaves) return {};
        for (const FramedLeaf& leaf : *leaves) {
            if (leaf.header.seq >= end) return {};
            note_payload(stored_payload(bytes, leaf), header, leaf.header, out);
        }
        scan.skip_frame();
    }
}

Result<LoggedKeys> read_logged(FileStore& files, const std::string& dir, std::uint64_t end) {
    LoggedKeys out;
    GDPRD_TRY_ASSIGN(const auto segments, list_segments(files, dir));
    for (const SegmentName& segment : segments) {
        GDPRD_TRY_ASSIGN(const auto file, files.open(dir + "/" + segment.name, FileAccess::read));
        GDPRD_TRY(read_segment(*file, end, out));
    }
    return out;
}

/// The slots of subject keys as they are to be: the backup's, without what was destroyed since.
class Slots {
  public:
    explicit Slots(BytesView backup) : bytes_(backup.begin(), backup.end()) {}
    ~Slots() { crypto::wipe(bytes_); }
    Slots(const Slots&) = delete;
    Slots& operator=(const Slots&) = delete;

    Result<void> follow(const LoggedKeys& logged, RestoredKeys& out) {
        const std::uint64_t backed_up = bytes_.size() / kSubjectSlotBytes;
        std::uint64_t next = backed_up;
        if (!logged.commitments.empty()) {
            next = std::max(next, logged.commitments.rbegin()->first + 1);
        }
        if (next > kSubjectsMax) {
            return Error(ErrorCode::limit_exceeded, "the trail has too many subject keys");
        }
        bytes_.resize(next * kSubjectSlotBytes);
        for (const auto& [number, commitment] : logged.commitments) {
            if (number >= backed_up) {
                destroy(number);
                ++out.subjects_lost;
                continue;
            }
            const BytesView slot = slot_of(number);
            if (all_zero(slot) || is_destroyed(number)) continue;
            if (key_commitment(Secret{slot}) != commitment) {
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
    static constexpr std::uint64_t kSubjectsMax = 1ULL << 26;
    [[nodiscard]] std::span<std::uint8_t> slot_of(std::uint64_t number) {
        return std::span(bytes_).subspan(number * kSubjectSlotBytes, kSubjectSlotBytes);
    }
    [[nodiscard]] bool is_destroyed(std::uint64_t number) {
        const auto slot = slot_of(number);
        return std::all_of(slot.begin(), slot.end(), [](std::uint8_t b) { return b == 0xFF; });
    }
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

/// It has the key that signs now: an older one of this trail must never sign again.
Result<void> check_backup_is_of(FileStore& files, const std::string& dir, const KeyBackup& backup) {
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
    if (*at + 1 != keys.terms().size())
        return Error(ErrorCode::stale,
                     "the backup is older than the signing key of this trail: it has the one that "
                     "signed up to " +
                         std::to_string(keys.terms()[*at].until) + " entries",
                     "give a backup from after the key was changed; without one this trail has "
                     "ended: gdprd continue-trail");
    return {};
}

/// What a longer copy says was destroyed; what was made after the backup cannot be had anyway.
Result<void> add_destroyed(FileStore& files, const NewerTrail& newer, LoggedKeys& out) {
    if (newer.dir.empty()) return {};
    GDPRD_TRY_ASSIGN(const LoggedKeys later, read_logged(files, newer.dir, newer.size));
    out.destroyed.insert(out.destroyed.end(), later.destroyed.begin(), later.destroyed.end());
    out.destroyed_epochs.insert(later.destroyed_epochs.begin(), later.destroyed_epochs.end());
    return {};
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
    GDPRD_TRY(check_backup_is_of(*files, dir, backup));
    if (KeyRing::open(files, dir, root_key, {})) {
        return Error(ErrorCode::conflict, "the keys of this trail are there and open",
                     "there is nothing to restore");
    }
    RestoredKeys out;
    GDPRD_TRY_ASSIGN(LoggedKeys logged, read_logged(*files, dir, ~std::uint64_t{0}));
    GDPRD_TRY(add_destroyed(*files, newer, logged));
    GDPRD_TRY(add_lost_epochs(logged, backup, out));
    Slots slots(backup.subjects.expose());
    GDPRD_TRY(slots.follow(logged, out));
    // From here on the old files are gone; a crash needs another run.
    GDPRD_TRY(remove_key_files(*files, dir));
    GDPRD_TRY(KeyRing::restore(files, dir, root_key, backup, slots.bytes()));
    return out;
}

}  // namespace gdprd::audit
