#include "audit/subject_keys.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "audit/logged_keys.hpp"

namespace gdprd::audit {

namespace {

constexpr std::size_t kCachedKeysMax = 65536;
constexpr std::size_t kCommitmentsOfEntryMax = 1024;
constexpr std::size_t kSeqBytes = 8;

}  // namespace

cbor::Value subject_commitments(std::span<const std::shared_ptr<const SubjectKey>> keys) {
    cbor::Array commits;
    for (const auto& key : keys) commits.push_back(key_commitment(key->key));
    return cbor::Map{
        {"commits", std::move(commits)}, {"first", keys.front()->number}, {"kind", "subjects"}};
}

SubjectKeys::SubjectKeys(KeyRing& keys, std::shared_ptr<FileStore> files, const std::string& dir,
                         TrailCalls trail)
    : keys_(keys),
      files_(std::move(files)),
      path_(dir + kLoggedSubjects),
      trail_(std::move(trail)) {}

Result<std::vector<SubjectKeys::Key>> SubjectKeys::add(OffLoop off, std::size_t count) {
    // A tree that was lost begins again; a number that the trail knows is never given out twice.
    GDPRD_TRY_ASSIGN(const std::uint64_t logged, logged_end(off));
    GDPRD_TRY_ASSIGN(auto made, keys_.add_subjects(count, logged));
    std::vector<Key> out;
    out.reserve(made.size());
    for (SubjectKey& key : made) out.push_back(std::make_shared<const SubjectKey>(std::move(key)));
    // A crash from here on leaves numbers without an entry: nobody was given these keys, and nobody
    // will be.
    GDPRD_TRY(log(off, out));
    auto cache = cache_.lock();
    if (cache->keys.size() + out.size() > kCachedKeysMax) cache->keys.clear();
    for (const Key& key : out) cache->keys.emplace(key->number, key);
    return out;
}

Result<void> SubjectKeys::log(OffLoop off, const std::vector<Key>& keys) {
    std::vector<EntryDraft> drafts;
    for (std::size_t at = 0; at < keys.size(); at += kCommitmentsOfEntryMax) {
        const auto part =
            std::span(keys).subspan(at, std::min(kCommitmentsOfEntryMax, keys.size() - at));
        EntryDraft& draft = drafts.emplace_back();
        draft.type = EntryType::key;
        draft.payload = subject_commitments(part);
    }
    GDPRD_TRY_ASSIGN(const auto entries, trail_.append(off, drafts));
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const std::size_t at = i * kCommitmentsOfEntryMax;
        GDPRD_TRY(
            note(keys[at]->number, std::min(kCommitmentsOfEntryMax, keys.size() - at), entries[i]));
    }
    return {};
}

/// Derived: lost, it is built again from the trail.
Result<void> SubjectKeys::note(std::uint64_t first, std::size_t count, EntryIndex entry) {
    Bytes bytes;
    for (std::size_t i = 0; i < count; ++i) put_u64(bytes, entry.value() + 1);
    GDPRD_TRY_ASSIGN(const auto file, files_->open(path_, FileAccess::create));
    GDPRD_TRY(file->write_at(first * kSeqBytes, bytes));
    return file->sync();
}

/// The number after the last one that an entry commits to.
Result<std::uint64_t> SubjectKeys::logged_end(OffLoop off) {
    auto file = files_->open(path_, FileAccess::read);
    if (!file && file.error().code() == ErrorCode::not_found) {
        GDPRD_TRY(rebuild(off));
        file = files_->open(path_, FileAccess::read);
    }
    if (!file) return file.error();
    GDPRD_TRY_ASSIGN(const std::uint64_t bytes, (*file)->size());
    return bytes / kSeqBytes;
}

/// 0: not noted.
Result<std::uint64_t> SubjectKeys::noted(std::uint64_t number) {
    const auto file = files_->open(path_, FileAccess::read);
    if (!file && file.error().code() == ErrorCode::not_found) return std::uint64_t{0};
    if (!file) return file.error();
    std::array<std::uint8_t, kSeqBytes> bytes{};
    GDPRD_TRY_ASSIGN(const std::size_t got, (*file)->read_at(number * kSeqBytes, bytes));
    return got == bytes.size() ? get_u64(bytes) : std::uint64_t{0};
}

Result<bool> SubjectKeys::is_logged_at(OffLoop off, const SubjectKey& key, std::uint64_t seq) {
    if (seq >= trail_.size()) return false;
    GDPRD_TRY_ASSIGN(const Bytes payload, trail_.payload(off, EntryIndex(seq)));
    const auto logged = committed_subjects(payload);
    if (!logged || key.number < logged->first) return false;
    const std::uint64_t at = key.number - logged->first;
    if (at >= logged->commitments.size()) return false;
    if (logged->commitments[at] == key_commitment(key.key)) return true;
    return Error(ErrorCode::crypto,
                 "the subject key " + std::to_string(key.number) + " is not the one committed to");
}

/// GCM does not commit to its key: only the key that was logged may open anything.
Result<void> SubjectKeys::check(OffLoop off, const SubjectKey& key) {
    for (const bool again : {false, true}) {
        if (again) GDPRD_TRY(rebuild(off));
        GDPRD_TRY_ASSIGN(const std::uint64_t entry, noted(key.number));
        if (entry == 0) continue;
        GDPRD_TRY_ASSIGN(const bool logged, is_logged_at(off, key, entry - 1));
        if (logged) return {};
    }
    return Error(ErrorCode::not_found, "no entry commits to the subject key " +
                                           std::to_string(key.number) + ": it was never given out");
}

/// Over what is there, if anything: what was noted is the same.
Result<void> SubjectKeys::rebuild(OffLoop off) {
    GDPRD_TRY(files_->make_directory(path_.substr(0, path_.rfind('/'))));
    const std::uint64_t size = trail_.size();
    for (std::uint64_t seq = 0; seq < size; ++seq) {
        GDPRD_TRY_ASSIGN(const Bytes payload, trail_.payload(off, EntryIndex(seq)));
        const auto logged = committed_subjects(payload);
        if (logged) GDPRD_TRY(note(logged->first, logged->commitments.size(), EntryIndex(seq)));
    }
    return note(0, 0, EntryIndex(0));  // there from now on, also when no key was logged yet
}

Result<SubjectKeys::Key> SubjectKeys::find(OffLoop off, std::uint64_t number) {
    std::uint64_t destructions = 0;
    {
        auto cache = cache_.lock();
        if (const auto found = cache->keys.find(number); found != cache->keys.end()) {
            return found->second;
        }
        destructions = cache->destructions;
    }
    auto secret = keys_.find_subject(number);
    if (!secret) {
        GDPRD_TRY(check_not_lost(off, number));
        return secret.error();
    }
    auto key = std::make_shared<const SubjectKey>(SubjectKey{number, std::move(*secret)});
    GDPRD_TRY(check(off, *key));
    auto cache = cache_.lock();
    // Somebody may have destroyed it meanwhile.
    if (cache->destructions == destructions) {
        if (cache->keys.size() >= kCachedKeysMax) cache->keys.clear();
        cache->keys.emplace(number, key);
    }
    return key;
}

Result<bool> SubjectKeys::is_committed(OffLoop off, std::uint64_t number) {
    GDPRD_TRY_ASSIGN(std::uint64_t entry, noted(number));
    if (entry != 0 || cache_.lock()->rebuilt) return entry != 0;
    GDPRD_TRY(rebuild(off));
    cache_.lock()->rebuilt = true;
    GDPRD_TRY_ASSIGN(entry, noted(number));
    return entry != 0;
}

/// What cannot be read is not erased: only the slot of a destroyed key says that.
Result<void> SubjectKeys::check_not_lost(OffLoop off, std::uint64_t number) {
    std::optional<Error> why;
    keys_.look_at_subjects([&](SubjectTree& tree, const Secret& kek) {
        if (number < kSubjectNumbers) why = tree.find_loss(kek, number);
    });
    if (!why) return {};
    GDPRD_TRY_ASSIGN(const bool committed, is_committed(off, number));
    if (!committed) return {};
    return Error(ErrorCode::corrupt,
                 "the subject key " + std::to_string(number) + " is lost: " + why->message(),
                 kRestoreKeys);
}

Result<void> SubjectKeys::destroy(OffLoop off, std::span<const std::uint64_t> numbers) {
    for (const std::uint64_t number : numbers) GDPRD_TRY(check_not_lost(off, number));
    GDPRD_TRY_ASSIGN(const auto alive, keys_.alive_subjects(numbers));
    if (alive.empty()) return {};
    // Recorded first: what a restored backup of the keys must not bring back is known then.
    EntryDraft draft;
    draft.type = EntryType::key;
    draft.payload =
        cbor::Map{{"kind", "destroyed"}, {"numbers", cbor::Array(alive.begin(), alive.end())}};
    GDPRD_TRY(trail_.append(off, {&draft, 1}));
    const auto done = keys_.destroy_subjects(alive);
    auto cache = cache_.lock();
    ++cache->destructions;
    for (const std::uint64_t number : numbers) cache->keys.erase(number);
    return done;
}

}  // namespace gdprd::audit
