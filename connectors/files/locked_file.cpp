#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <thread>

#include "connectors/files/rewrite.hpp"

namespace gdprd::connectors {

namespace {

using Steady = std::chrono::steady_clock;
constexpr std::chrono::milliseconds kPoll{10};

Error not_ours() {
    return {ErrorCode::forbidden, "the file or its directory may not be written",
            "give gdprd's user the right to write both; the new file is made beside the old one"};
}

/// One try. Both kinds of lock, because programs use either; a file system without them has none.
bool try_lock(int fd, bool for_writing) {
    if (::flock(fd, LOCK_EX | LOCK_NB) != 0 && (errno == EWOULDBLOCK || errno == EINTR))
        return false;
    struct flock range{};
    range.l_type = static_cast<short>(for_writing ? F_WRLCK : F_RDLCK);
    range.l_whence = SEEK_SET;
    if (::fcntl(fd, F_OFD_SETLK, &range) == 0 || (errno != EAGAIN && errno != EACCES)) return true;
    ::flock(fd, LOCK_UN);
    return false;
}

Result<bool> lock_within(int fd, bool for_writing, std::chrono::milliseconds patience,
                         const Call& call) {
    const auto until = Steady::now() + patience;
    while (!try_lock(fd, for_writing)) {
        GDPRD_TRY(call.check());
        if (Steady::now() >= until) return false;
        std::this_thread::sleep_for(kPoll);
    }
    return true;
}

}  // namespace

Result<LockedFile> LockedFile::open(const FileTree& tree, const FileToRead& what,
                                    std::chrono::milliseconds patience, const Call& call) {
    const std::string& path = what.path;
    LockedFile out;
    out.name_ = name_in(path);
    out.patience_ = patience;
    GDPRD_TRY_ASSIGN(out.parent_, tree.open_parent(path));
    if (::faccessat(out.parent_.get(), ".", W_OK | X_OK, AT_EACCESS) != 0) return not_ours();
    for (;;) {
        auto file = tree.open_file(path, O_RDWR);
        if (!file && file.error().code() == ErrorCode::forbidden) return not_ours();
        GDPRD_TRY(file);
        out.file_ = std::move(*file);
        // first, as programs that deliver mail take them
        if (what.form.kind == FileKind::mbox && !out.dot_lock_) {
            GDPRD_TRY_ASSIGN(DotLock dot,
                             DotLock::take(out.parent_.get(), out.name_, patience, call));
            out.dot_lock_ = std::make_unique<DotLock>(std::move(dot));
        }
        GDPRD_TRY_ASSIGN(const bool locked, lock_within(out.file_.get(), true, patience, call));
        if (!locked)
            return Error(ErrorCode::unavailable, "the file is locked by another program",
                         "try again when it is closed there");
        GDPRD_TRY_ASSIGN(const struct stat ours, status_of(out.file_.get()));
        struct stat there{};
        if (::fstatat(out.parent_.get(), out.name_.c_str(), &there, AT_SYMLINK_NOFOLLOW) != 0)
            return Error(ErrorCode::not_found, "the file is gone", "scan the store again");
        // while we waited, who held the lock may have put another file in its place
        if (ours.st_ino != there.st_ino || ours.st_dev != there.st_dev) continue;
        if (ours.st_nlink > 1)
            return Error(
                ErrorCode::conflict,
                "the file has a second name (a hard link), which would keep what is erased",
                "remove the other name, or make a copy of it");
        return out;
    }
}

Result<void> LockedFile::check_version(const FileVersion& expected) const {
    struct stat there{};
    if (::fstatat(parent_.get(), name_.c_str(), &there, AT_SYMLINK_NOFOLLOW) == 0 &&
        version_of(there) == expected)
        return {};
    return Error(ErrorCode::stale, "the file changed while it was read; nothing was written",
                 "try again");
}

Result<bool> is_locked(const FileTree& tree, const std::string& path,
                       std::chrono::milliseconds patience, const Call& call) {
    const auto file = tree.open_file(path, O_RDONLY);
    if (!file) return false;  // gone, or nothing that we may open: nothing to wait for
    GDPRD_TRY_ASSIGN(const bool locked, lock_within(file->get(), false, patience, call));
    return !locked;
}

}  // namespace gdprd::connectors
