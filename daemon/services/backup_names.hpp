#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "config/base/clock.hpp"

namespace gdprd::daemon {

inline constexpr std::string_view kPackedBackup = ".tar.zst";

/// "gdprd-20261122T120103Z", or with "-2" after it when `directory` has one of the same second.
[[nodiscard]] std::string free_backup_name(const std::string& directory, WallTime now);

/// When the newest finished backup in `directory` was begun, by its name; none: there is none, or
/// the directory cannot be read.
[[nodiscard]] std::optional<WallTime> newest_backup(const std::string& directory);

}  // namespace gdprd::daemon
