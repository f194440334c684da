#include "connectors/files/left_temporary.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <compare>
#include <optional>

#include "config/base/files.hpp"
#include "connectors/files/file_lease.hpp"

namespace gdprd::connectors {

namespace {

struct Moment {
    std::int64_t seconds = 0;
    std::uint32_t nanoseconds = 0;
    friend auto operator<=>(const Moment&, const Moment&) = default;
};

struct Ages {
    Moment born;
    Moment written;
};

/// none: there is no such file, or the file system does not know when files came to be.
std::optional<Ages> ages_of(int parent, const std::string& name) {
    struct statx file{};
    if (::statx(parent, name.c_str(), AT_SYMLINK_NOFOLLOW, STATX_BTIME | STATX_MTIME, &file) != 0 ||
        (file.stx_mask & STATX_BTIME) == 0)
        return std::nullopt;
    return Ages{{file.stx_btime.tv_sec, file.stx_btime.tv_nsec},
                {file.stx_mtime.tv_sec, file.stx_mtime.tv_nsec}};
}

/// The file is newer than what was left, which so is its old version, and that was written since.
bool has_news(int parent, const std::string& name, const std::string& of) {
    const auto left = ages_of(parent, name);
    const auto file = ages_of(parent, of);
    return left && file && left->born < file->born && left->written > file->born;
}

}  // namespace

Result<LeftTemporary> remove_left_temporary(int parent, const std::string& name,
                                            const std::string& of, const Call& call) {
    const Descriptor left(
        ::openat(parent, name.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    if (!left.valid() && errno == ENOENT) return LeftTemporary::gone;
    if (left.valid()) {
        if (::flock(left.get(), LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
            return LeftTemporary::open;
        const auto alone = FileLease::take(left.get(), std::chrono::milliseconds(0), call);
        if (!alone) {
            GDPRD_TRY(call.check());
            return LeftTemporary::open;
        }
        if (has_news(parent, name, of)) return LeftTemporary::has_news;
        if (!alone->is_undisturbed()) return LeftTemporary::open;
    }
    if (::unlinkat(parent, name.c_str(), 0) == 0 || errno == ENOENT) return LeftTemporary::gone;
    return Error(ErrorCode::io, "what a crash left beside a file cannot be removed",
                 "give gdprd's user the right to write the directory");
}

}  // namespace gdprd::connectors
