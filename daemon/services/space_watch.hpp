#pragma once

#include <cstdint>
#include <string>

#include "config/base/guarded.hpp"
#include "config/base/off_loop.hpp"

namespace gdprd::daemon {

/// Whether the file system of the state directory has room, told in the log when that changes.
/// Thread-safe.
class SpaceWatch {
  public:
    /// Below `bytes_min` bytes that gdprd may still use, it is not enough.
    SpaceWatch(std::string dir, std::uint64_t bytes_min)
        : dir_(std::move(dir)), bytes_min_(bytes_min) {}

    /// Looks. A directory that cannot be looked at has no room.
    [[nodiscard]] bool enough(OffLoop off);

  private:
    std::string dir_;
    std::uint64_t bytes_min_;
    Guarded<bool> had_room_{true};
};

}  // namespace gdprd::daemon
