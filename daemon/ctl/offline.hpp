#pragma once

#include <cstdint>
#include <string>

#include "config/base/off_loop.hpp"
#include "config/base/result.hpp"

namespace gdprd::daemon::ctl {

/// A file's text, or standard input for "-"; `limit_exceeded` above `bytes_max`.
Result<std::string> read_input(OffLoop off, const std::string& path, std::uint64_t bytes_max);

/// The same for a checkpoint that somebody keeps: a signed note. invalid_argument, with the file,
/// for anything else; whose it is, and whether it is signed, is not looked at.
Result<std::string> read_checkpoint(OffLoop off, const std::string& path);

}  // namespace gdprd::daemon::ctl
