#include "connectors/files/dot_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <thread>
#include <utility>

#include "config/base/bytes.hpp"
#include "config/base/crypto.hpp"
#include "connectors/files/byte_source.hpp"
#include "connectors/files/file_rules.hpp"

namespace gdprd::connectors {

namespace {

using Steady = std::chrono::steady_clock;
constexpr std::chrono::milliseconds kPoll{20};
constexpr std::size_t kContentBytes = 64;
constexpr std::size_t kNumberBytes = 8;  ///< of what nobody else takes for a name
/// Behind the process's number, which other programs look for there.
constexpr std::string_view kOurs = "\ngdprd\n";

bool names(int parent, const std::string& name, int file) {
    struct stat there{};
    struct stat here{};
    return ::fstat(file, &here) == 0 &&
           ::fstatat(parent, name.c_str(), &there, AT_SYMLINK_NOFOLLOW) == 0 &&
           here.st_ino == there.st_ino && here.st_dev == there.st_dev;
}

/// A gdprd that runs holds flock on its lock file: one that is free was left by a crash.
void remove_left(int parent, const std::string& name) {
    const Descriptor file(
        ::openat(parent, name.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    if (!file.valid() || ::flock(file.get(), LOCK_EX | LOCK_NB) != 0) return;
    std::string content;
    if (!read_at(file.get(), 0, kContentBytes, content) || !content.ends_with(kOurs)) return;
    if (names(parent, name, file.get())) ::unlinkat(parent, name.c_str(), 0);
}

std::string content_of_lock() {
    return std::to_string(::getpid()) + std::string(kOurs);
}

constexpr mode_t kReadable = 0644;  // others look whose it is

bool fill(const Descriptor& file) {
    if (!file.valid() || !write_all(file.get(), as_bytes(content_of_lock()))) return false;
    ::flock(file.get(), LOCK_EX | LOCK_NB);
    return true;
}

/// The lock file, whole before it has its name: a kill leaves none that cannot be told as ours.
/// Not valid, with errno, when it cannot be made.
Descriptor make_lock(int parent, const std::string& name) {
    Descriptor file(::openat(parent, ".", O_WRONLY | O_TMPFILE | O_CLOEXEC, kReadable));
    if (fill(file)) {
        const std::string itself = "/proc/self/fd/" + std::to_string(file.get());
        if (::linkat(AT_FDCWD, itself.c_str(), parent, name.c_str(), AT_SYMLINK_FOLLOW) == 0)
            return file;
        if (errno == EEXIST) return {};
    }
    return make_lock_from_named_file(parent, name);
}

/// The last resort, FUSE over libfuse 2: a kill before it is written leaves an empty one.
Descriptor make_lock_in_its_place(int parent, const std::string& name) {
    Descriptor file(::openat(parent, name.c_str(),
                             O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, kReadable));
    if (!file.valid() || fill(file)) return file;
    ::unlinkat(parent, name.c_str(), 0);
    errno = EIO;
    return {};
}

}  // namespace

Descriptor make_lock_from_named_file(int parent, const std::string& name) {
    std::array<std::uint8_t, kNumberBytes> number{};
    crypto::random_bytes(number);
    const std::string first = temporary_for(name + hex_encode(number));
    Descriptor file(::openat(parent, first.c_str(),
                             O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, kReadable));
    if (!file.valid()) return {};
    int failure = EIO;
    if (fill(file)) {
        // of two names for one file the first is not missed when a kill leaves it
        failure = ::linkat(parent, first.c_str(), parent, name.c_str(), 0) == 0 ? 0 : errno;
        const bool links = failure != EPERM && failure != EOPNOTSUPP && failure != ENOSYS;
        if (!links)
            failure =
                ::renameat2(parent, first.c_str(), parent, name.c_str(), RENAME_NOREPLACE) == 0
                    ? 0
                    : errno;
    }
    ::unlinkat(parent, first.c_str(), 0);
    if (failure == EINVAL || failure == ENOSYS) return make_lock_in_its_place(parent, name);
    errno = failure;
    return failure == 0 ? std::move(file) : Descriptor();
}

DotLock::DotLock(int parent, std::string name, Descriptor file)
    : parent_(parent), name_(std::move(name)), file_(std::move(file)) {}

DotLock::DotLock(DotLock&& other) noexcept
    : parent_(other.parent_),
      name_(std::exchange(other.name_, {})),
      file_(std::move(other.file_)) {}

DotLock::~DotLock() {
    if (!name_.empty() && names(parent_, name_, file_.get())) ::unlinkat(parent_, name_.c_str(), 0);
}

Result<DotLock> DotLock::take(int parent, const std::string& name,
                              std::chrono::milliseconds patience, const Call& call) {
    const std::string lock = name + ".lock";
    const auto until = Steady::now() + patience;
    for (;;) {
        remove_left(parent, lock);
        Descriptor file = make_lock(parent, lock);
        if (file.valid()) return DotLock(parent, lock, std::move(file));
        if (errno != EEXIST)
            return Error(ErrorCode::forbidden, "no lock file can be made beside the mailbox",
                         "give gdprd's user the right to write the directory");
        GDPRD_TRY(call.check());
        if (Steady::now() >= until)
            return Error(ErrorCode::unavailable, "the mailbox is locked by another program",
                         "try again when it is closed there; a file NAME.lock that a crash left "
                         "is to be removed");
        std::this_thread::sleep_for(kPoll);
    }
}

Result<bool> DotLock::is_held(int parent, const std::string& name,
                              std::chrono::milliseconds patience, const Call& call) {
    const std::string lock = name + ".lock";
    const auto until = Steady::now() + patience;
    for (;;) {
        remove_left(parent, lock);
        struct stat there{};
        if (::fstatat(parent, lock.c_str(), &there, AT_SYMLINK_NOFOLLOW) != 0) return false;
        GDPRD_TRY(call.check());
        if (Steady::now() >= until) return true;
        std::this_thread::sleep_for(kPoll);
    }
}

}  // namespace gdprd::connectors
