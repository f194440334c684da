#include "connectors/files/left_temporary.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <memory>

#include "config/base/bytes.hpp"
#include "config/base/crypto.hpp"
#include "config/base/files.hpp"
#include "connectors/files/file_lease.hpp"
#include "connectors/files/file_rules.hpp"

namespace gdprd::connectors {

namespace {

constexpr std::size_t kMarkBytes = 8;

struct CloseDirectory {
    void operator()(DIR* directory) const { ::closedir(directory); }
};

/// Stands for a version in a name. Without the device, which may have another number after a
/// restart, and without the time that renaming sets.
std::string mark_of(const FileVersion& version) {
    const std::string text = std::to_string(version.inode) + ":" + std::to_string(version.size) +
                             ":" + std::to_string(version.modified_ns);
    return "-" + hex_encode(BytesView(crypto::sha256(as_bytes(text))).first(kMarkBytes));
}

/// What the first and the second name of a temporary begin with, and how they end.
struct NameParts {
    std::string begin;
    std::string end;
};
NameParts parts_for(std::string_view name) {
    const std::string first = temporary_for(name);
    const std::size_t end = first.rfind('.');
    return {first.substr(0, end), first.substr(end)};
}

bool is_second_name(std::string_view name) {
    return std::ranges::count(name, '-') > 1;
}

Error cannot_look() {
    return {ErrorCode::io, "what a crash left beside a file cannot be opened, and stays",
            "try again; if it lasts, take over what is new in it (.gdprd-*.new) and delete it"};
}

Error cannot_remove() {
    return {ErrorCode::io, "what a crash left beside a file cannot be removed",
            "give gdprd's user the right to write the directory"};
}

}  // namespace

Result<std::string> name_for_exchange(int parent, const std::string& fresh, const std::string& old,
                                      const FileVersion& expected) {
    struct stat ours{};
    const auto [begin, end] = parts_for(old);
    if (::fstatat(parent, fresh.c_str(), &ours, AT_SYMLINK_NOFOLLOW) == 0) {
        std::string second = begin + mark_of(expected) + mark_of(version_of(ours)) + end;
        // on the disk before names are exchanged: a crash that keeps the exchange keeps this too
        if (::renameat(parent, fresh.c_str(), parent, second.c_str()) == 0 && ::fsync(parent) == 0)
            return second;
    }
    return Error(ErrorCode::io, "the new file cannot be named; the old one stays");
}

bool is_temporary_of(std::string_view left, std::string_view name) {
    const auto [begin, end] = parts_for(name);
    return left == begin + end || (left.starts_with(begin + "-") && left.ends_with(end));
}

Result<std::vector<std::string>> temporaries_of(int parent, std::string_view name) {
    Error cannot_list(ErrorCode::io, "the file's directory cannot be listed",
                      "give gdprd's user the right to read it");
    const int copy = ::openat(parent, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const std::unique_ptr<DIR, CloseDirectory> directory(copy < 0 ? nullptr : ::fdopendir(copy));
    if (!directory) {
        if (copy >= 0) ::close(copy);
        return cannot_list;
    }
    std::vector<std::string> out;
    for (;;) {
        errno = 0;
        const dirent* entry = ::readdir(directory.get());  // NOLINT(concurrency-mt-unsafe): own DIR
        if (entry == nullptr) break;
        const std::string_view left(&entry->d_name[0]);
        if (is_own_temporary(left) && is_temporary_of(left, name)) out.emplace_back(left);
    }
    if (errno != 0) return cannot_list;
    return out;
}

Result<LeftTemporary> remove_left_temporary(int parent, const std::string& name, const Call& call) {
    const Descriptor left(
        ::openat(parent, name.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    if (!left.valid()) {
        if (errno == ENOENT) return LeftTemporary::gone;
        if (errno == EWOULDBLOCK) return LeftTemporary::open;  // others have a lease on it
        if (errno != ELOOP) return cannot_look();
        // a symbolic link, which we never make: only itself goes
    } else {
        if (::flock(left.get(), LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
            return LeftTemporary::open;
        const auto alone = FileLease::take(left.get(), std::chrono::milliseconds(0), call);
        if (!alone) {
            GDPRD_TRY(call.check());
            return LeftTemporary::open;
        }
        if (is_second_name(name)) {
            GDPRD_TRY_ASSIGN(const struct stat now, status_of(left.get()));
            if (name.find(mark_of(version_of(now))) == std::string::npos)
                return LeftTemporary::has_news;
        }
        if (!alone->is_undisturbed()) return LeftTemporary::open;
    }
    if (::unlinkat(parent, name.c_str(), 0) == 0 || errno == ENOENT) return LeftTemporary::gone;
    return cannot_remove();
}

}  // namespace gdprd::connectors
