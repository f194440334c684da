#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "policy/plan/plan.hpp"

namespace gdprd::policy {

enum class StepState : unsigned char {
    pending,          ///< nothing done
    intended,         ///< intent entry durable, effect unknown
    done,             ///< outcome entry durable
    failed,           ///< store down or refused: to be tried again; the case stays open
    stale,            ///< rows moved: a person decides, a new plan is needed
    residue_pending,  ///< residue could not be purged yet (another reader): to be tried again
};

/// What the driver must do next for one plan; sans I/O.
enum class ExecutionAction : unsigned char {
    write_intent,   ///< append the intent entry of `step`, then tell intent_written()
    act,            ///< run the step in its store, then tell acted()
    write_outcome,  ///< append the outcome entry, then tell outcome_written()
    stop_complete,  ///< every step done
    stop_partial,   ///< some failed, stale or residue pending; the others are done
};

/// Outcome of acting on one step, as the outcome entry will say.
enum class ActResult : unsigned char { done, failed, stale, residue_pending };

/// The step machine: intent, act, verify, outcome (DESIGN §6). A failed store's later steps wait;
/// other stores' steps go on. Resumable: construct it again from the saved states.
class Execution {
  public:
    Execution(const Plan& plan, std::vector<StepState> saved);

    struct Next {
        ExecutionAction action = ExecutionAction::stop_complete;
        const Step* step = nullptr;  ///< borrowed from the plan; null for stop_*
    };
    [[nodiscard]] Next next() const;
    void intent_written();
    void acted(ActResult result);
    void outcome_written();

    [[nodiscard]] const std::vector<StepState>& states() const noexcept { return states_; }
    [[nodiscard]] ActResult last_result() const noexcept { return result_; }

  private:
    const Plan* plan_;
    std::vector<StepState> states_;
    std::vector<bool> tried_;  ///< in this run; a failed step is tried once a run
    std::optional<std::size_t> current_;
    bool outcome_due_ = false;
    ActResult result_ = ActResult::done;
};

[[nodiscard]] std::string_view to_string(StepState state) noexcept;
Result<StepState> parse_step_state(std::string_view text);

}  // namespace gdprd::policy
