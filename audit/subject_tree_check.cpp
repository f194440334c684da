#include "audit/subject_tree_check.hpp"

#include <algorithm>
#include <chrono>
#include <thread>

#include "audit/crc32c.hpp"
#include "audit/frame.hpp"
#include "audit/key_journal.hpp"
#include "audit/logged_keys.hpp"
#include "audit/subject_tree.hpp"

namespace gdprd::audit {

namespace {

constexpr std::size_t kSealedBytes = kSubjectRecordBytes - 4;
constexpr std::size_t kSeqBytes = 8;
constexpr int kRereads = 5;
constexpr std::chrono::milliseconds kRereadPause{20};

/// A running gdprd may be writing it: what is wrong is looked at again.
Result<bool> is_whole(StoredFile& file, std::uint64_t offset) {
    Bytes record(kSubjectRecordBytes);
    for (int i = 0;; ++i) {
        GDPRD_TRY_ASSIGN(const std::size_t got, file.read_at(offset, record));
        const BytesView sealed = BytesView(record).first(kSealedBytes);
        const bool good = got == record.size() &&
                          (all_zero(record) ||  // never written
                           crc32c(sealed) == get_u32(BytesView(record).subspan(kSealedBytes)));
        if (good || i == kRereads) return good;
        std::this_thread::sleep_for(kRereadPause);
    }
}

Result<std::optional<std::uint64_t>> damaged_in(StoredFile& file) {
    using Offset = std::optional<std::uint64_t>;
    GDPRD_TRY_ASSIGN(const std::uint64_t size, file.size());
    for (std::uint64_t at = 0; at < size; at += kSubjectRecordBytes) {
        at = std::max(at, file.skip_hole(at) / kSubjectRecordBytes * kSubjectRecordBytes);
        if (at >= size) break;
        GDPRD_TRY_ASSIGN(const bool whole, is_whole(file, at));
        if (!whole) return Offset(at);
    }
    return Offset();
}

}  // namespace

Result<std::optional<KeyFileFault>> find_damaged_node(FileStore& files, const std::string& dir) {
    using Found = std::optional<KeyFileFault>;
    for (unsigned level = 0; level < kSubjectLevels; ++level) {
        const std::string name = "keys/subjects/" + std::to_string(level);
        const auto file = files.open(std::string(dir).append("/").append(name), FileAccess::read);
        if (!file && file.error().code() == ErrorCode::not_found) continue;
        if (!file) return file.error();
        GDPRD_TRY_ASSIGN(const auto offset, damaged_in(**file));
        if (!offset) continue;
        GDPRD_TRY_ASSIGN(const auto pending, load_key_journal(files, dir));
        if (!pending.empty()) return Found();
        return Found(KeyFileFault{name, *offset,
                                  Error(ErrorCode::corrupt, "a node of subject keys is damaged")});
    }
    return Found();
}

Result<std::optional<KeyFileFault>> find_short_level(FileStore& files, const std::string& dir,
                                                     std::uint64_t count) {
    using Found = std::optional<KeyFileFault>;
    std::uint64_t nodes = std::min(count, kSubjectNumbers);
    for (unsigned level = 0; level < kSubjectLevels && count > 0; ++level) {
        nodes = (nodes + kSubjectSlots - 1) / kSubjectSlots;
        const std::string name = "keys/subjects/" + std::to_string(level);
        const auto file = files.open(std::string(dir).append("/").append(name), FileAccess::read);
        if (!file && file.error().code() == ErrorCode::not_found)
            return Found(KeyFileFault{name, 0, Error(ErrorCode::corrupt, "it is missing")});
        if (!file) return file.error();
        GDPRD_TRY_ASSIGN(const std::uint64_t bytes, (*file)->size());
        if (bytes >= nodes * kSubjectRecordBytes) continue;
        return Found(KeyFileFault{name, bytes, Error(ErrorCode::corrupt, "it is cut off")});
    }
    return Found();
}

namespace {

/// As SubjectKeys notes it: derived, and not there before the first key, nor after somebody removed
/// the directory.
Result<std::uint64_t> read_committed(FileStore& files, const std::string& dir, std::uint64_t size) {
    GDPRD_TRY_ASSIGN(const LoggedKeys logged, read_logged_keys(files, dir, size));
    const std::uint64_t end = logged.subjects_end();
    if (end > kSubjectsMax)
        return Error(ErrorCode::limit_exceeded, "the trail has too many subject keys");
    Bytes seqs(end * kSeqBytes);
    for (const auto& [number, key] : logged.subjects) {
        Bytes one;
        put_u64(one, key.entry + 1);
        std::copy(one.begin(), one.end(),
                  seqs.begin() + static_cast<std::ptrdiff_t>(number * kSeqBytes));
    }
    GDPRD_TRY(files.make_directory(dir + "/keys/subjects"));
    const auto written = write_file_atomic(files, dir + kLoggedSubjects, seqs);
    // A trail opens on a full disk too, and the next start reads the entries again.
    if (!written && written.error().code() != ErrorCode::unavailable) return written.error();
    return end;
}

Error lost(const std::string& what) {
    return Error(ErrorCode::corrupt, "keys of persons and requests are lost: " + what,
                 kRestoreKeys);
}

/// The last of these keys is there, and so is the place of the others.
Result<void> check_way(FileStore& files, const std::string& dir, KeyRing& keys, std::uint64_t end) {
    if (end == 0) return {};
    GDPRD_TRY_ASSIGN(const auto cut, find_short_level(files, dir, end));
    if (cut) return lost(cut->file + ": " + cut->error.message());
    std::optional<Error> why;
    keys.look_at_subjects(
        [&](SubjectTree& tree, const Secret& kek) { why = tree.find_loss(kek, end - 1); });
    return why ? Result<void>(lost(why->message())) : Result<void>();
}

}  // namespace

Result<void> check_subject_keys(FileStore& files, const std::string& dir, KeyRing& keys,
                                std::uint64_t size) {
    const auto file = files.open(dir + kLoggedSubjects, FileAccess::read);
    if (!file && file.error().code() != ErrorCode::not_found) return file.error();
    std::uint64_t end = 0;
    if (file) {
        GDPRD_TRY_ASSIGN(const std::uint64_t bytes, (*file)->size());
        end = bytes / kSeqBytes;
    } else {
        GDPRD_TRY_ASSIGN(end, read_committed(files, dir, size));
    }
    auto there = check_way(files, dir, keys, end);
    if (!there && file) {
        // Only the entries themselves accuse.
        GDPRD_TRY_ASSIGN(end, read_committed(files, dir, size));
        there = check_way(files, dir, keys, end);
    }
    GDPRD_TRY(there);
    const auto next = keys.next_subject();
    return next ? Result<void>() : Result<void>(lost(next.error().message()));
}

}  // namespace gdprd::audit
