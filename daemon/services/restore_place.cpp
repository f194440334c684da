#include "daemon/services/restore_place.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <utility>

#include "config/base/files.hpp"
#include "daemon/services/path_in.hpp"

namespace gdprd::daemon {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kUnfinished = "restore.unfinished";
/// In it, from before the first file gets its name: the names, one a line.
constexpr std::string_view kNames = "restore.names";
constexpr std::uint64_t kNamesBytesMax = 1U << 20;

/// Sorted; trail/ is the last.
Result<std::vector<std::string>> names_in(const std::string& dir) {
    std::vector<std::string> names;
    std::error_code failed;
    for (const auto& one : fs::directory_iterator(dir, failed)) {
        std::string name = one.path().filename().string();
        if (name != kNames) names.push_back(std::move(name));
    }
    if (failed) return Error(ErrorCode::io, "cannot list " + dir);
    std::sort(names.begin(), names.end(), [](const std::string& a, const std::string& b) {
        return std::pair(a == "trail", a) < std::pair(b == "trail", b);
    });
    return names;
}

bool is_there(const std::string& path) {
    std::error_code ignored;
    return fs::exists(fs::symlink_status(path, ignored));
}

/// The restore's own files that have their names already. It was killed before trail/ got its own,
/// so nobody has worked on them.
Result<void> take_back(const std::string& state, const std::string& place) {
    const auto list = read_file(path_in(place, kNames), kNamesBytesMax);
    if (!list && list.error().code() == ErrorCode::not_found) return {};
    if (!list) return list.error();
    if (is_there(path_in(state, "trail"))) return {};
    std::string_view rest = as_text(*list);
    while (!rest.empty()) {
        const auto end = rest.find('\n');
        if (end == std::string_view::npos) break;
        const std::string_view name = rest.substr(0, end);
        rest.remove_prefix(end + 1);
        const bool plain = !name.empty() && name != "." && name != ".." && name != kUnfinished &&
                           name.find('/') == std::string_view::npos;
        if (!plain || is_there(path_in(place, name))) continue;
        std::error_code failed;
        fs::remove_all(path_in(state, name), failed);
        if (failed) return Error(ErrorCode::io, "cannot take away " + path_in(state, name));
    }
    return fsync_directory(state);
}

}  // namespace

RestorePlace::RestorePlace(std::string state, std::string path, audit::FileLock lock)
    : state_(std::move(state)), path_(std::move(path)), lock_(std::move(lock)) {}

RestorePlace::RestorePlace(RestorePlace&& other) noexcept
    : state_(std::move(other.state_)),
      path_(std::exchange(other.path_, {})),
      lock_(std::move(other.lock_)) {}

RestorePlace::~RestorePlace() {
    std::error_code ignored;
    if (!path_.empty()) fs::remove_all(path_, ignored);
}

Result<RestorePlace> RestorePlace::make(OffLoop /*off*/, const std::string& state) {
    GDPRD_TRY(make_directories(state));
    GDPRD_TRY_ASSIGN(auto lock, audit::FileLock::acquire_directory(state));
    std::string path = path_in(state, kUnfinished);
    GDPRD_TRY(take_back(state, path));
    std::error_code failed;
    for (const auto& one : fs::directory_iterator(state, failed)) {
        if (one.path().filename() == kUnfinished) continue;
        return Error(ErrorCode::conflict, "the directory is not empty: " + state,
                     "move away what is there, or give another directory");
    }
    if (failed) return Error(ErrorCode::io, "cannot list " + state);
    fs::remove_all(path, failed);
    if (failed) return Error(ErrorCode::io, "cannot take away " + path);
    GDPRD_TRY(make_directories(path));
    GDPRD_TRY(fsync_directory(state));
    return RestorePlace(state, std::move(path), std::move(lock));
}

/// A crash in between leaves the place with the list, by which the next restore takes back what has
/// its name; one after the last step leaves the list alone, which check_restored() takes away.
Result<void> RestorePlace::give_names(OffLoop /*off*/) const {
    GDPRD_TRY_ASSIGN(const auto names, names_in(path_));
    std::string list;
    for (const std::string& name : names) list.append(name).append("\n");
    GDPRD_TRY(write_file_atomically(path_in(path_, kNames), as_bytes(list)));
    for (const std::string& name : names) {
        const std::string to = path_in(state_, name);
        if (std::rename(path_in(path_, name).c_str(), to.c_str()) != 0)
            return system_error("cannot make", to, errno);
        GDPRD_TRY(fsync_directory(state_));
    }
    return {};
}

Result<void> check_restored(OffLoop /*off*/, const std::string& state) {
    const std::string place = path_in(state, kUnfinished);
    if (!is_there(place)) return {};
    std::error_code failed;
    if (fs::is_directory(fs::symlink_status(place, failed)) && is_there(path_in(state, "trail"))) {
        GDPRD_TRY_ASSIGN(const auto left, names_in(place));
        if (left.empty()) {
            fs::remove_all(place, failed);
            if (failed) return Error(ErrorCode::io, "cannot take away " + place);
            return {};
        }
    }
    return Error(ErrorCode::refused,
                 "a restore into this state directory was not finished: " + place + " is there",
                 "run it again: gdprctl backup restore BACKUP " + state +
                     "; it takes away what is left of the first");
}

}  // namespace gdprd::daemon
