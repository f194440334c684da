#include "connectors/files/file_lease.hpp"

#include <fcntl.h>

#include <cerrno>
#include <csignal>
#include <thread>
#include <utility>

namespace gdprd::connectors {

namespace {
constexpr std::chrono::milliseconds kPoll{20};
}

FileLease::FileLease(FileLease&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)) {}

FileLease::~FileLease() {
    if (descriptor_ >= 0) ::fcntl(descriptor_, F_SETLEASE, F_UNLCK);
}

Result<FileLease> FileLease::take(int descriptor, std::chrono::milliseconds patience,
                                  const Call& call) {
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
