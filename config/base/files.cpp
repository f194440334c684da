#include "config/base/files.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <system_error>

#include "config/base/utf8.hpp"

namespace gdprd {

namespace {

ErrorCode code_of(int number) noexcept {
    switch (number) {
        case ENOENT:
        case ENOTDIR:
            return ErrorCode::not_found;
        case EEXIST:
        case EISDIR:
            return ErrorCode::conflict;
        case EACCES:
        case EPERM:
        case EROFS:
            return ErrorCode::forbidden;
        default:
            return ErrorCode::io;
    }
}

Result<void> fsync_descriptor(int fd, const std::string& path) {
    // After a failed fsync the kernel may have dropped the pages: it is never repeated.
    if (::fsync(fd) != 0) return system_error("cannot make durable", path, errno);
    return {};
}

/// A new file with these bytes, durable except for its name.
Result<void> write_new_file(const std::string& path, BytesView bytes, mode_t mode) {
    if (::unlink(path.c_str()) != 0 && errno != ENOENT)
        return system_error("cannot remove an old", path, errno);
    const Descriptor file(
        ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode));
    if (!file.valid()) return system_error("cannot create", path, errno);
    if (::fchmod(file.get(), mode) != 0) return system_error("cannot set the mode of", path, errno);
    if (auto written = write_all(file.get(), bytes); !written) return written.error().in(path);
    return fsync_descriptor(file.get(), path);
}

}  // namespace

Descriptor::~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
}

Error system_error(std::string_view what, const std::string& path, int number) {
    return {code_of(number), std::string(what) + " " + printable(path, 1024) + ": " +
                                 std::generic_category().message(number)};
}

Result<Bytes> read_file(const std::string& path, std::uint64_t bytes_max) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK));
    if (!file.valid()) return system_error("cannot open", path, errno);
    struct stat status{};
    if (::fstat(file.get(), &status) != 0) return system_error("cannot read", path, errno);
    if (!S_ISREG(status.st_mode))
        return Error(ErrorCode::invalid_argument, "not a regular file: " + printable(path, 1024),
                     "name a file");
    Error too_long(ErrorCode::limit_exceeded, printable(path, 1024) + " is longer than " +
                                                  std::to_string(bytes_max) + " bytes");
    if (static_cast<std::uint64_t>(status.st_size) > bytes_max) return too_long;

    Bytes out(static_cast<std::size_t>(status.st_size) + 1);  // one more, to see that it ended
    std::size_t count = 0;
    while (true) {
        const ssize_t got = ::read(file.get(), out.data() + count, out.size() - count);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return system_error("cannot read", path, errno);
        if (got == 0) break;
        count += static_cast<std::size_t>(got);
        if (count > bytes_max) return too_long;
        if (count == out.size()) out.resize(out.size() * 2);  // it grew while we read
    }
    out.resize(count);
    return out;
}

Result<void> write_all(int fd, BytesView bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(fd, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0)
            return Error(ErrorCode::io, "cannot write: " + std::generic_category().message(errno));
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    return {};
}

Result<void> write_file_atomically(const std::string& path, BytesView bytes, mode_t mode) {
    const std::string fresh = path + ".new";
    // A crash up to the rename leaves `path` as it was, and a .new that the next call replaces.
    GDPRD_TRY(write_new_file(fresh, bytes, mode));
    if (::rename(fresh.c_str(), path.c_str()) != 0)
        return system_error("cannot replace", path, errno);
    return fsync_directory(parent_directory(path));
}

Result<void> create_file_atomically(const std::string& path, BytesView bytes, mode_t mode) {
    const std::string fresh = path + ".new";
    GDPRD_TRY(write_new_file(fresh, bytes, mode));
    // link() refuses an existing name, where rename() would replace it. A crash between link and
    // unlink leaves a second name for the same finished file.
    if (::link(fresh.c_str(), path.c_str()) != 0) {
        const int number = errno;
        ::unlink(fresh.c_str());
        return system_error("cannot create", path, number);
    }
    if (::unlink(fresh.c_str()) != 0) return system_error("cannot remove", fresh, errno);
    return fsync_directory(parent_directory(path));
}

Result<void> fsync_directory(const std::string& path) {
    const Descriptor directory(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!directory.valid()) return system_error("cannot open", path, errno);
    return fsync_descriptor(directory.get(), path);
}

Result<void> make_directories(const std::string& path, mode_t mode) {
    struct stat status{};
    if (::stat(path.c_str(), &status) == 0) {
        if (S_ISDIR(status.st_mode)) return {};
        return system_error("cannot make the directory", path, EEXIST);
    }
    if (errno != ENOENT) return system_error("cannot look at", path, errno);
    std::string trimmed = path;
    while (trimmed.size() > 1 && trimmed.ends_with('/')) trimmed.pop_back();
    const std::string parent = parent_directory(trimmed);
    GDPRD_TRY(make_directories(parent, mode));
    if (::mkdir(trimmed.c_str(), mode) != 0)
        return system_error("cannot make the directory", path, errno);
    if (::chmod(trimmed.c_str(), mode) != 0)
        return system_error("cannot set the mode of", path, errno);
    return fsync_directory(parent);
}

Result<void> exchange_names(const std::string& one, const std::string& other) {
    if (::renameat2(AT_FDCWD, one.c_str(), AT_FDCWD, other.c_str(), RENAME_EXCHANGE) != 0) {
        if (errno == EINVAL || errno == ENOSYS)
            return Error(ErrorCode::unsupported,
                         "the file system of " + printable(one, 1024) + " cannot swap two names",
                         "move the state directory to a local file system such as ext4, xfs or "
                         "btrfs");
        return system_error("cannot swap the names of " + printable(other, 1024) + " and", one,
                            errno);
    }
    GDPRD_TRY(fsync_directory(parent_directory(one)));
    return fsync_directory(parent_directory(other));
}

Result<void> remove_file(const std::string& path) {
    if (::unlink(path.c_str()) != 0) {
        if (errno == ENOENT) return {};
        return system_error("cannot remove", path, errno);
    }
    return fsync_directory(parent_directory(path));
}

std::string parent_directory(const std::string& path) {
    const std::size_t slash = path.find_last_of('/');
    if (slash == std::string::npos) return ".";
    return slash == 0 ? "/" : path.substr(0, slash);
}

}  // namespace gdprd
