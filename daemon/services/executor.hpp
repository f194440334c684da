#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "daemon/services/request_bodies.hpp"
#include "daemon/services/request_service.hpp"
#include "daemon/services/run_ending.hpp"
#include "daemon/services/services.hpp"
#include "policy/plan/execution.hpp"
#include "policy/plan/plan.hpp"

namespace gdprd::daemon {

enum class StopWish : unsigned char { go_on, shut_down, cancel };

enum class RunEnd : unsigned char {
    complete,     ///< every step done, verified
    partial,      ///< some steps failed, stale, pending, or rows remain: the case stays open
    interrupted,  ///< shutdown: to be resumed
    cancelled,
};

/// What verification after an erasure saw (invariant 3).
struct VerificationCount {
    std::uint64_t checked = 0;      ///< rows that the steps named
    std::uint64_t remaining = 0;    ///< of these, rows that are not as planned
    std::uint64_t appeared = 0;     ///< rows of the subject, or naming the subject, since the plan
    std::uint64_t mentions = 0;     ///< other rows that hold an identifier: told, not erased
    std::uint64_t unreachable = 0;  ///< stores that could not be asked
    /// Where, with the number of rows; none for a store.
    std::map<std::pair<OpenCause, std::string>, std::uint64_t> open;
    [[nodiscard]] bool clean() const noexcept {
        return remaining + appeared + unreachable == 0 && open.empty();
    }
};

/// Runs one approved plan: intent entry, the step, outcome entry; then verification or package.
/// Every effect lies between two durable entries; what the trail says of a step is the truth, so
/// that a run can be resumed after a crash at any instant.
class Executor {
  public:
    struct Context {
        Services& services;
        RequestStore& store;
        const RequestBodies& bodies;
        const RequestOptions& options;
        RequestRecord record;
        ActorName who;
        EntryIndex plan_from;                 ///< no entry of this plan stands before it
        std::function<StopWish()> stop_wish;  ///< asked between steps
    };
    Executor(Context context, const policy::Plan& plan);

    /// An error means that the trail, the state or the request's bodies could not be read or
    /// written: nothing more was done. A step that fails is no error.
    Result<RunEnd> run(OffLoop off);

  private:
    struct StepAnswer {
        policy::ActResult result = policy::ActResult::failed;
        connectors::StepResult counts;
        std::string what;
    };

    Result<std::vector<policy::StepState>> states_from_trail(OffLoop off);
    Result<void> catch_up_state(OffLoop off);
    Result<void> write_intent(OffLoop off, const policy::Step& step);
    StepAnswer act(OffLoop off, const policy::Step& step);
    StepAnswer act_read(OffLoop off, const policy::Step& step);
    StepAnswer act_residue(OffLoop off, const policy::Step& step);
    Result<void> write_outcome(OffLoop off, const policy::Step& step, const StepAnswer& answer);
    Result<VerificationCount> verify_erasure(OffLoop off);
    void verify_step(OffLoop off, const policy::Step& step, VerificationCount& count);
    Result<void> verify_nothing_new(OffLoop off, VerificationCount& count);
    Result<RunEnd> finish(OffLoop off, bool all_done);
    Result<RunEnd> finish_access(OffLoop off, bool all_done);
    Result<RunEnd> finish_erasure(OffLoop off, bool all_done);
    Result<std::optional<OpenCause>> find_doubt_of_traces(OffLoop off);
    Result<std::set<std::pair<policy::CollectionPath, policy::RowKey>>> own_rows(OffLoop off);
    /// Destroys the subject keys that the plan names: how many, and how many payloads went.
    struct ErasedTraces {
        std::uint64_t keys = 0;
        std::uint64_t payloads = 0;
    };
    Result<ErasedTraces> erase_traces(OffLoop off);
    /// Keeps what the run leaves open for who asks; nothing when it ended well.
    Result<void> keep_ending(OffLoop off, VerificationCount count);
    Result<EntryIndex> write_final(OffLoop off, cbor::Map payload);
    void tell(const policy::Step& step, std::string_view state);
    [[nodiscard]] audit::EntryDraft draft(audit::EntryType type, const policy::Step* step) const;

    Context context_;
    const policy::Plan* plan_;
    PlanDigest digest_;
    std::vector<StepRecord> records_;  ///< by step number - 1
};

}  // namespace gdprd::daemon
