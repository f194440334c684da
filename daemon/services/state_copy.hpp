#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "config/base/off_loop.hpp"
#include "config/base/result.hpp"
#include "daemon/services/state_mark.hpp"
#include "daemon/services/trail_service.hpp"

namespace gdprd::daemon {

/// What copy_state() made.
struct CopiedState {
    std::string checkpoint;     ///< the note that the copy of the trail ends at
    std::uint64_t entries = 0;  ///< that it covers
    std::uint64_t erased = 0;   ///< payloads that were destroyed while they were copied
};

struct StateCopyMeans {
    std::string state;  ///< the state directory
    TrailService& trail;
    StateMark& mark;
    /// Called now and then with the entries copied; false stops with `cancelled`.
    std::function<bool(std::uint64_t entries)> progress;
};

/// Copies the state directory of a gdprd that goes on working into `to`, which is made: the state
/// database as it was at one moment, the trail as it was at the checkpoint signed in that moment,
/// older trails beside it and the positions of exports. Left out are every key, and what is derived
/// (search index, events.db). Commits go on; no payload is destroyed while the end of the trail is
/// copied.
Result<CopiedState> copy_state(OffLoop off, const StateCopyMeans& means, const std::string& to);

/// Copies the regular files below `from` to `to`, which may exist, with mode 0600, but nothing
/// whose name below `from` begins with one of `but`. Anything else than files and directories is
/// `refused`.
Result<void> copy_files(OffLoop off, const std::string& from, const std::string& to,
                        const std::vector<std::string>& but, const std::function<bool()>& go_on);

}  // namespace gdprd::daemon
