#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "daemon/services/request_bodies.hpp"
#include "daemon/services/request_payloads.hpp"
#include "daemon/services/stores.hpp"
#include "policy/identity/resolver.hpp"
#include "policy/plan/execution.hpp"

namespace gdprd::daemon {

/// How many rows are not as the plan took them for, by collection.
using MovedRows = std::map<policy::CollectionPath, std::uint64_t>;

/// What a run that goes on must look at before it acts again: the rows of the steps still to do,
/// the rows that its done steps changed, and the rows that the plan left alone.
class RemainingWork {
  public:
    /// `plan` must outlive this object.
    RemainingWork(const policy::Plan& plan, const std::vector<StepFact>& facts);

    /// Whether a step that reads or writes rows is still to do.
    [[nodiscard]] bool any() const noexcept { return !open_.empty(); }
    /// Whether an earlier run may have changed rows: then a search may miss rows that it found.
    [[nodiscard]] bool begun() const noexcept { return begun_; }

    /// Each row must be as it was planned, or as its step leaves it: a row that was given to
    /// another person takes with it what hangs on it. Stores that do not answer are left out: their
    /// steps fail by themselves.
    void compare(OffLoop off, Stores& stores, const RequestBodies& bodies,
                 const std::vector<StandingRows>& standing, MovedRows& moved) const;
    /// Each row must still be found as the person's (invariant 7). `resolution` is the search made
    /// again; what the run itself did may have cut the way to a row.
    void match(const policy::Resolution& resolution, MovedRows& moved) const;

  private:
    struct Target {
        const policy::Step* step = nullptr;
        const policy::RowTarget* row = nullptr;
        bool done = false;
    };
    using Targets = std::map<policy::CollectionPath, std::map<policy::RowKey, Target>>;

    void add(const policy::Step& step, bool done, Targets& to) const;
    [[nodiscard]] static bool is_as_planned(const Target& target, const RequestBodies& bodies,
                                            const policy::RowSet& set, const policy::Row& now);

    Targets open_;  ///< by the first step still to do that has the row
    Targets done_;  ///< rows that only done update steps have, by the last of them
    bool begun_ = false;
};

}  // namespace gdprd::daemon
