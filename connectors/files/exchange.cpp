#include "connectors/files/exchange.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>

#include "config/base/bytes.hpp"
#include "config/base/crypto.hpp"

namespace gdprd::connectors {

namespace {

/// Others have to move a file to the name this often, each between two system calls of ours.
constexpr int kExchangesMax = 8;
constexpr const char* kKeptEnd = ".gdprd-kept";
constexpr std::size_t kNumberBytes = 8;  ///< of what nobody else takes for a name

Error cannot_replace() {
    return {ErrorCode::io, "the file cannot be replaced; the old one stays"};
}

Error changed() {
    return {ErrorCode::stale, "the file changed while it was read; nothing was written",
            "try again"};
}

/// But for the time of the last change of the inode, which renaming sets.
bool same_content(const FileVersion& a, const FileVersion& b) {
    return a.device == b.device && a.inode == b.inode && a.size == b.size &&
           a.modified_ns == b.modified_ns;
}

/// The name that `fresh` has then: NAME.gdprd-kept, or, where that is another file or too long, one
/// of its own.
std::string keep(int parent, const std::string& fresh, const std::string& old) {
    std::array<std::uint8_t, kNumberBytes> number{};
    crypto::random_bytes(number);
    std::string other = "gdprd-kept-" + hex_encode(number);
    if (::renameat2(parent, fresh.c_str(), parent, (old + kKeptEnd).c_str(), RENAME_NOREPLACE) == 0)
        return std::string("NAME") + kKeptEnd;
    if (::renameat2(parent, fresh.c_str(), parent, other.c_str(), RENAME_NOREPLACE) == 0)
        return other;
    return fresh;
}

/// Once names were exchanged: what came out may be a version of the file that others wrote. It gets
/// a name that nobody takes for what a crash left.
Error unsettled(int parent, const std::string& fresh, const std::string& old,
                const FileVersion& ours) {
    struct stat there{};
    const bool is_others = ::fstatat(parent, fresh.c_str(), &there, AT_SYMLINK_NOFOLLOW) == 0 &&
                           !same_content(version_of(there), ours);
    std::string what =
        "others replaced the file while it was being replaced, and its new version may be in its "
        "place or not";
    if (is_others) what += "; what came out is kept beside it as " + keep(parent, fresh, old);
    return {ErrorCode::conflict, what,
            "look at the file and at what is beside it, and keep what is right"};
}

Result<FileVersion> version_at(int parent, const std::string& name) {
    struct stat file{};
    if (::fstatat(parent, name.c_str(), &file, AT_SYMLINK_NOFOLLOW) == 0) return version_of(file);
    return errno == ENOENT ? changed() : cannot_replace();
}

Result<void> keep_names(int parent) {
    if (::fsync(parent) != 0)
        return Error(ErrorCode::io, "the directory cannot be written to its disk");
    return {};
}

Result<void> rename_over(int parent, const std::string& fresh, const std::string& old,
                         const FileVersion& expected) {
    GDPRD_TRY_ASSIGN(const FileVersion there, version_at(parent, old));
    if (!same_content(there, expected)) return changed();
    if (::renameat(parent, fresh.c_str(), parent, old.c_str()) != 0) return cannot_replace();
    return keep_names(parent);
}

bool cannot_exchange(int number) {
    return number == EINVAL || number == ENOSYS || number == EOPNOTSUPP;
}

}  // namespace

Result<void> exchange_files(int parent, const std::string& fresh, const std::string& old,
                            const FileVersion& expected, const std::function<bool()>& may_stay) {
    GDPRD_TRY_ASSIGN(FileVersion in, version_at(parent, fresh));
    const FileVersion ours = in;
    FileVersion replaced = expected;
    for (int i = 0; i < kExchangesMax; ++i) {
        if (::renameat2(parent, fresh.c_str(), parent, old.c_str(), RENAME_EXCHANGE) != 0) {
            if (i > 0) return unsettled(parent, fresh, old, ours);
            if (cannot_exchange(errno)) return rename_over(parent, fresh, old, expected);
            return errno == ENOENT ? changed() : cannot_replace();
        }
        const auto out = version_at(parent, fresh);
        if (!out) return unsettled(parent, fresh, old, ours);
        const bool undone = i == 0 && may_stay && !may_stay();
        if (same_content(*out, replaced) && !undone) {
            // not as we made it: of others, or ours, into which others wrote at once
            if (!same_content(in, ours)) {
                if (in.inode == ours.inode) return unsettled(parent, fresh, old, ours);
                // others moved `in` over ours; what it replaced for them goes
                if (out->inode != ours.inode) ::unlinkat(parent, fresh.c_str(), 0);
                return changed();
            }
            if (::unlinkat(parent, fresh.c_str(), 0) != 0)
                return Error(ErrorCode::io, "the file's old version cannot be removed");
            return keep_names(parent);
        }
        // what came out is newer than what it was to be, or still in use: back to its place
        replaced = in;
        in = *out;
    }
    return unsettled(parent, fresh, old, ours);
}

}  // namespace gdprd::connectors
