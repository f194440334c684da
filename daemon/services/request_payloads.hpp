#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "config/base/cbor.hpp"
#include "config/base/strong.hpp"
#include "connectors/connector.hpp"
#include "daemon/services/trail_service.hpp"
#include "policy/plan/execution.hpp"
#include "policy/plan/plan.hpp"
#include "policy/requests/state.hpp"

namespace gdprd::daemon {

// Payloads of the entries that a request leaves in the trail: digests, numbers and results, no
// value and no row key (TRAIL §1). man gdprd-trail.5 lists them.

/// {"digest","statement","right","catalogue","policy","steps","rows","by"}; `statement`
/// is the SHA-256 of the plan's JSON rendering, which a proof bundle carries. Where plans of the
/// request were carried out before, "earlier" are their digests in order: no bundle can leave one
/// out unseen.
[[nodiscard]] cbor::Value plan_payload(const policy::Plan& plan,
                                       const std::vector<PlanDigest>& earlier,
                                       const ActorName& who);
/// {"digest","by"}
[[nodiscard]] cbor::Value approval_payload(const PlanDigest& digest, const ActorName& who);
/// {"digest","step","kind","rows","by"}
[[nodiscard]] cbor::Value intent_payload(const PlanDigest& digest, const policy::Step& step,
                                         const ActorName& who);
/// {"digest","step","kind","result","done","already_done","stale"}
[[nodiscard]] cbor::Value outcome_payload(const PlanDigest& digest, const policy::Step& step,
                                          policy::ActResult result,
                                          const connectors::StepResult& counts);

[[nodiscard]] policy::StepState state_of(policy::ActResult result) noexcept;
[[nodiscard]] std::string_view to_string(policy::ActResult result) noexcept;

/// What the trail says of one step (or of the whole run: step 0).
struct StepFact {
    std::uint32_t step = 0;
    policy::StepState state = policy::StepState::pending;
    EntryIndex entry;
};

/// All intent and outcome entries of a plan at or after `from`, in order.
Result<std::vector<StepFact>> read_step_facts(OffLoop off, TrailService& trail,
                                              const RequestId& request, const PlanDigest& digest,
                                              EntryIndex from);

/// The state of each step, in order, as the last fact of it says; `pending` without one.
[[nodiscard]] std::vector<policy::StepState> states_of(const policy::Plan& plan,
                                                       const std::vector<StepFact>& facts);

/// What the trail says of one plan that was carried out, in whole or in part.
struct PlanRun {
    PlanDigest digest;
    std::vector<EntryIndex> entries;        ///< plan, approval, intent and outcome, in order
    std::uint64_t steps = 0;                ///< of the plan, by its entry
    std::map<std::uint32_t, bool> is_done;  ///< by the last outcome of each step
    std::string result;                     ///< "complete", "partial"; empty: it did not end
    bool begun = false;                     ///< it has an intent or an outcome

    [[nodiscard]] std::uint64_t steps_done() const;
};

/// All plans of a request whose run has begun, in the order of the trail.
Result<std::vector<PlanRun>> find_runs(OffLoop off, TrailService& trail, const RequestId& request);

/// Whether an entry of this type with this digest stands at or after `from`; its index.
Result<std::optional<EntryIndex>> find_digest_entry(OffLoop off, TrailService& trail,
                                                    const RequestId& request, audit::EntryType type,
                                                    const PlanDigest& digest, EntryIndex from);

/// An entry that closed a request.
struct ClosingFact {
    RequestId request;
    policy::RequestState state = policy::RequestState::completed;
    std::string ground;  ///< of a refusal
    WallTime at;
};
/// All entries that closed a request at or after `from`, in order.
Result<std::vector<ClosingFact>> find_closings(OffLoop off, TrailService& trail, EntryIndex from);

/// The event of the entry that a wish to cancel a run under way leaves.
constexpr std::string_view kCancelRequested = "cancel_requested";
/// Who asked last for the cancellation of a run under way; none: nobody did.
Result<std::optional<ActorName>> find_canceller(OffLoop off, TrailService& trail,
                                                const RequestId& request);

/// Whether the trail says that the request was refused, cancelled or completed.
Result<bool> has_closing_entry(OffLoop off, TrailService& trail, const RequestId& request);

/// Progress event: {"step","of","store","collection","kind","rows","state"}.
[[nodiscard]] std::string step_event_json(const policy::Step& step, std::size_t of,
                                          std::string_view state);

}  // namespace gdprd::daemon
