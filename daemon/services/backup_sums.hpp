#pragma once

#include <string>

#include "config/base/off_loop.hpp"
#include "config/base/result.hpp"

namespace gdprd::daemon {

/// The files of a backup that no verifier of the trail looks at: everything outside of trail/.
inline constexpr const char* kBackupSums = "SHA256SUMS";
inline constexpr const char* kBackupKeys = "keys.cms";

/// Writes SHA256SUMS, as sha256sum(1) reads it, for all files below `dir` but those in trail/.
Result<void> write_sums(OffLoop off, const std::string& dir);
/// corrupt, naming the first file that is missing, not listed or another; state.db and keys.cms
/// must be there, and in trail/ nothing that no trail has.
Result<void> check_sums(OffLoop off, const std::string& dir);

}  // namespace gdprd::daemon
