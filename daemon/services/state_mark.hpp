#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string_view>

#include "audit/trail.hpp"
#include "config/base/guarded.hpp"
#include "config/base/off_loop.hpp"
#include "config/base/result.hpp"
#include "config/base/strong.hpp"
#include "daemon/state/trail_mark_store.hpp"

namespace gdprd::daemon {

class TrailService;

/// The event of the entry that accept_state_loss() leaves.
constexpr std::string_view kStateLossAccepted = "state_loss_accepted";

/// Whether the state database holds what such an entry speaks of: all entries of requests but
/// redactions, and the versions of catalogue and policy.
[[nodiscard]] bool is_mirrored(audit::EntryType type, std::string_view request) noexcept;

/// What the trail has after the last entry that the state database knows.
struct StateGap {
    std::optional<EntryIndex> known;  ///< none: the state knows nothing of the trail
    std::uint64_t announced = 0;      ///< mirrored entries that the state expects there
    std::uint64_t entries = 0;        ///< mirrored entries that are there
    std::optional<TrailMark::Known> last;
    std::set<RequestId> requests;                  ///< that those entries name
    std::map<int, std::uint64_t> highest_of_year;  ///< of their numbers
    [[nodiscard]] bool state_is_behind() const noexcept { return entries > announced; }
};

/// Compares state and trail. `corrupt` when the trail does not hold the entry that the state knows:
/// then the trail is the older one, or another.
Result<StateGap> find_state_gap(OffLoop off, TrailService& trail, StateDatabase& state);

/// Keeps in the state database how far it knows the trail, so that a start notices a state.db that
/// was lost or set back. Before a mirrored entry is appended, that it comes is written; so after a
/// crash no more entries are there than were announced, and after a roll-back more are.
/// Thread-safe.
class StateMark {
  public:
    /// `corrupt`, naming both figures, when the state is behind the trail. What a crash left
    /// unknown is known from here on, request numbers included. `state` must outlive this object.
    static Result<std::unique_ptr<StateMark>> open(OffLoop off, TrailService& trail,
                                                   StateDatabase& state);

    /// `count` mirrored entries are about to be appended. A failure: they must not be.
    Result<void> announce(OffLoop off, std::uint64_t count);
    /// They were; `last` is the last of them.
    void appended(std::uint64_t count, const audit::Appended& last);
    /// They were not, and never will be.
    void not_appended(std::uint64_t count);
    /// Runs `action` while no mirrored entry is announced: what the state database says then, and
    /// the trail's head after it, fit each other, as after a crash. `action` must be short.
    Result<void> hold(const std::function<Result<void>()>& action);
    /// First entry of the trail that the state did not know for durable when it was opened.
    [[nodiscard]] EntryIndex unknown_from() const noexcept { return unknown_from_; }

  private:
    StateMark(StateDatabase& state, TrailMark mark, EntryIndex unknown_from)
        : store_(state), mark_(mark), unknown_from_(unknown_from) {}

    TrailMarkStore store_;
    Guarded<TrailMark> mark_;
    EntryIndex unknown_from_;
};

/// The decision to go on with a state database that is behind: an entry of the trail that says who
/// took it and what is missing; the next start goes on from there. `entries` must be the figure
/// that the refusal named: `refused` otherwise.
Result<StateGap> accept_state_loss(OffLoop off, TrailService& trail, StateDatabase& state,
                                   std::uint64_t entries, const ActorName& who);

}  // namespace gdprd::daemon
