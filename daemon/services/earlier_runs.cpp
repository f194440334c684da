#include "daemon/services/earlier_runs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
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

/// Rows with values that the run made of those before, or may have.
void add_transformed(const policy::Plan& plan, const std::vector<StepState>& states,
                     const Secret& row_key, std::vector<policy::TransformedRow>& out) {
    for (std::size_t i = 0; i < states.size(); ++i) {
        if (states[i] == StepState::pending) continue;
        auto rows = policy::rows_transformed_by(plan.steps[i], row_key);
        std::move(rows.begin(), rows.end(), std::back_inserter(out));
    }
}

bool has_taken_back(const std::vector<ToldRow>& rows, const policy::MatchVerdicts& verdicts) {
    return std::any_of(rows.begin(), rows.end(), [&](const ToldRow& row) {
        const auto said = verdicts.find(row.match_id);
        return said != verdicts.end() && said->second == policy::MatchVerdict::rejected;
    });
}

/// What was found by a row that a person took back since may be somebody else's.
void recall(const std::vector<ToldRow>& rows, const policy::Plan& plan,
            const std::vector<StepState>& states, const policy::MatchVerdicts& verdicts,
            EarlierRuns& earlier) {
    const auto told = told_by_erased(rows, plan, states);
    if (told.identifiers.empty()) return;
    if (has_taken_back(rows, verdicts)) {
        earlier.notes.emplace_back(
            "a match of an earlier plan was rejected since: what only rows told that it erased is "
            "not searched for");
        return;
    }
    earlier.told.add(told);
    earlier.notes.emplace_back(
        "what rows told that an earlier plan erased is searched for; a row that carries nothing "
        "else of this person waits for a decision");
}

}  // namespace

policy::Told told_by_erased(const std::vector<ToldRow>& rows, const policy::Plan& plan,
                            const std::vector<StepState>& states) {
    std::set<std::pair<policy::CollectionPath, policy::RowKey>> erased;
    for (std::size_t i = 0; i < states.size(); ++i) {
        const auto& step = plan.steps[i];
        const bool writes =
            step.kind == StepKind::delete_rows || step.kind == StepKind::update_rows;
        const bool begun = states[i] == StepState::done || states[i] == StepState::intended;
        if (!writes || !begun) continue;
        for (const auto& row : step.rows) erased.emplace(step.in, row.key);
    }
    policy::Told told;
    for (const auto& row : rows)
        if (erased.contains({row.in, row.key})) told.add(row.told);
    return told;
}

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
        add_transformed(plan, states, bodies.keys().row, earlier.transformed);
        GDPRD_TRY_ASSIGN(const auto rows, bodies.told(off, made.digest));
        recall(rows, plan, states, verdicts, earlier);
        earlier.notes.push_back(
            fmt::format("an earlier plan of this request, {}, was carried out before: {} of {} "
                        "steps done; what "
                        "it did and kept is in this request's proof",
                        hex_encode(made.digest.value()),
                        std::count(states.begin(), states.end(), StepState::done), states.size()));
    }
    return earlier;
}

}  // namespace gdprd::daemon
