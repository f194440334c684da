#pragma once

#include <map>
#include <string>
#include <vector>

#include "daemon/services/request_bodies.hpp"
#include "daemon/services/trail_service.hpp"
#include "daemon/state/request_store.hpp"
#include "policy/plan/planner.hpp"

namespace gdprd::daemon {

/// What runs of earlier plans of the same request left to the next plan.
struct EarlierRuns {
    /// Stores whose residue step is not done though a step before it wrote there, with the byte
    /// strings that must be gone (none where the store cannot be searched).
    std::map<StoreName, std::vector<policy::PersonalCell>> residue_left;
    policy::Told told;                                ///< by rows that those runs erased
    std::vector<policy::TransformedRow> transformed;  ///< values made of others by those runs
    std::vector<std::string> notes;  ///< for people: which plans were carried out in part
};

/// What the rows told that the steps with these states erased, or may have.
[[nodiscard]] policy::Told told_by_erased(const std::vector<ToldRow>& rows,
                                          const policy::Plan& plan,
                                          const std::vector<policy::StepState>& states);

Result<EarlierRuns> find_earlier_runs(OffLoop off, TrailService& trail, RequestStore& store,
                                      const RequestBodies& bodies, const RequestId& request);

}  // namespace gdprd::daemon
