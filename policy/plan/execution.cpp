#include "policy/plan/execution.hpp"

#include <algorithm>

#include "config/base/assert.hpp"

namespace gdprd::policy {
namespace {

/// The step that may go next: the first untried one whose store has nothing open before it. What
/// failed or is stale in a store holds back its later steps; other stores go on.
std::optional<std::size_t> find_runnable(const Plan& plan, const std::vector<StepState>& states,
                                         const std::vector<bool>& tried) {
    std::vector<StoreName> held;
    for (std::size_t i = 0; i < states.size(); ++i) {
        if (states[i] == StepState::done) continue;
        const StoreName& store = plan.steps[i].in.store;
        const bool waits = std::find(held.begin(), held.end(), store) != held.end();
        if (!waits && !tried[i] && states[i] != StepState::stale) return i;
        held.push_back(store);
    }
    return std::nullopt;
}

StepState state_after(ActResult result) noexcept {
    switch (result) {
        case ActResult::done:
            return StepState::done;
        case ActResult::failed:
            return StepState::failed;
        case ActResult::stale:
            return StepState::stale;
        case ActResult::residue_pending:
            return StepState::residue_pending;
    }
    return StepState::failed;
}

}  // namespace

Execution::Execution(const Plan& plan, std::vector<StepState> saved)
    : plan_(&plan), states_(std::move(saved)), tried_(plan.steps.size(), false) {
    if (states_.empty()) states_.assign(plan.steps.size(), StepState::pending);
    GDPRD_ASSERT(states_.size() == plan.steps.size());
}

Execution::Next Execution::next() const {
    if (outcome_due_) {
        GDPRD_ASSERT(current_.has_value());
        return {ExecutionAction::write_outcome, &plan_->steps[*current_]};
    }
    const auto at = current_ ? current_ : find_runnable(*plan_, states_, tried_);
    if (!at) {
        const bool complete = std::all_of(states_.begin(), states_.end(),
                                          [](StepState s) { return s == StepState::done; });
        return {complete ? ExecutionAction::stop_complete : ExecutionAction::stop_partial, nullptr};
    }
    // An intent that is durable already is not written twice: the step is acted again, and the
    // store tells by the row digests what was done before the crash.
    const bool intended = states_[*at] == StepState::intended;
    return {intended ? ExecutionAction::act : ExecutionAction::write_intent, &plan_->steps[*at]};
}

void Execution::intent_written() {
    const auto at = find_runnable(*plan_, states_, tried_);
    GDPRD_ASSERT(!current_ && at && states_[*at] != StepState::intended);
    states_[*at] = StepState::intended;
    current_ = at;
}

void Execution::acted(ActResult result) {
    GDPRD_ASSERT(!outcome_due_);
    if (!current_) current_ = find_runnable(*plan_, states_, tried_);
    GDPRD_ASSERT(current_ && states_[*current_] == StepState::intended);
    tried_[*current_] = true;
    result_ = result;
    outcome_due_ = true;
}

void Execution::outcome_written() {
    GDPRD_ASSERT(outcome_due_ && current_);
    states_[*current_] = state_after(result_);
    current_.reset();
    outcome_due_ = false;
}

std::string_view to_string(StepState state) noexcept {
    switch (state) {
        case StepState::pending:
            return "pending";
        case StepState::intended:
            return "intended";
        case StepState::done:
            return "done";
        case StepState::failed:
            return "failed";
        case StepState::stale:
            return "stale";
        case StepState::residue_pending:
            return "residue_pending";
    }
    return "pending";
}

Result<StepState> parse_step_state(std::string_view text) {
    for (const auto state : {StepState::pending, StepState::intended, StepState::done,
                             StepState::failed, StepState::stale, StepState::residue_pending}) {
        if (text == to_string(state)) return state;
    }
    return Error(ErrorCode::invalid_argument, "this is not a state of a step");
}

}  // namespace gdprd::policy
