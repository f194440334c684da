#include "daemon/services/backup_names.hpp"

#include <algorithm>
#include <filesystem>

#include "config/base/time.hpp"
#include "daemon/services/path_in.hpp"

namespace gdprd::daemon {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPrefix = "gdprd-";

/// "20261122T120103Z…" as RFC 3339.
std::optional<WallTime> time_in(std::string_view name) {
    constexpr std::string_view kForm = "00000000T000000Z";
    if (!name.starts_with(kPrefix)) return std::nullopt;
    name.remove_prefix(kPrefix.size());
    if (name.size() < kForm.size()) return std::nullopt;
    std::string text;
    for (std::size_t i = 0; i < kForm.size(); ++i) {
        if (i == 4 || i == 6) text += '-';
        if (i == 11 || i == 13) text += ':';
        text += name[i];
    }
    const auto time = parse_time(text);
    return time ? std::optional(*time) : std::nullopt;
}

}  // namespace

std::string free_backup_name(const std::string& directory, WallTime now) {
    std::string name(kPrefix);
    for (const char c : format_time(now)) {
        if (c != '-' && c != ':') name += c;
    }
    std::error_code ignored;
    for (int number = 1;; ++number) {
        std::string out = name;
        if (number > 1) out.append("-").append(std::to_string(number));
        const std::string path = path_in(directory, out);
        if (!fs::exists(path, ignored) &&
            !fs::exists(std::string(path).append(kPackedBackup), ignored))
            return out;
    }
}

std::optional<WallTime> newest_backup(const std::string& directory) {
    std::optional<WallTime> newest;
    std::error_code failed;
    for (const auto& one : fs::directory_iterator(directory, failed)) {
        const auto time = time_in(one.path().filename().string());
        if (time) newest = std::max(newest.value_or(*time), *time);
    }
    return newest;
}

}  // namespace gdprd::daemon
