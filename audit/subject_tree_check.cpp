#include "audit/subject_tree_check.hpp"

#include <algorithm>
#include <chrono>
#include <thread>

#include "audit/crc32c.hpp"
#include "audit/frame.hpp"
#include "audit/key_journal.hpp"
#include "audit/subject_tree.hpp"

namespace gdprd::audit {

namespace {

constexpr std::size_t kSealedBytes = kSubjectRecordBytes - 4;
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

}  // namespace gdprd::audit
