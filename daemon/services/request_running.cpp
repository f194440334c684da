// Running an approved plan, and what start-up does about a crash.

#include <array>
#include <map>

#include "config/base/log.hpp"
#include "daemon/services/executor.hpp"
#include "daemon/services/request_claim.hpp"
#include "daemon/services/request_payloads.hpp"
#include "daemon/services/request_service.hpp"

namespace gdprd::daemon {

using policy::RequestState;

namespace {

/// What a plan would touch in the stores that answer, to be compared with a plan made again.
using Touched = std::map<policy::CollectionPath, std::map<policy::RowKey, RowDigest>>;

Touched touched(const policy::Plan& plan, const std::vector<StoreName>& except) {
    Touched out;
    for (const auto& step : plan.steps) {
        if (std::find(except.begin(), except.end(), step.in.store) != except.end()) continue;
        for (const auto& row : step.rows) out[step.in][row.key] = row.before;
    }
    return out;
}

Error stale_plan(const RequestId& id, std::string_view what) {
    return Error(ErrorCode::stale, "the plan is stale: " + std::string(what),
                 "plan again and have it approved: gdprctl requests plan " + id.value());
}

}  // namespace

Result<void> RequestService::check_approved(OffLoop off, const RequestRecord& record,
                                            const ActorName& who) {
    const auto rule = approval_rule(record.right);
    if (rule == policy::ApprovalRule::none) return {};
    GDPRD_TRY_ASSIGN(const auto approvals, store_.approvals(off, record.id));
    for (const auto& approval : approvals) {
        if (!approval.entry || approval.digest != *record.plan) continue;
        if (rule == policy::ApprovalRule::any || approval.who != who) return {};
    }
    return Error(ErrorCode::refused, "the plan is not approved by another person",
                 "an approver types: gdprctl requests approve " + record.id.value() + " --digest " +
                     hex_encode(record.plan->value()));
}

Result<bool> RequestService::not_started(OffLoop off, const RequestRecord& record) {
    GDPRD_TRY_ASSIGN(const auto facts, read_step_facts(off, services_->trail, record.id,
                                                       *record.plan, EntryIndex(0)));
    return facts.empty();
}

/// Catalogue, policy and rows must be as they were planned (invariant 2).
Result<void> RequestService::check_fresh(OffLoop off, const RequestRecord& record,
                                         const RequestBodies& bodies, const policy::Plan& plan,
                                         const ActorName& who) {
    if (policy::version_of(*services_->scans.current()) != plan.catalogue)
        return stale_plan(record.id, "the catalogue has changed");
    if (services_->policies.current()->version != plan.policy)
        return stale_plan(record.id, "the policy has changed");
    GDPRD_TRY_ASSIGN(const bool fresh_start, not_started(off, record));
    if (!fresh_start) return {};
    MatchList matches;
    GDPRD_TRY_ASSIGN(const auto again,
                     make_plan(off, record, bodies, plan.nonce, plan.made_at, matches, who));
    auto except = plan.unreachable;
    except.insert(except.end(), again.unreachable.begin(), again.unreachable.end());
    if (touched(plan, except) != touched(again, except))
        return stale_plan(record.id, "rows of this person have changed");
    GDPRD_TRY_ASSIGN(const auto known, bodies.matches(off));
    for (const auto& item : matches.items)
        if (!known.seen.contains(item.id))
            return stale_plan(record.id, "new rows may be this person's");
    return {};
}

Result<void> RequestService::run(OffLoop off, const RequestId& id, const ActorName& who) {
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
        GDPRD_TRY(check_approved(off, record, who));
        GDPRD_TRY_ASSIGN(const auto sealed, bodies(off, id));
        GDPRD_TRY_ASSIGN(const auto plan, sealed.plan(off, *record.plan));
        GDPRD_TRY(check_fresh(off, record, sealed, plan, who));
        record.state = RequestState::executing;
        record.run_by = who;
        GDPRD_TRY(store_.update(off, record));
    }
    return start_run(off, id);
}

Result<void> RequestService::start_run(OffLoop /*off*/, const RequestId& id) {
    const bool taken =
        services_->jobs.try_post([this, id](OffLoop job_off) { run_job(job_off, id); });
    if (!taken)
        return Error(ErrorCode::unavailable, "too many runs are waiting", "try again in a minute");
    return {};
}

void RequestService::run_job(OffLoop off, const RequestId& id) {
    const auto finish = [&](std::string_view state) {
        services_->progress.publish(id, "done", "{\"state\":\"" + std::string(state) + "\"}");
        services_->progress.finish(topic_of(id));
    };
    auto end = execute(off, id);
    if (!end) {
        log::event(log::Event::run_failed, {{"request", id}, {"error", end.error()}});
        finish("failed");
        return;
    }
    finish(policy::to_string(*end));
}

Result<RequestState> RequestService::execute(OffLoop off, const RequestId& id) {
    GDPRD_TRY_ASSIGN(const auto claim, RequestClaim::take(busy_, id));
    GDPRD_TRY_ASSIGN(auto record, find_open(off, id));
    if (!record.plan) return record.state;
    GDPRD_TRY_ASSIGN(const auto sealed, bodies(off, id));
    GDPRD_TRY_ASSIGN(const auto plan, sealed.plan(off, *record.plan));
    const auto wish = [&] {
        if (cancelled_.lock()->contains(id)) return StopWish::cancel;
        return services_->stopping ? StopWish::shut_down : StopWish::go_on;
    };
    GDPRD_TRY_ASSIGN(const auto plans, store_.plans(off, id));
    EntryIndex from(0);
    for (const auto& made : plans)
        if (made.digest == *record.plan) from = EntryIndex(made.after_size);
    Executor executor({*services_, store_, sealed, options_, record, record.run_by, from, wish},
                      plan);
    GDPRD_TRY_ASSIGN(const auto end, executor.run(off));
    switch (end) {
        case RunEnd::interrupted:
            return RequestState::executing;
        case RunEnd::cancelled:
            cancelled_.lock()->erase(id);
            GDPRD_TRY(close(off, record, RequestState::cancelled, "cancelled", record.run_by));
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
    GDPRD_TRY_ASSIGN(const auto records, store_.list(off));
    for (const auto& record : records) {
        if (record.closed_at) continue;
        GDPRD_TRY(recover_digests(off, record.id));
        if (record.state == RequestState::executing) GDPRD_TRY(start_run(off, record.id));
    }
    return {};
}

Result<void> RequestService::recover_request(OffLoop off, const RequestId& id,
                                             std::uint64_t after_size) {
    TrailQuery query;
    query.filter.request = id.value();
    query.filter.type = audit::EntryType::request;
    query.from = EntryIndex(after_size);
    GDPRD_TRY_ASSIGN(const auto page, services_->trail.list(off, query));
    if (!page.entries.empty()) return store_.bind(off, id, page.entries.front().index);
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
