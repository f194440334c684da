#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "daemon/services/request_bodies.hpp"
#include "daemon/services/request_view.hpp"
#include "daemon/services/resolve_subject.hpp"
#include "daemon/services/services.hpp"
#include "policy/record/processing_record.hpp"

namespace gdprd::daemon {

/// Requests of data subjects from the letter to the proof: intake, resolution, plan, approval, run.
/// Thread-safe; one call at a time changes a request.
class RequestService {
  public:
    /// Completes or drops what a crash left unbound and resumes the runs it interrupted.
    /// `services` must outlive this object.
    static Result<std::unique_ptr<RequestService>> open(OffLoop off, Services& services,
                                                        RequestOptions options);

    Result<RequestRecord> create(OffLoop off, const NewRequest& letter, const ActorName& who);
    Result<std::vector<RequestRecord>> list(OffLoop off);
    Result<RequestView> show(OffLoop off, const RequestId& id);
    /// Who answers to data subjects, as gdprd.yaml says.
    [[nodiscard]] policy::Controller controller() const;
    /// The present day in the controller's zone: deadlines are counted in it.
    [[nodiscard]] Date today() const;

    /// Finds the subject in every store and makes the plan. Reading is an entry per collection.
    Result<policy::Plan> plan(OffLoop off, const RequestId& id, const ActorName& who);
    /// The plan in force.
    Result<policy::Plan> find_plan(OffLoop off, const RequestId& id);
    /// Items of the review list; looking at them is an entry too.
    Result<std::vector<MatchItem>> matches(OffLoop off, const RequestId& id, const ActorName& who);
    Result<policy::MatchVerdicts> verdicts(OffLoop off, const RequestId& id);
    /// A person's word on one item. The plan made before no longer holds.
    Result<void> decide_match(OffLoop off, const RequestId& id, const std::string& match_id,
                              policy::MatchVerdict verdict, const ActorName& who);
    /// `refused` for the wrong person (policy `approvals`), `stale` for another digest.
    Result<void> approve(OffLoop off, const RequestId& id, const PlanDigest& digest,
                         const ActorName& who);
    /// Checks that the plan is approved and fresh, then runs it on the job pool; progress under
    /// topic_of(id). A partial run is run again by the same call.
    Result<void> run(OffLoop off, const RequestId& id, const ActorName& who);
    /// Ends a request with a coded ground of policy/requests/refusal (Art. 12(4)).
    Result<RequestRecord> refuse(OffLoop off, const RequestId& id, const std::string& ground,
                                 const ActorName& who);
    /// The subject withdrew it. A run under way stops at the next step boundary, also after a
    /// restart; a run that has no step left ends as it would. Steps that were carried out stay so.
    /// `conflict` while the request is planned, approved or decided on.
    Result<RequestRecord> cancel(OffLoop off, const RequestId& id, const ActorName& who);

    /// The subject's package; handing it out is an entry.
    Result<Bytes> package(OffLoop off, const RequestId& id, const ActorName& who);
    /// What the letter names the subject by, in normal form; looking at it is an entry.
    Result<std::vector<policy::Seed>> identifiers(OffLoop off, const RequestId& id,
                                                  const ActorName& who);
    /// The proof bundle of all runs (daemon/services/proof_bundle); `not_found` when none has
    /// begun.
    Result<Bytes> proof(OffLoop off, const RequestId& id);

    /// Destroys packages and bodies whose time is over. Called at start and each hour.
    Result<void> sweep(OffLoop off);

  private:
    RequestService(Services& services, RequestOptions options);

    /// `closed`: since when.
    Result<void> sweep(OffLoop off, const RequestRecord& record, WallTime::duration closed);
    Result<RequestBodies> bodies(OffLoop off, const RequestId& id);
    EarlierPackages earlier_packages(OffLoop off);
    Result<std::vector<EarlierRun>> earlier_runs(OffLoop off, const RequestRecord& record);
    Result<RequestRecord> find_open(OffLoop off, const RequestId& id);
    Result<ResolutionRun> resolve(OffLoop off, const RequestRecord& record,
                                  const RequestBodies& bodies, const ActorName& who,
                                  std::vector<policy::Seed> seeds, policy::Told recalled);
    Result<policy::Plan> make_plan(OffLoop off, const RequestRecord& record,
                                   const RequestBodies& bodies,
                                   const std::array<std::uint8_t, 16>& nonce, WallTime made_at,
                                   MatchList& matches, const ActorName& who);
    Result<void> rehearse(OffLoop off, const RequestBodies& bodies, policy::Plan& plan);
    Result<std::vector<StoreName>> find_unscanned(OffLoop off, const policy::Catalogue& catalogue);
    Result<void> record_plan(OffLoop off, RequestRecord& record, const policy::Plan& plan,
                             const MatchList& matches, const ActorName& who);
    Result<void> check_approver(OffLoop off, const RequestRecord& record, const ActorName& who);
    Result<void> check_approved(OffLoop off, const RequestRecord& record, const policy::Plan& plan,
                                const ActorName& who);
    Result<void> check_fresh(OffLoop off, const RequestRecord& record, const RequestBodies& bodies,
                             const policy::Plan& plan, const ActorName& who);
    Result<void> check_ground(OffLoop off, const policy::Plan& plan);
    Result<MovedRows> find_moved(OffLoop off, const RequestRecord& record,
                                 const RequestBodies& bodies, const policy::Plan& plan);
    Result<void> resume(const RequestId& id);
    Result<void> check_resumable(OffLoop off, const RequestId& id);
    Result<void> close(OffLoop off, RequestRecord& record, policy::RequestState state,
                       std::string_view what, const ActorName& who);
    Result<void> post_run(const RequestId& id, std::function<Result<void>(OffLoop)> check);
    void run_job(OffLoop off, const RequestId& id,
                 const std::function<Result<void>(OffLoop)>& check);
    [[nodiscard]] bool not_to_begin(const RequestId& id);
    [[nodiscard]] std::optional<ActorName> canceller(const RequestId& id);
    Result<RequestRecord> close_cancelled(OffLoop off, const RequestId& id);
    Result<policy::RequestState> execute(OffLoop off, const RequestId& id);
    Result<policy::RequestState> leave_partial(OffLoop off, const RequestId& id, const Error& why);
    Result<void> recover(OffLoop off);
    Result<void> recover_closings(OffLoop off);
    Result<void> recover_cancel(OffLoop off, RequestRecord record);
    Result<void> recover_request(OffLoop off, const RequestId& id, std::uint64_t after_size);
    Result<void> recover_digests(OffLoop off, const RequestId& id);
    [[nodiscard]] policy::ApprovalRule approval_rule(policy::Right right) const;
    [[nodiscard]] audit::EntryDraft draft(audit::EntryType type, const RequestId& id,
                                          const ActorName& who) const;

    Services* services_;
    RequestStore store_;
    RequestOptions options_;
    Guarded<std::set<RequestId>> busy_;                  ///< requests that a call or a run holds
    Guarded<std::map<RequestId, ActorName>> cancelled_;  ///< withdrawn while they run, and by whom
};

}  // namespace gdprd::daemon
