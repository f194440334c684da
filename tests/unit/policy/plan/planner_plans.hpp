#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "policy/plan/execution.hpp"
#include "policy/plan/planner.hpp"
#include "sample_estates.hpp"

namespace gdprd::policy {
/// What the planner's tests ask it, and how they look at what it says.

inline PlanInput input_for(Right right) {
    PlanInput input;
    input.request = RequestId("R-2026-0001");
    input.right = right;
    input.nonce.fill(7);
    input.made_at = *parse_time("2026-03-01T10:00:00Z");
    for (const char* store : {"crm", "marketing", "desk", "music", "rental", "a"}) {
        input.byte_search.emplace(store);
    }
    return input;
}

inline ErasureRule keep_rule(const std::string& collection, const std::string& from) {
    ErasureRule rule;
    rule.name = "tax";
    rule.select.collection = *parse_collection_path(collection);
    rule.action = ErasureActionKind::keep;
    rule.ground = "Art. 17(3)(b): tax records";
    rule.keep_years = std::chrono::years(10);
    rule.from_field = from;
    return rule;
}

inline Result<Plan> plan_for(const MemoryEstate& estate, const Resolution& found,
                             Right right = Right::erasure) {
    return make_plan(input_for(right), estate.catalogue, estate.policy, found, test_key());
}

/// Resolves, plans and carries out step by step through the step machine.
inline Plan erase(MemoryEstate& estate, const std::string& email) {
    const auto plan = plan_for(estate, estate.resolve({{"email", email}}));
    EXPECT_TRUE(plan.has_value()) << (plan ? "" : plan.error().message());
    if (!plan) return {};
    Execution execution(*plan, {});
    for (auto next = execution.next(); next.step != nullptr; next = execution.next()) {
        switch (next.action) {
            case ExecutionAction::write_intent:
                execution.intent_written();
                break;
            case ExecutionAction::act:
                estate.apply(*next.step, test_key());
                execution.acted(ActResult::done);
                break;
            case ExecutionAction::write_outcome:
                execution.outcome_written();
                break;
            case ExecutionAction::stop_complete:
            case ExecutionAction::stop_partial:
                break;
        }
    }
    EXPECT_EQ(execution.next().action, ExecutionAction::stop_complete);
    return *plan;
}

inline std::vector<std::string> outline(const Plan& plan) {
    std::vector<std::string> out;
    for (const Step& step : plan.steps) {
        out.push_back(
            std::string(to_string(step.kind)) + " " +
            (step.kind == StepKind::residue ? step.in.store.value() : to_string(step.in)) + " " +
            std::to_string(step.rows.size()));
    }
    return out;
}

inline const Coverage& coverage_of(const Plan& plan, const std::string& field) {
    for (const Coverage& line : plan.coverage) {
        if (to_string(line.field) == field) return line;
    }
    static const Coverage kNone;
    ADD_FAILURE() << field << " is not covered";
    return kNone;
}

}  // namespace gdprd::policy
