#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "config/base/bytes.hpp"
#include "config/base/result.hpp"

namespace gdprd::audit {

/// An open file. Every call blocks; the caller of this layer holds the OffLoop token.
class StoredFile {
  public:
    virtual ~StoredFile() = default;
    /// All of `bytes`, or an error after which the range's content is unknown.
    virtual Result<void> write_at(std::uint64_t offset, BytesView bytes) = 0;
    /// What was written and the length are on stable storage when this returns.
    virtual Result<void> sync() = 0;
    /// Sends what was written of a range on its way to the disk and waits for it: no promise, which
    /// only sync() gives, but what a later sync() has then no need to write.
    virtual Result<void> write_back(std::uint64_t /*offset*/, std::uint64_t /*bytes*/) {
        return {};
    }
    /// As many bytes as there are, up to out.size(); fewer only at the end of the file.
    virtual Result<std::size_t> read_at(std::uint64_t offset, std::span<std::uint8_t> out) = 0;
    virtual Result<std::uint64_t> size() = 0;
    /// Whether the path that it was opened by still leads to it: not when somebody removed it, or
    /// put another file or directory there.
    [[nodiscard]] virtual bool is_in_place() const { return true; }
    /// Offset of the first byte at or after `offset` that takes room, size() when there is none:
    /// what is skipped reads as zeros. Where the file system does not know, `offset`.
    virtual std::uint64_t skip_hole(std::uint64_t offset) { return offset; }
    virtual Result<void> truncate(std::uint64_t size) = 0;
    /// Gives the blocks of a range of zeros back to the file system; reads give zeros as before.
    /// Where the file system cannot, nothing happens.
    virtual Result<void> free_zeros(std::uint64_t /*offset*/, std::uint64_t /*bytes*/) {
        return {};
    }
};

enum class FileAccess { read, write, create };

/// The file system as the trail needs it; a test puts one in between that loses unsynced bytes,
/// runs out of space, or fails a sync. Errors: not_found, unavailable (no space), io.
class FileStore {
  public:
    virtual ~FileStore() = default;
    virtual Result<std::unique_ptr<StoredFile>> open(const std::string& path,
                                                     FileAccess access) = 0;
    virtual Result<void> rename(const std::string& from, const std::string& to) = 0;
    virtual Result<void> remove(const std::string& path) = 0;
    virtual Result<void> make_directory(const std::string& path) = 0;  ///< 0700; may exist
    virtual Result<void> sync_directory(const std::string& path) = 0;
    /// Everything written below the directory is on stable storage when this returns. For many
    /// files at once; a store without this promise of its own does nothing.
    virtual Result<void> sync_tree(const std::string& /*path*/) { return {}; }
    /// Names of the entries, sorted; not_found when the directory is not there.
    virtual Result<std::vector<std::string>> list(const std::string& path) = 0;
};

[[nodiscard]] std::shared_ptr<FileStore> real_files();

/// The whole file; limit_exceeded above `bytes_max`.
Result<Bytes> read_file(FileStore& files, const std::string& path, std::uint64_t bytes_max);
/// Beside, synced, renamed, directory synced: a crash leaves the old or the new content.
Result<void> write_file_atomic(FileStore& files, const std::string& path, BytesView bytes);
/// Beside, and renamed: nobody sees half of it, but only sync_tree() keeps it over a crash.
Result<void> write_file_unsynced(FileStore& files, const std::string& path, BytesView bytes);
/// Exactly out.size() bytes; corrupt when the file is shorter.
Result<void> read_exactly(StoredFile& file, std::uint64_t offset, std::span<std::uint8_t> out);
/// "a/b/c" → "a/b".
[[nodiscard]] std::string parent_directory(const std::string& path);

/// An exclusive lock on a file or directory for as long as this lives; freed by the system when the
/// process ends.
class FileLock {
  public:
    /// Makes the file where it is missing. conflict when somebody else has it.
    static Result<FileLock> acquire(const std::string& path);
    /// The directory itself: unlike a file in it, it cannot be deleted while it is worked in, and
    /// made anew. conflict when somebody else has it.
    static Result<FileLock> acquire_directory(const std::string& path);
    FileLock(FileLock&& other) noexcept;
    FileLock& operator=(FileLock&& other) noexcept;
    ~FileLock();

  private:
    explicit FileLock(int descriptor) noexcept : descriptor_(descriptor) {}
    Result<FileLock> taken(const std::string& path) &&;
    int descriptor_ = -1;
};

}  // namespace gdprd::audit
