#include "connectors/files/file_lease.hpp"

#include <fcntl.h>
#include <linux/magic.h>
#include <sys/vfs.h>

#include <cerrno>
#include <csignal>
#include <cstdint>
#include <thread>
#include <utility>

namespace gdprd::connectors {

namespace {

constexpr std::chrono::milliseconds kPoll{20};

/// NFS and SMB clients refuse a lease for want of a delegation with the same error as for a file
/// that somebody has open.
bool is_remote(int descriptor) noexcept {
    struct statfs on{};
    if (::fstatfs(descriptor, &on) != 0) return false;
    const auto type = static_cast<std::uint32_t>(on.f_type);
    return type == NFS_SUPER_MAGIC || type == CIFS_SUPER_MAGIC || type == SMB2_SUPER_MAGIC;
}

}  // namespace

FileLease::FileLease(FileLease&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)) {}

FileLease::~FileLease() {
    if (descriptor_ >= 0) ::fcntl(descriptor_, F_SETLEASE, F_UNLCK);
}

Result<FileLease> FileLease::take(int descriptor, std::chrono::milliseconds patience,
                                  const Call& call) {
    if (is_remote(descriptor)) return FileLease(-1);
    // the signal for who breaks it: one that is ignored unless a program wants it
    if (::fcntl(descriptor, F_SETSIG, SIGURG) != 0) return FileLease(-1);
    const auto until = std::chrono::steady_clock::now() + patience;
    while (::fcntl(descriptor, F_SETLEASE, F_WRLCK) != 0) {
        if (errno != EAGAIN) return FileLease(-1);
        GDPRD_TRY(call.check());
        if (std::chrono::steady_clock::now() >= until)
            return Error(ErrorCode::unavailable, "another program has the file open",
                         "close it there and run the request again: what that program writes "
                         "into the old file would be lost");
        std::this_thread::sleep_for(kPoll);
    }
    return FileLease(descriptor);
}

bool FileLease::is_undisturbed() const noexcept {
    return descriptor_ < 0 || ::fcntl(descriptor_, F_GETLEASE) == F_WRLCK;
}

}  // namespace gdprd::connectors
