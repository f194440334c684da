#include "daemon/services/backup_sums.hpp"

#include <algorithm>
#include <filesystem>
#include <map>

#include "audit/file_store.hpp"
#include "config/base/crypto.hpp"
#include "config/base/files.hpp"
#include "config/base/utf8.hpp"
#include "daemon/services/path_in.hpp"

namespace gdprd::daemon {

namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kSumsBytesMax = 16ULL << 20;
constexpr std::size_t kChunkBytes = 1U << 20;
constexpr std::size_t kDigits = 64;

using Sums = std::map<std::string, std::string>;  ///< hexadecimal, by name

Result<std::string> sum_of(audit::FileStore& files, const std::string& path) {
    GDPRD_TRY_ASSIGN(const auto file, files.open(path, audit::FileAccess::read));
    crypto::Sha256 sum;
    Bytes chunk(kChunkBytes);
    for (std::uint64_t at = 0;;) {
        GDPRD_TRY_ASSIGN(const std::size_t got, file->read_at(at, chunk));
        if (got == 0) return hex_encode(sum.finish());
        sum.update(BytesView(chunk).first(got));
        at += got;
    }
}

Result<Sums> sums_of(const std::string& dir) {
    const auto files = audit::real_files();
    Sums out;
    std::error_code failed;
    for (fs::recursive_directory_iterator at(dir, failed), end; !failed && at != end;
         at.increment(failed)) {
        const std::string name = fs::path(at->path()).lexically_relative(dir).string();
        if (name == "trail") at.disable_recursion_pending();
        if (name == kBackupSums || !at->is_regular_file(failed)) continue;
        GDPRD_TRY_ASSIGN(out[name], sum_of(*files, path_in(dir, name)));
    }
    if (failed) return Error(ErrorCode::io, "cannot list " + dir);
    return out;
}

Error wrong(const std::string& name, const char* what) {
    return Error(ErrorCode::corrupt, "the backup is damaged: " + printable(name) + " " + what,
                 "take another copy of the backup");
}

bool is_number(std::string_view text, std::size_t digits_min, std::size_t digits_max) {
    return text.size() >= digits_min && text.size() <= digits_max &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_number_with(std::string_view name, std::string_view suffix, std::size_t digits_min) {
    if (!name.ends_with(suffix)) return false;
    return is_number(name.substr(0, name.size() - suffix.size()), digits_min, 20);
}

/// Whether a copy of a trail has such a file (man gdprd-trail.5; audit/trail_copy). What the
/// verifier reads it judges; nothing may come along beside that.
bool is_of_a_trail(std::string_view name) {
    constexpr std::string_view kFiles[] = {"checkpoint", "checkpoints", "last-signed",
                                           "vkey",       "successions", "redacting"};
    const auto slash = name.find('/');
    if (slash == std::string_view::npos)
        return std::find(std::begin(kFiles), std::end(kFiles), name) != std::end(kFiles);
    const std::string_view in = name.substr(0, slash);
    const std::string_view file = name.substr(slash + 1);
    if (in == "segments") return is_number_with(file, ".seg", 20);
    if (in == "tree") return is_number(file, 1, 2);
    if (in == "timestamps")
        return is_number_with(file, ".checkpoint", 1) || is_number_with(file, ".tst", 1);
    return in == "cosigned" && file.find('/') == std::string_view::npos && !file.ends_with(".new");
}

Result<void> check_trail_names(const std::string& dir) {
    const std::string trail = dir + "/trail";
    std::error_code failed;
    if (!fs::is_directory(trail, failed)) return wrong("trail", "is missing");
    for (fs::recursive_directory_iterator at(trail, failed), end; !failed && at != end;
         at.increment(failed)) {
        const std::string name = fs::path(at->path()).lexically_relative(trail).string();
        if (at->is_directory(failed)) {
            const bool known = name == "segments" || name == "tree" || name == "cosigned" ||
                               name == "timestamps" || name == "keys";  // refused by who restores
            if (!known) return wrong("trail/" + name, "is no part of a trail");
            if (name == "keys") at.disable_recursion_pending();
        } else if (!is_of_a_trail(name)) {
            return wrong("trail/" + name, "is no part of a trail");
        }
    }
    if (failed) return Error(ErrorCode::io, "cannot list " + trail);
    return {};
}

Result<Sums> parse_sums(std::string_view text) {
    Sums out;
    while (!text.empty()) {
        const auto end = text.find('\n');
        const std::string_view line = text.substr(0, end);
        if (end == std::string_view::npos || line.size() < kDigits + 3 ||
            line.substr(kDigits, 2) != "  ")
            return wrong(kBackupSums, "is not what sha256sum reads");
        out.emplace(line.substr(kDigits + 2), line.substr(0, kDigits));
        text.remove_prefix(end + 1);
    }
    return out;
}

}  // namespace

Result<void> write_sums(OffLoop /*off*/, const std::string& dir) {
    GDPRD_TRY_ASSIGN(const Sums sums, sums_of(dir));
    std::string text;
    for (const auto& [name, sum] : sums) text.append(sum).append("  ").append(name).append("\n");
    return write_file_atomically(dir + "/" + kBackupSums, as_bytes(text));
}

Result<void> check_sums(OffLoop /*off*/, const std::string& dir) {
    const auto bytes = read_file(dir + "/" + kBackupSums, kSumsBytesMax);
    if (!bytes && bytes.error().code() == ErrorCode::not_found)
        return Error(ErrorCode::corrupt, "this is no backup: it has no file SHA256SUMS",
                     "give what gdprctl backup create made");
    if (!bytes) return bytes.error();
    GDPRD_TRY_ASSIGN(const Sums listed, parse_sums(as_text(*bytes)));
    GDPRD_TRY_ASSIGN(const Sums there, sums_of(dir));
    for (const auto& [name, sum] : listed) {
        const auto found = there.find(name);
        if (found == there.end()) return wrong(name, "is missing");
        if (found->second != sum) return wrong(name, "is not what was backed up");
    }
    for (const auto& [name, sum] : there) {
        if (!listed.contains(name)) return wrong(name, "was added");
    }
    for (const char* needed : {"state.db", kBackupKeys}) {
        if (!listed.contains(needed)) return wrong(needed, "is missing");
    }
    return check_trail_names(dir);
}

}  // namespace gdprd::daemon
