#include "policy/plan/execution.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>

namespace gdprd::policy {
namespace {

Plan plan_over(const std::vector<std::string>& stores) {
    Plan plan;
    for (const std::string& store : stores) {
        Step step;
        step.number = static_cast<std::uint32_t>(plan.steps.size() + 1);
        step.kind = StepKind::delete_rows;
        step.in.store = StoreName(store);
        plan.steps.push_back(step);
    }
    return plan;
}

/// The world around an execution: a trail, saved states, and what each act answers.
struct World {
    std::vector<StepState> saved;
    std::vector<std::string> trail;
    std::map<std::uint32_t, std::vector<ActResult>> answers;  ///< per step, taken from the front
    std::map<std::uint32_t, int> effects;                     ///< how often a step changed rows

    ActResult act(std::uint32_t step) {
        auto& queue = answers[step];
        ActResult result = ActResult::done;
        if (!queue.empty()) {
            result = queue.front();
            queue.erase(queue.begin());
        }
        if (result == ActResult::done && effects[step] == 0) effects[step] = 1;
        return result;
    }
};

/// Runs until it stops or `calls` calls were made. The states are saved after each call, as the
/// driver does; a call lost in between is what a crash leaves.
ExecutionAction run(const Plan& plan, World& world, int calls) {
    Execution execution(plan, world.saved);
    while (calls-- > 0) {
        const auto next = execution.next();
        switch (next.action) {
            case ExecutionAction::write_intent:
                world.trail.push_back("intent " + std::to_string(next.step->number));
                execution.intent_written();
                break;
            case ExecutionAction::act:
                execution.acted(world.act(next.step->number));
                break;
            case ExecutionAction::write_outcome:
                world.trail.push_back("outcome " + std::to_string(next.step->number));
                execution.outcome_written();
                break;
            case ExecutionAction::stop_complete:
            case ExecutionAction::stop_partial:
                return next.action;
        }
        world.saved = execution.states();
    }
    return execution.next().action;
}

constexpr int kEnough = 1000;

TEST(Execution, writes_intent_before_and_outcome_after_each_step) {
    const Plan plan = plan_over({"crm", "crm"});
    World world;

    EXPECT_EQ(run(plan, world, kEnough), ExecutionAction::stop_complete);

    EXPECT_EQ(world.trail,
              (std::vector<std::string>{"intent 1", "outcome 1", "intent 2", "outcome 2"}));
    EXPECT_EQ(world.effects[1], 1);
    EXPECT_EQ(world.effects[2], 1);
}

TEST(Execution, ends_the_same_after_a_stop_at_any_call) {
    const Plan plan = plan_over({"crm", "shop", "crm", "crm", "shop"});
    for (int stop = 0; stop <= 15; ++stop) {
        World world;
        run(plan, world, stop);

        EXPECT_EQ(run(plan, world, kEnough), ExecutionAction::stop_complete) << stop;

        EXPECT_EQ(world.saved, std::vector<StepState>(5, StepState::done)) << stop;
        for (std::uint32_t step = 1; step <= 5; ++step) {
            const std::string intent = "intent " + std::to_string(step);
            EXPECT_EQ(std::count(world.trail.begin(), world.trail.end(), intent), 1) << stop;
            EXPECT_EQ(world.effects[step], 1) << stop;
        }
    }
}

TEST(Execution, lets_other_stores_go_on_when_one_fails) {
    const Plan plan = plan_over({"crm", "shop", "crm", "shop", "crm"});
    World world;
    world.answers[1] = {ActResult::failed};

    EXPECT_EQ(run(plan, world, kEnough), ExecutionAction::stop_partial);

    EXPECT_EQ(world.saved,
              (std::vector<StepState>{StepState::failed, StepState::done, StepState::pending,
                                      StepState::done, StepState::pending}));
}

TEST(Execution, tries_what_failed_again_in_the_next_run_with_a_new_intent) {
    const Plan plan = plan_over({"crm", "crm"});
    World world;
    world.answers[1] = {ActResult::failed};
    run(plan, world, kEnough);

    EXPECT_EQ(run(plan, world, kEnough), ExecutionAction::stop_complete);

    EXPECT_EQ(world.trail, (std::vector<std::string>{"intent 1", "outcome 1", "intent 1",
                                                     "outcome 1", "intent 2", "outcome 2"}));
}

TEST(Execution, never_goes_past_a_stale_step_of_the_same_store) {
    const Plan plan = plan_over({"crm", "crm"});
    World world;
    world.answers[1] = {ActResult::stale};

    EXPECT_EQ(run(plan, world, kEnough), ExecutionAction::stop_partial);
    EXPECT_EQ(run(plan, world, kEnough), ExecutionAction::stop_partial);

    EXPECT_EQ(world.saved, (std::vector<StepState>{StepState::stale, StepState::pending}));
    EXPECT_EQ(world.trail, (std::vector<std::string>{"intent 1", "outcome 1"}));
}

TEST(Execution, is_not_complete_while_residue_is_pending) {
    const Plan plan = plan_over({"crm"});
    World world;
    world.answers[1] = {ActResult::residue_pending};

    EXPECT_EQ(run(plan, world, kEnough), ExecutionAction::stop_partial);
    EXPECT_EQ(world.saved.front(), StepState::residue_pending);
    EXPECT_EQ(run(plan, world, kEnough), ExecutionAction::stop_complete);
}

TEST(Execution, of_an_empty_plan_is_complete) {
    const Plan plan;
    EXPECT_EQ(Execution(plan, {}).next().action, ExecutionAction::stop_complete);
}

RC_GTEST_PROP(Execution, reaches_the_end_through_any_faults_and_crashes, ()) {
    const auto stores =
        *rc::gen::resize(8, rc::gen::container<std::vector<std::string>>(
                                rc::gen::element<std::string>("crm", "shop", "desk")));
    const Plan plan = plan_over(stores);
    World world;
    for (const Step& step : plan.steps) {
        world.answers[step.number] =
            *rc::gen::resize(3, rc::gen::container<std::vector<ActResult>>(rc::gen::element(
                                    ActResult::failed, ActResult::residue_pending)));
    }
    const auto crashes =
        *rc::gen::resize(10, rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 10)));
    for (const int calls : crashes) run(plan, world, calls);

    auto last = ExecutionAction::stop_partial;
    for (int i = 0; i < kEnough && last != ExecutionAction::stop_complete; ++i) {
        last = run(plan, world, kEnough);
    }

    RC_ASSERT(last == ExecutionAction::stop_complete);
    for (const Step& step : plan.steps) RC_ASSERT(world.effects[step.number] == 1);
}

}  // namespace
}  // namespace gdprd::policy
