#include "daemon/services/earlier_runs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "daemon/services/request_payloads.hpp"

namespace gdprd::daemon {

using policy::StepKind;
using policy::StepState;

namespace {

/// Adds what the run of one plan left in the stores, and takes away what it purged.
void carry(const policy::Plan& plan, const std::vector<StepState>& states,
           std::map<StoreName, std::vector<policy::PersonalCell>>& left) {
    std::set<StoreName> written;
    for (std::size_t i = 0; i < states.size(); ++i) {
        const auto& step = plan.steps[i];
        const auto& store = step.in.store;
        if (step.kind != StepKind::residue) {
            if (states[i] == StepState::done || states[i] == StepState::intended)
                written.insert(store);
            continue;
        }
        auto& values = left[store];
        const auto listed = [&](const policy::PersonalCell& value) {
            return std::find(step.residue_values.begin(), step.residue_values.end(), value) !=
                   step.residue_values.end();
        };
        std::erase_if(values, listed);
        const bool open = states[i] != StepState::done && written.contains(store);
        if (open)
            values.insert(values.end(), step.residue_values.begin(), step.residue_values.end());
        if (!open && values.empty()) left.erase(store);
    }
}

/// What rows told that a person took back since is not recalled: it may be somebody else's.
void recall(const KnownPerson& known, const policy::MatchVerdicts& verdicts, EarlierRuns& earlier) {
    const bool taken_back = std::any_of(known.rows.begin(), known.rows.end(), [&](const auto& row) {
        const auto said = verdicts.find(row);
        return said != verdicts.end() && said->second == policy::MatchVerdict::rejected;
    });
    if (taken_back)
        earlier.notes.emplace_back(
            "a match of an earlier plan was rejected since: what only that plan knew of the person "
            "is not searched for");
    else
        earlier.known.insert(earlier.known.end(), known.seeds.begin(), known.seeds.end());
}

}  // namespace

Result<EarlierRuns> find_earlier_runs(OffLoop off, TrailService& trail, RequestStore& store,
                                      const RequestBodies& bodies, const RequestId& request) {
    EarlierRuns earlier;
    GDPRD_TRY_ASSIGN(auto plans, store.plans(off, request));
    GDPRD_TRY_ASSIGN(const auto verdicts, store.verdicts(off, request));
    std::sort(plans.begin(), plans.end(), [](const BoundDigest& a, const BoundDigest& b) {
        return a.after_size < b.after_size;
    });
    for (const auto& made : plans) {
        GDPRD_TRY_ASSIGN(const auto facts, read_step_facts(off, trail, request, made.digest,
                                                           EntryIndex(made.after_size)));
        if (facts.empty()) continue;
        GDPRD_TRY_ASSIGN(const auto plan, bodies.plan(off, made.digest));
        const auto states = states_of(plan, facts);
        carry(plan, states, earlier.residue_left);
        GDPRD_TRY_ASSIGN(const auto known, bodies.known(off, made.digest));
        recall(known, verdicts, earlier);
        earlier.notes.push_back(fmt::format(
            "an earlier plan of this request, {}, was carried out before: {} of {} steps done; its "
            "entries are in the trail",
            hex_encode(made.digest.value()),
            std::count(states.begin(), states.end(), StepState::done), states.size()));
    }
    return earlier;
}

}  // namespace gdprd::daemon
