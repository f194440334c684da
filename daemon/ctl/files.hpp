#pragma once

#include <string>
#include <string_view>

#include "config/base/result.hpp"

namespace gdprd::daemon::ctl {

/// A whole file, or standard input for "-"; limit_exceeded above 64 MiB.
Result<std::string> read_input(const std::string& path);
/// Writes a file (0600, whole or not at all), or standard output for "-".
Result<void> write_output(const std::string& path, std::string_view bytes);

}  // namespace gdprd::daemon::ctl
