#pragma once

#include <functional>
#include <string>

#include "config/base/off_loop.hpp"
#include "config/base/result.hpp"

namespace gdprd::daemon {

/// Called between pieces of work; false stops with `cancelled`. May be empty.
using GoOn = std::function<bool()>;

/// Packs the regular files below `dir` into a tar file (POSIX pax) under zstd, beneath the
/// directory `prefix`. `path` is made with mode 0600 and synced; conflict when it exists. What
/// failed leaves no file.
Result<void> pack_tar(OffLoop off, const std::string& dir, const std::string& prefix,
                      const std::string& path, const GoOn& go_on);
/// Whether the tar file holds exactly the files below `dir`; corrupt, naming the first difference.
Result<void> compare_tar(OffLoop off, const std::string& path, const std::string& dir,
                         const GoOn& go_on);
/// Unpacks a tar file, compressed by zstd or not, below `to`, which exists; the first directory of
/// each name is left out, files have mode 0600. corrupt: no such file, or damaged; refused: a name
/// that leads out, or anything but files and directories.
Result<void> unpack_tar(OffLoop off, const std::string& path, const std::string& to,
                        const GoOn& go_on);

}  // namespace gdprd::daemon
