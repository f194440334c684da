#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "audit/key_backup.hpp"
#include "config/base/clock.hpp"
#include "config/base/off_loop.hpp"
#include "config/base/result.hpp"
#include "config/base/secret.hpp"

namespace gdprd::daemon {

struct RestoreOptions {
    std::string backup;  ///< directory or tar file that gdprctl backup create made
    std::string state;   ///< the state directory: empty, or not there
    Secret root_key;     ///< that the keys are to be wrapped with; may be another than before
    Secret private_key;  ///< of a recipient, in PEM; empty: `keys` is open already
    std::string keys;    ///< a backup of the keys to take in place of the one inside; may be empty
    std::string newer;   ///< a longer copy of the same trail, or its state directory; may be empty
    std::string vkey;    ///< that the trail must have; empty: its own
    std::vector<std::string> checkpoints;  ///< texts of notes that it must continue to
    std::function<void(std::string_view phase, std::uint64_t done, std::uint64_t of)> progress;
    const std::atomic<bool>* stop = nullptr;
};

/// What stands in the state directory now.
struct RestoredState {
    std::string origin;
    std::string vkey;
    std::string checkpoint;  ///< the note that the trail ends at
    std::uint64_t entries = 0;
    std::optional<WallTime> last_entry_at;  ///< of the last entry, when its epoch's key is there
    std::uint64_t payloads = 0;             ///< that are there and fit their commitments
    std::uint64_t payloads_erased = 0;      ///< gone, under a redact entry
    audit::RestoredKeys keys;
    std::uint64_t newer_entries = 0;  ///< of the longer copy; 0: none was given
};

/// Restores a backup into an empty state directory. All of it is made inside that directory under
/// another name, and verified there, before anything gets its name; the trail gets its name last.
/// Payloads that the trail's redact entries name, and keys that the trail or the longer copy says
/// were destroyed, are destroyed before anything is opened. conflict: the directory is not empty,
/// or in use; corrupt: the backup does not verify. What failed leaves the directory empty; what a
/// crash leaves keeps gdprd from starting (restore_place.hpp), and is taken away by the next run.
Result<RestoredState> restore_state(OffLoop off, const RestoreOptions& options);

}  // namespace gdprd::daemon
