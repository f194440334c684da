#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "audit/epoch_summary.hpp"
#include "audit/key_files.hpp"
#include "config/base/clock.hpp"
#include "config/base/off_loop.hpp"
#include "config/base/result.hpp"
#include "config/base/strong.hpp"
#include "daemon/services/trail_service.hpp"
#include "daemon/state/database.hpp"

namespace gdprd::daemon {

/// Why the key of an epoch is not due to be destroyed.
enum class EpochHold : unsigned char {
    due,        ///< nothing: it is due
    destroyed,  ///< it is not there any more
    no_period,  ///< trail.retention is not set
    young,      ///< it has entries that are younger than the period
    requests,   ///< a request whose body is kept may have entries in it, open ones above all
    exports,    ///< a receiver of the trail's entries may lack some of it
};
[[nodiscard]] std::string_view to_string(EpochHold hold) noexcept;

struct EpochAge {
    audit::EpochRecord record;
    std::uint64_t entries = 0;
    WallTime until{};  ///< no entry of it is younger; of the newest epoch: now
    EpochHold hold = EpochHold::young;
};

/// The trail's own retention (Art. 5(1)(e)): which epochs have entries older than the period only.
/// Thread-safe.
class TrailRetention {
  public:
    struct Means {
        TrailService& trail;
        StateDatabase& state;
        const Clock& clock;
        std::chrono::milliseconds period;  ///< 0: entries are kept for ever
        /// The first entry that some receiver may lack.
        std::function<EntryIndex()> unsent_from;
    };
    explicit TrailRetention(Means means) : means_(std::move(means)) {}

    /// All epochs, oldest first.
    Result<std::vector<EpochAge>> look(OffLoop off) const;
    /// The ids of those that are due.
    Result<std::vector<std::uint32_t>> due(OffLoop off) const;
    [[nodiscard]] std::chrono::milliseconds period() const noexcept { return means_.period; }

  private:
    Result<EntryIndex> first_needed(OffLoop off) const;
    WallTime age_of(OffLoop off, const std::vector<audit::EpochRecord>& all, std::size_t at) const;

    Means means_;
};

}  // namespace gdprd::daemon
