// Running an approved plan, and what start-up does about a crash.

#include <array>
#include <map>

#include "config/base/assert.hpp"
#include "config/base/log.hpp"
#include "daemon/services/earlier_runs.hpp"
#include "daemon/services/executor.hpp"
#include "daemon/services/lost_requests.hpp"
#include "daemon/services/recorded_approvals.hpp"
#include "daemon/services/request_claim.hpp"
#include "daemon/services/request_payloads.hpp"
#include "daemon/services/request_service.hpp"

namespace gdprd::daemon {

using policy::RequestState;

namespace {

constexpr std::size_t kLostNamed = 100;

/// What a plan does in the stores that answer, to be compared with the plan made again: steps with
/// their actions and rows, and what is kept. Same nonce, same facts: same bytes.
Bytes essence(const policy::Plan& plan, const std::vector<StoreName>& except) {
    const auto left_out = [&](const StoreName& store) {
        return std::find(except.begin(), except.end(), store) != except.end();
    };
    policy::Plan essential = plan;
    essential.residuals.clear();
    essential.coverage.clear();
    essential.notes.clear();
    essential.unreachable.clear();
    essential.subject_keys.clear();  // compared with what they are of, for a reason of its own
    std::erase_if(essential.steps, [&](const auto& step) { return left_out(step.in.store); });
    std::erase_if(essential.kept, [&](const auto& line) { return left_out(line.in.store); });
    for (auto& step : essential.steps) step.number = 0;
    return cbor::encode(policy::to_cbor(essential));
}

Error stale_plan(const RequestId& id, std::string_view what) {
    return Error(ErrorCode::stale, "the plan is stale: " + std::string(what),
                 "plan again and have it approved: gdprctl requests plan " + id.value());
}

/// The trail may know more than a state directory that was restored from a copy.
Result<void> check_not_closed(OffLoop off, TrailService& trail, const RequestId& id) {
    GDPRD_TRY_ASSIGN(const bool closed, has_closing_entry(off, trail, id));
    if (!closed) return {};
    return Error(ErrorCode::corrupt,
                 "the trail says that this request was closed; the state directory is older",
                 "gdprctl audit list --request " + id.value());
}

}  // namespace

Result<void> RequestService::check_approved(OffLoop off, const RequestRecord& record,
                                            const policy::Plan& plan, const ActorName& who) {
    // The plan is sealed; the clear column beside it is not, and another right has other rules.
    if (plan.right != record.right || plan.request != record.id)
        return Error(ErrorCode::corrupt,
                     "state.db was altered: the plan in force is not of this request",
                     "find out who wrote into the state directory, then: gdprctl requests plan " +
                         record.id.value());
    const auto rule = approval_rule(plan.right);
    if (rule == policy::ApprovalRule::none) return {};
    GDPRD_ASSERT(record.plan.has_value());
    GDPRD_TRY_ASSIGN(const auto approvers,
                     read_approvals(off, services_->trail, store_, record.id, *record.plan));
    bool own = false;
    for (const ActorName& approver : approvers) {
        if (rule == policy::ApprovalRule::any || approver != who) return {};
        own = true;
    }
    if (own)
        return Error(ErrorCode::refused,
                     "who approved the plan may not run it (policy: approvals." +
                         std::string(policy::to_string(record.right)) + ": other)",
                     "a user with the role dpo other than " + who.value() +
                         " types: gdprctl requests run " + record.id.value());
    return Error(ErrorCode::refused, "the plan is not approved",
                 "an approver types: gdprctl requests approve " + record.id.value() + " --digest " +
                     hex_encode(record.plan->value()));
}

/// Catalogue, policy and schemas must be as they were planned; also when a run goes on.
Result<void> RequestService::check_ground(OffLoop off, const policy::Plan& plan) {
    const auto catalogue = services_->scans.current();
    if (policy::version_of(*catalogue) != plan.catalogue)
        return stale_plan(plan.request, "the catalogue has changed");
    if (services_->policies.current()->version != plan.policy)
        return stale_plan(plan.request, "the policy has changed");
    GDPRD_TRY(find_unscanned(off, *catalogue));
    return {};
}

/// Before the first step, the rows too: the plan is made again and must come out the same
/// (invariant 2).
Result<void> RequestService::check_fresh(OffLoop off, const RequestRecord& record,
                                         const RequestBodies& bodies, const policy::Plan& plan,
                                         const ActorName& who) {
    GDPRD_TRY(check_ground(off, plan));
    GDPRD_ASSERT(record.plan.has_value());
    GDPRD_TRY_ASSIGN(const auto begun, read_step_facts(off, services_->trail, record.id,
                                                       *record.plan, EntryIndex(0)));
    if (!begun.empty()) return {};
    MatchList matches;
    GDPRD_TRY_ASSIGN(const auto again,
                     make_plan(off, record, bodies, plan.nonce, plan.made_at, matches, who));
    auto except = plan.unreachable;
    except.insert(except.end(), again.unreachable.begin(), again.unreachable.end());
    if (essence(plan, except) != essence(again, except))
        return stale_plan(record.id, "rows of this person have changed");
    GDPRD_TRY_ASSIGN(const TraceKeys traces, bodies.traces(off, policy::digest_of(plan)));
    if (plan.kept.empty() && traces != matches.traces)
        return stale_plan(record.id, "events told of this person since");
    GDPRD_TRY_ASSIGN(const auto known, bodies.matches(off));
    for (const auto& item : matches.items)
        if (!known.seen.contains(item.id))
            return stale_plan(record.id, "new rows may be this person's");
    return {};
}

/// Rows that keep a run from going on: nothing of another person may be changed or told, also when
/// rows changed hands after the plan was checked. The search is made again only for a run that goes
/// on: before the first step check_fresh() made it.
Result<MovedRows> RequestService::find_moved(OffLoop off, const RequestRecord& record,
                                             const RequestBodies& bodies,
                                             const policy::Plan& plan) {
    MovedRows moved;
    GDPRD_ASSERT(record.plan.has_value());
    GDPRD_TRY_ASSIGN(const auto facts, read_step_facts(off, services_->trail, record.id,
                                                       *record.plan, EntryIndex(0)));
    const RemainingWork work(plan, facts);
    if (!work.any()) return moved;
    GDPRD_TRY_ASSIGN(const auto standing, bodies.standing(off, *record.plan));
    work.compare(off, services_->stores, bodies, standing, moved);
    if (facts.empty() || !moved.empty()) return moved;
    GDPRD_TRY_ASSIGN(const auto rows, bodies.told(off, *record.plan));
    // What was approved was found by this, and is compared with what was approved.
    auto told = told_by_erased(rows, plan, states_of(plan, facts));
    GDPRD_TRY_ASSIGN(auto seeds, bodies.identifiers(off));
    seeds.insert(seeds.end(), told.identifiers.begin(), told.identifiers.end());
    told.identifiers.clear();
    GDPRD_TRY_ASSIGN(const auto run, resolve(off, record, bodies, record.run_by, std::move(seeds),
                                             std::move(told)));
    work.match(run.resolution, moved);
    return moved;
}

Result<void> RequestService::run(OffLoop off, const RequestId& id, const ActorName& who) {
    RequestRecord before;
    {
        GDPRD_TRY_ASSIGN(const auto claim, RequestClaim::take(busy_, id));
        GDPRD_TRY_ASSIGN(auto record, find_open(off, id));
        if (!record.plan)
            return Error(ErrorCode::refused, "this request has no plan in force",
                         "gdprctl requests plan " + id.value());
        if (record.open_matches > 0)
            return Error(ErrorCode::refused, "matches are undecided; the plan may be incomplete",
                         "gdprctl requests matches list " + id.value());
        GDPRD_TRY(policy::check_transition(record.state, RequestState::executing));
        GDPRD_TRY_ASSIGN(const auto sealed, bodies(off, id));
        GDPRD_TRY_ASSIGN(const auto plan, sealed.plan(off, *record.plan));
        GDPRD_TRY(check_approved(off, record, plan, who));
        GDPRD_TRY(check_not_closed(off, services_->trail, id));
        GDPRD_TRY(check_fresh(off, record, sealed, plan, who));
        before = record;
        record.state = RequestState::executing;
        record.run_by = who;
        GDPRD_TRY(store_.update(off, record));
    }
    auto started = post_run(id, [](OffLoop) { return Result<void>(); });
    if (started) return started;
    // Refused for now is not accepted for later: nothing runs that its caller was told did not.
    GDPRD_TRY_ASSIGN(const auto claim, RequestClaim::take(busy_, id));
    GDPRD_TRY(find_open(off, id));
    GDPRD_TRY(store_.update(off, before));
    return started;
}

/// It is to end before it began: the next start looks again, or a person has withdrawn it.
bool RequestService::not_to_begin(const RequestId& id) {
    return services_->stopping || !services_->trail.healthy() || canceller(id);
}

/// `check` runs first, in the same job.
Result<void> RequestService::post_run(const RequestId& id,
                                      std::function<Result<void>(OffLoop)> check) {
    services_->progress.begin(topic_of(id));
    const bool taken = services_->jobs.try_post(
        [this, id, check = std::move(check)](OffLoop off) { run_job(off, id, check); });
    if (!taken) services_->progress.finish(topic_of(id));
    if (!taken)
        return Error(ErrorCode::unavailable, "too many runs are waiting", "try again in a minute");
    return {};
}

void RequestService::run_job(OffLoop off, const RequestId& id,
                             const std::function<Result<void>(OffLoop)>& check) {
    const auto finish = [&](std::string_view state) {
        services_->progress.publish(id, "done", "{\"state\":\"" + std::string(state) + "\"}");
        services_->progress.finish(topic_of(id));
    };
    auto end = [&]() -> Result<RequestState> {
        const auto checked = check(off);
        if (checked) return execute(off, id);
        if (not_to_begin(id)) return RequestState::executing;
        return checked.error();
    }();
    if (!end) {
        log::event(log::Event::run_failed, {{"request", id}, {"error", end.error()}});
        end = leave_partial(off, id, end.error());
    }
    if (canceller(id)) {
        const auto closed = close_cancelled(off, id);
        if (closed) end = closed->state;
    }
    finish(end ? policy::to_string(*end) : "failed");
}

/// A run that cannot go on is to be run again by a person. Only when the trail itself failed does
/// it stay `executing`: gdprd ends, and the next start decides by what the trail then holds.
Result<RequestState> RequestService::leave_partial(OffLoop off, const RequestId& id,
                                                   const Error& why) {
    if (!services_->trail.healthy()) return why;
    GDPRD_TRY_ASSIGN(const auto claim, RequestClaim::take(busy_, id));
    GDPRD_TRY_ASSIGN(auto record, find_open(off, id));
    if (record.state != RequestState::executing) return record.state;
    // Closed in the trail is closed: the next start tells the state so.
    GDPRD_TRY_ASSIGN(const bool closed, has_closing_entry(off, services_->trail, id));
    if (closed) return why;
    record.state = RequestState::partial;
    GDPRD_TRY(store_.update(off, record));
    return record.state;
}

Result<RequestState> RequestService::execute(OffLoop off, const RequestId& id) {
    GDPRD_TRY_ASSIGN(const auto claim, RequestClaim::take(busy_, id));
    GDPRD_TRY_ASSIGN(auto record, store_.find(off, id));
    // Closed while the run waited for its turn.
    if (!record.plan || record.closed_at) return record.state;
    GDPRD_TRY_ASSIGN(const auto sealed, bodies(off, id));
    GDPRD_TRY_ASSIGN(const auto plan, sealed.plan(off, *record.plan));
    const auto wish = [&] {
        if (canceller(id)) return StopWish::cancel;
        return services_->stopping ? StopWish::shut_down : StopWish::go_on;
    };
    GDPRD_TRY_ASSIGN(const auto plans, store_.plans(off, id));
    EntryIndex from(0);
    for (const auto& made : plans)
        if (made.digest == *record.plan) from = EntryIndex(made.after_size);
    GDPRD_TRY_ASSIGN(const auto moved, find_moved(off, record, sealed, plan));
    if (!moved.empty()) {
        RunEnding ending{*record.plan, {}};
        for (const auto& [in, rows] : moved)
            ending.open.push_back({OpenCause::moved, policy::to_string(in), rows});
        GDPRD_TRY(sealed.put_ending(off, ending));
        record.state = RequestState::partial;
        GDPRD_TRY(store_.update(off, record));
        return record.state;
    }
    Executor executor({*services_, store_, sealed, options_, record, record.run_by, from, wish},
                      plan);
    GDPRD_TRY_ASSIGN(const auto end, executor.run(off));
    switch (end) {
        case RunEnd::interrupted:
            return RequestState::executing;
        case RunEnd::cancelled:
            GDPRD_TRY(close(off, record, RequestState::cancelled, "cancelled",
                            canceller(id).value_or(record.run_by)));
            return record.state;
        case RunEnd::complete:
            GDPRD_TRY(close(off, record, RequestState::completed, "completed", record.run_by));
            return record.state;
        case RunEnd::partial:
            break;
    }
    record.state = RequestState::partial;
    GDPRD_TRY(store_.update(off, record));
    return record.state;
}

Result<std::unique_ptr<RequestService>> RequestService::open(OffLoop off, Services& services,
                                                             RequestOptions options) {
    std::unique_ptr<RequestService> service(new RequestService(services, std::move(options)));
    GDPRD_TRY(service->recover(off));
    GDPRD_TRY(service->sweep(off));
    return service;
}

/// A crash leaves rows without the index of their entry. The trail decides: an entry that is there
/// binds its row, one that is not makes the row never have been.
Result<void> RequestService::recover(OffLoop off) {
    GDPRD_TRY_ASSIGN(const auto unbound, store_.unbound(off));
    for (const auto& [id, after_size] : unbound) GDPRD_TRY(recover_request(off, id, after_size));
    GDPRD_TRY(recover_closings(off));
    GDPRD_TRY_ASSIGN(const auto records, store_.list(off));
    GDPRD_TRY_ASSIGN(const auto lost, find_lost_requests(off, services_->trail, records));
    for (std::size_t i = 0; i < lost.size() && i < kLostNamed; ++i)
        log::event(log::Event::request_lost, {{"request", lost[i]}, {"lost", lost.size()}});
    for (const auto& record : records) {
        if (record.closed_at) continue;
        GDPRD_TRY(recover_digests(off, record.id));
        if (record.state != RequestState::executing && record.state != RequestState::partial)
            continue;
        GDPRD_TRY(recover_cancel(off, record));
        if (record.state == RequestState::executing) GDPRD_TRY(resume(record.id));
    }
    return {};
}

/// A request is closed when the entry that says so is durable; a crash may have come before the
/// state was written.
Result<void> RequestService::recover_closings(OffLoop off) {
    GDPRD_TRY_ASSIGN(const auto closings,
                     find_closings(off, services_->trail, services_->mark.unknown_from()));
    for (const auto& closing : closings) {
        auto record = store_.find(off, closing.request);
        if (!record && record.error().code() == ErrorCode::not_found) continue;
        if (!record) return record.error();
        if (record->closed_at) continue;
        record->state = closing.state;
        record->closed_at = closing.at;
        record->ground = closing.ground;
        GDPRD_TRY(store_.update(off, *record));
    }
    return {};
}

/// Who asked for the end of a run was told that it will come. The run goes on to the end of the
/// step that a crash cut, so that no intent stays without its outcome, and closes the request
/// there.
Result<void> RequestService::recover_cancel(OffLoop off, RequestRecord record) {
    GDPRD_TRY_ASSIGN(const auto who, find_canceller(off, services_->trail, record.id));
    if (!who) return {};
    if (record.state != RequestState::executing)
        return close(off, record, RequestState::cancelled, "cancelled", *who);
    cancelled_.lock()->insert_or_assign(record.id, *who);
    return {};
}

/// As a job: the stores are asked whether they are as they were planned, and a slow one must not
/// keep gdprd from answering.
Result<void> RequestService::resume(const RequestId& id) {
    return post_run(id, [this, id](OffLoop off) -> Result<void> {
        GDPRD_TRY_ASSIGN(const auto claim, RequestClaim::take(busy_, id));
        auto checked = check_resumable(off, id);
        if (checked || not_to_begin(id)) return checked;
        GDPRD_TRY_ASSIGN(auto record, find_open(off, id));
        record.state = RequestState::partial;
        GDPRD_TRY(store_.update(off, record));
        return checked;
    });
}

/// A run that a crash cut goes on by itself only on the ground that it was approved on. That it was
/// under way is a word of state.db alone, so the approval is looked for again.
Result<void> RequestService::check_resumable(OffLoop off, const RequestId& id) {
    GDPRD_TRY_ASSIGN(const auto record, find_open(off, id));
    GDPRD_TRY(check_not_closed(off, services_->trail, id));
    GDPRD_TRY_ASSIGN(const auto sealed, bodies(off, id));
    if (!record.plan) return stale_plan(id, "none is in force");
    GDPRD_TRY_ASSIGN(const auto plan, sealed.plan(off, *record.plan));
    GDPRD_TRY(check_ground(off, plan));
    return check_approved(off, record, plan, record.run_by);
}

Result<void> RequestService::recover_request(OffLoop off, const RequestId& id,
                                             std::uint64_t after_size) {
    TrailQuery query;
    query.filter.request = id.value();
    query.filter.type = audit::EntryType::request;
    query.from = EntryIndex(after_size);
    GDPRD_TRY_ASSIGN(const auto page, services_->trail.list(off, query));
    if (!page.entries.empty()) return store_.bind(off, id, page.entries.front().index);
    GDPRD_TRY(services_->request_keys.destroy(off, id));
    return store_.drop(off, id);
}

Result<void> RequestService::recover_digests(OffLoop off, const RequestId& id) {
    GDPRD_TRY_ASSIGN(auto record, store_.find(off, id));
    GDPRD_TRY_ASSIGN(const auto plans, store_.plans(off, id));
    for (const auto& plan : plans) {
        if (plan.entry) continue;
        GDPRD_TRY_ASSIGN(const auto entry,
                         find_digest_entry(off, services_->trail, id, audit::EntryType::plan,
                                           plan.digest, EntryIndex(plan.after_size)));
        if (entry) GDPRD_TRY(store_.bind_plan(off, plan, *entry));
    }
    GDPRD_TRY_ASSIGN(const auto approvals, store_.approvals(off, id));
    for (const auto& approval : approvals) {
        if (approval.entry) continue;
        GDPRD_TRY_ASSIGN(const auto entry,
                         find_digest_entry(off, services_->trail, id, audit::EntryType::approval,
                                           approval.digest, EntryIndex(approval.after_size)));
        if (entry) GDPRD_TRY(store_.bind_approval(off, approval, *entry));
    }
    return store_.drop_unbound_digests(off, id);
}

}  // namespace gdprd::daemon
