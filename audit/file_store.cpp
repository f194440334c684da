#include "audit/file_store.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <utility>

namespace gdprd::audit {

namespace {

/// The path is configuration and file names are the trail's own: both may be told.
Error failed(const char* action, const std::string& path) {
    const int code = errno;
    const std::string message = std::string("cannot ") + action + " " + path;
    if (code == ENOENT) return Error(ErrorCode::not_found, message + ": it does not exist");
    if (code == ENOSPC || code == EDQUOT) {
        return Error(ErrorCode::unavailable, message + ": no space left",
                     "make room on the trail's file system");
    }
    return Error(ErrorCode::io, message + ": " + std::strerror(code));
}

class RealFile final : public StoredFile {
  public:
    RealFile(int descriptor, std::string path) : descriptor_(descriptor), path_(std::move(path)) {}
    ~RealFile() override { ::close(descriptor_); }
    RealFile(const RealFile&) = delete;
    RealFile& operator=(const RealFile&) = delete;

    [[nodiscard]] bool is_regular() const {
        struct stat status{};
        return ::fstat(descriptor_, &status) == 0 && S_ISREG(status.st_mode);
    }

    Result<void> write_at(std::uint64_t offset, BytesView bytes) override {
        while (!bytes.empty()) {
            const ssize_t n =
                ::pwrite(descriptor_, bytes.data(), bytes.size(), static_cast<off_t>(offset));
            if (n < 0 && errno == EINTR) continue;
            if (n <= 0) return failed("write", path_);
            bytes = bytes.subspan(static_cast<std::size_t>(n));
            offset += static_cast<std::uint64_t>(n);
        }
        return {};
    }

    Result<void> sync() override {
        if (::fdatasync(descriptor_) != 0) return failed("sync", path_);
        return {};
    }

    Result<void> write_back(std::uint64_t offset, std::uint64_t bytes) override {
        constexpr unsigned kWriteAndWait =
            SYNC_FILE_RANGE_WAIT_BEFORE | SYNC_FILE_RANGE_WRITE | SYNC_FILE_RANGE_WAIT_AFTER;
        if (::sync_file_range(descriptor_, static_cast<off64_t>(offset),
                              static_cast<off64_t>(bytes), kWriteAndWait) == 0) {
            return {};
        }
        // Not every file system can, and a sync() writes it all the same.
        if (errno == ENOSYS || errno == ESPIPE || errno == EINVAL) return {};
        return failed("write", path_);
    }

    Result<std::size_t> read_at(std::uint64_t offset, std::span<std::uint8_t> out) override {
        std::size_t done = 0;
        while (done < out.size()) {
            const ssize_t n = ::pread(descriptor_, out.data() + done, out.size() - done,
                                      static_cast<off_t>(offset + done));
            if (n < 0 && errno == EINTR) continue;
            if (n < 0) return failed("read", path_);
            if (n == 0) break;
            done += static_cast<std::size_t>(n);
        }
        return done;
    }

    Result<std::uint64_t> size() override {
        struct stat status{};
        if (::fstat(descriptor_, &status) != 0) return failed("stat", path_);
        return static_cast<std::uint64_t>(status.st_size);
    }

    [[nodiscard]] bool is_in_place() const override {
        struct stat ours{};
        struct stat there{};
        return ::fstat(descriptor_, &ours) == 0 && ::stat(path_.c_str(), &there) == 0 &&
               ours.st_dev == there.st_dev && ours.st_ino == there.st_ino;
    }

    std::uint64_t skip_hole(std::uint64_t offset) override {
        const off_t data = ::lseek(descriptor_, static_cast<off_t>(offset), SEEK_DATA);
        if (data >= 0) return static_cast<std::uint64_t>(data);
        const auto end = errno == ENXIO ? size() : Result<std::uint64_t>(offset);
        return end ? std::max(*end, offset) : offset;
    }

    Result<void> truncate(std::uint64_t size) override {
        if (::ftruncate(descriptor_, static_cast<off_t>(size)) != 0) {
            return failed("truncate", path_);
        }
        return {};
    }

    Result<void> free_zeros(std::uint64_t offset, std::uint64_t bytes) override {
        if (::fallocate(descriptor_, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE,
                        static_cast<off_t>(offset), static_cast<off_t>(bytes)) == 0 ||
            errno == EOPNOTSUPP || errno == ENOSYS) {
            return {};
        }
        return failed("free blocks of", path_);
    }

  private:
    int descriptor_;
    std::string path_;
};

class RealFiles final : public FileStore {
  public:
    Result<std::unique_ptr<StoredFile>> open(const std::string& path, FileAccess access) override {
        const int flags = access == FileAccess::read    ? O_RDONLY
                          : access == FileAccess::write ? O_RDWR
                                                        : O_RDWR | O_CREAT;
        // Somebody may have put a pipe or a device where a file was: nobody waits for it.
        const int descriptor =
            ::open(path.c_str(), flags | O_CLOEXEC | O_NOCTTY | O_NONBLOCK, 0600);
        if (descriptor < 0) return failed("open", path);
        auto file = std::make_unique<RealFile>(descriptor, path);
        if (!file->is_regular())
            return Error(ErrorCode::io, "cannot open " + path + ": it is not a regular file");
        return std::unique_ptr<StoredFile>(std::move(file));
    }

    Result<void> rename(const std::string& from, const std::string& to) override {
        if (std::rename(from.c_str(), to.c_str()) != 0) return failed("rename", from);
        return {};
    }

    Result<void> remove(const std::string& path) override {
        if (::unlink(path.c_str()) != 0) return failed("remove", path);
        return {};
    }

    Result<void> make_directory(const std::string& path) override {
        if (::mkdir(path.c_str(), 0700) != 0 && errno != EEXIST) return failed("create", path);
        return {};
    }

    Result<void> sync_directory(const std::string& path) override {
        const int descriptor = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (descriptor < 0) return failed("open", path);
        const int result = ::fsync(descriptor);
        ::close(descriptor);
        if (result != 0) return failed("sync", path);
        return {};
    }

    Result<void> sync_tree(const std::string& path) override {
        const int descriptor = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (descriptor < 0) return failed("open", path);
        const int result = ::syncfs(descriptor);
        ::close(descriptor);
        if (result != 0) return failed("sync", path);
        return {};
    }

    Result<std::vector<std::string>> list(const std::string& path) override {
        DIR* directory = ::opendir(path.c_str());
        if (directory == nullptr) return failed("list", path);
        std::vector<std::string> names;
        while (const dirent* entry = ::readdir(directory)) {
            const std::string name = entry->d_name;
            if (name != "." && name != "..") names.push_back(name);
        }
        ::closedir(directory);
        std::sort(names.begin(), names.end());
        return names;
    }
};

}  // namespace

std::shared_ptr<FileStore> real_files() {
    return std::make_shared<RealFiles>();
}

std::string parent_directory(const std::string& path) {
    const auto slash = path.rfind('/');
    if (slash == std::string::npos) return ".";
    return slash == 0 ? "/" : path.substr(0, slash);
}

Result<Bytes> read_file(FileStore& files, const std::string& path, std::uint64_t bytes_max) {
    GDPRD_TRY_ASSIGN(const auto file, files.open(path, FileAccess::read));
    GDPRD_TRY_ASSIGN(const std::uint64_t size, file->size());
    if (size > bytes_max) {
        return Error(ErrorCode::limit_exceeded, path + " is larger than it can be");
    }
    Bytes out(size);
    GDPRD_TRY_ASSIGN(const std::size_t got, file->read_at(0, out));
    out.resize(got);
    return out;
}

Result<void> write_file_atomic(FileStore& files, const std::string& path, BytesView bytes) {
    const std::string beside = path + ".new";
    {
        GDPRD_TRY_ASSIGN(const auto file, files.open(beside, FileAccess::create));
        GDPRD_TRY(file->truncate(0));
        GDPRD_TRY(file->write_at(0, bytes));
        GDPRD_TRY(file->sync());
    }
    // A crash before the rename leaves the old file and a stray .new, which the next write
    // replaces.
    GDPRD_TRY(files.rename(beside, path));
    return files.sync_directory(parent_directory(path));
}

Result<void> write_file_unsynced(FileStore& files, const std::string& path, BytesView bytes) {
    const std::string beside = path + ".new";
    {
        GDPRD_TRY_ASSIGN(const auto file, files.open(beside, FileAccess::create));
        GDPRD_TRY(file->truncate(0));
        GDPRD_TRY(file->write_at(0, bytes));
    }
    return files.rename(beside, path);
}

Result<void> read_exactly(StoredFile& file, std::uint64_t offset, std::span<std::uint8_t> out) {
    GDPRD_TRY_ASSIGN(const std::size_t got, file.read_at(offset, out));
    if (got != out.size()) return Error(ErrorCode::corrupt, "file ends too early");
    return {};
}

Result<FileLock> FileLock::acquire(const std::string& path) {
    const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0) return failed("open", path);
    return FileLock(descriptor).taken(path);
}

Result<FileLock> FileLock::acquire_directory(const std::string& path) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) return failed("open", path);
    return FileLock(descriptor).taken(path);
}

Result<FileLock> FileLock::taken(const std::string& path) && {
    Error in_use(ErrorCode::conflict, "another process works on " + path,
                 "stop the other gdprd, or give this one its own state directory");
    if (::flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
        if (errno == EWOULDBLOCK) return in_use;
        return failed("lock", path);
    }
    // Between open and flock it may have been replaced: then this is a lock on nothing.
    struct stat locked{};
    struct stat named{};
    if (::fstat(descriptor_, &locked) != 0 || ::stat(path.c_str(), &named) != 0)
        return failed("look at", path);
    if (locked.st_dev != named.st_dev || locked.st_ino != named.st_ino) return in_use;
    return std::move(*this);
}

FileLock::FileLock(FileLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

FileLock& FileLock::operator=(FileLock&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    return *this;
}

FileLock::~FileLock() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace gdprd::audit
