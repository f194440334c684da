#include "daemon/services/request_service.hpp"

#include "config/base/edit_distance.hpp"
#include "config/base/log.hpp"
#include "daemon/services/proof_bundle.hpp"
#include "daemon/services/recorded_approvals.hpp"
#include "daemon/services/request_claim.hpp"
#include "daemon/services/request_payloads.hpp"
#include "policy/identity/normalise.hpp"
#include "policy/plan/render.hpp"
#include "policy/requests/deadlines.hpp"
#include "policy/requests/refusal.hpp"

namespace gdprd::daemon {

using policy::RequestState;

namespace {

constexpr std::size_t kIdentifiersMax = 100;

Result<std::vector<policy::Seed>> normalise_all(const policy::Policy& policy,
                                                const std::vector<policy::Seed>& raw) {
    if (raw.empty() || raw.size() > kIdentifiersMax)
        return Error(ErrorCode::invalid_argument, "a request needs between 1 and 100 identifiers",
                     "give an e-mail address, a phone number or a customer number");
    std::vector<policy::Seed> seeds;
    bool pointing = false;
    for (const auto& identifier : raw) {
        GDPRD_TRY_ASSIGN(auto seed, policy::normalise(policy, identifier));
        pointing = pointing || (seed.type.value() != "name" && seed.type.value() != "birth_date");
        if (std::find(seeds.begin(), seeds.end(), seed) == seeds.end())
            seeds.push_back(std::move(seed));
    }
    if (!pointing)
        return Error(ErrorCode::invalid_argument,
                     "a name or a birth date alone does not identify a person",
                     "ask the subject for one more identifier (Art. 11(2), 12(6))");
    return seeds;
}

/// Closed lists: these two lie in clear in the state database and must not take a person's words.
Result<void> check_letter(const NewRequest& letter) {
    constexpr std::string_view kChannels[] = {"letter", "email",     "phone",
                                              "portal", "in_person", "other"};
    if (std::find(std::begin(kChannels), std::end(kChannels), letter.channel) ==
        std::end(kChannels))
        return Error(ErrorCode::invalid_argument, "this is not a channel that gdprd knows",
                     did_you_mean(letter.channel, kChannels,
                                  "letter, email, phone, portal, in_person or other"));
    const auto lower = [](char c) { return c >= 'a' && c <= 'z'; };
    const auto& tag = letter.language;
    if (tag.size() != 2 || !lower(tag[0]) || !lower(tag[1]))
        return Error(ErrorCode::invalid_argument, "a language is two small letters (ISO 639-1)",
                     "such as en, fr or de");
    return {};
}

}  // namespace

RequestService::RequestService(Services& services, RequestOptions options)
    : services_(&services), store_(services.state), options_(std::move(options)) {}

audit::EntryDraft RequestService::draft(audit::EntryType type, const RequestId& id,
                                        const ActorName& who) const {
    audit::EntryDraft draft;
    draft.type = type;
    draft.actor = who.value();
    draft.request = id.value();
    return draft;
}

policy::ApprovalRule RequestService::approval_rule(policy::Right right) const {
    return services_->policies.current()->approval_for(right);
}

Result<RequestBodies> RequestService::bodies(OffLoop off, const RequestId& id) {
    auto keys = services_->request_keys.load(off, id);
    if (keys) return RequestBodies(store_, id, std::move(*keys));
    if (keys.error().code() != ErrorCode::not_found) return keys.error();
    GDPRD_TRY_ASSIGN(const auto record, store_.find(off, id));
    if (record.bodies_destroyed)
        return Error(ErrorCode::not_found,
                     "identifiers, plan, matches and package of this request were destroyed on "
                     "schedule",
                     "gdprctl audit list --request " + id.value() + " shows what the trail keeps");
    return Error(
        ErrorCode::not_found,
        "nothing of this request can be opened: its key was destroyed, or the trail's keys "
        "were restored from a backup that is older than the request",
        "record it anew: gdprctl requests new");
}

EarlierPackages RequestService::earlier_packages(OffLoop off) {
    return {store_, [this, off](const RequestId& id) { return bodies(off, id); },
            std::min(options_.package_kept, options_.bodies_kept), options_.zone};
}

Result<RequestRecord> RequestService::find_open(OffLoop off, const RequestId& id) {
    GDPRD_TRY_ASSIGN(auto record, store_.find(off, id));
    if (record.closed_at)
        return Error(
            ErrorCode::conflict,
            "this request is closed (" + std::string(policy::to_string(record.state)) + ")",
            "a new letter of the same person is a new request: gdprctl requests new");
    return record;
}

Result<RequestRecord> RequestService::create(OffLoop off, const NewRequest& letter,
                                             const ActorName& who) {
    GDPRD_TRY(check_letter(letter));
    const auto policy = services_->policies.current();
    GDPRD_TRY_ASSIGN(const auto seeds, normalise_all(*policy, letter.identifiers));
    RequestRecord record;
    record.right = letter.right;
    record.state = RequestState::received;
    record.created_at = services_->clock.now();
    record.created_by = who;
    record.channel = letter.channel;
    record.language = letter.language;
    const Date created = date_in(options_.zone, record.created_at);
    record.received = letter.received.value_or(created);
    if (record.received > created)
        return Error(ErrorCode::invalid_argument,
                     "the request cannot have been received in the future");
    if (record.received < policy::kAppliesFrom)
        return Error(ErrorCode::invalid_argument,
                     "the GDPR applies from 2018-05-25 (Art. 99(2)): no request under it was "
                     "received before",
                     "check the date of the letter");
    record.due = policy::due_date(record.received, policy::is_weekday);
    GDPRD_TRY_ASSIGN(const auto wrap, services_->request_keys.prepare(off));
    GDPRD_TRY_ASSIGN(
        record.id,
        store_.create(off, record, services_->trail.size(),
                      [&](sqlite::Database& db, const RequestId& id) -> Result<Bytes> {
                          GDPRD_TRY_ASSIGN(auto keys,
                                           services_->request_keys.create_in(db, id, wrap));
                          return RequestBodies(store_, id, std::move(keys)).seal_identifiers(seeds);
                      }));
    auto entry = draft(audit::EntryType::request, record.id, who);
    entry.payload = cbor::Map{{"event", "received"},
                              {"right", policy::to_string(record.right)},
                              {"received", format_date(record.received)},
                              {"due", format_date(record.due)},
                              {"identifiers", std::uint64_t{seeds.size()}}};
    GDPRD_TRY_ASSIGN(const auto appended, services_->trail.record(off, std::move(entry)));
    GDPRD_TRY(store_.bind(off, record.id, appended.index));
    return record;
}

policy::Controller RequestService::controller() const {
    return {options_.organisation, options_.contact};
}

Date RequestService::today() const {
    return date_in(options_.zone, services_->clock.now());
}

Result<std::vector<RequestRecord>> RequestService::list(OffLoop off) {
    return store_.list(off);
}

Result<RequestView> RequestService::show(OffLoop off, const RequestId& id) {
    RequestView view;
    GDPRD_TRY_ASSIGN(view.record, store_.find(off, id));
    if (view.record.plan) {
        GDPRD_TRY_ASSIGN(view.steps, store_.steps(off, id, *view.record.plan));
        for (const auto& step : view.steps)
            if (step.state == policy::StepState::done) ++view.steps_done;
        if (const auto plan = find_plan(off, id)) {
            view.steps_total = plan->steps.size();
            if (plan->right == policy::Right::erasure) view.stay = rows_that_stay(*plan);
        }
        GDPRD_TRY_ASSIGN(const auto approvals, store_.approvals(off, id));
        for (const auto& approval : approvals) {
            if (approval.digest != *view.record.plan) continue;
            GDPRD_TRY_ASSIGN(const auto who, find_doer(off, services_->trail, approval,
                                                       audit::EntryType::approval));
            if (who) view.approved_by.push_back(*who);
        }
    }
    if (view.record.plan && view.record.state == RequestState::partial) {
        GDPRD_TRY_ASSIGN(const auto sealed, bodies(off, id));
        GDPRD_TRY_ASSIGN(auto ending, sealed.ending(off));
        if (ending && ending->plan == *view.record.plan) view.open_ends = std::move(ending->open);
    }
    const bool erases = view.record.plan && view.record.right == policy::Right::erasure;
    if (erases && !view.record.bodies_destroyed) {
        GDPRD_TRY_ASSIGN(const auto sealed, bodies(off, id));
        GDPRD_TRY_ASSIGN(const auto requests, sealed.packages(off, *view.record.plan));
        GDPRD_TRY_ASSIGN(view.kept_packages, earlier_packages(off).still_kept(off, requests));
    }
    GDPRD_TRY_ASSIGN(view.earlier_runs, earlier_runs(off, view.record));
    GDPRD_TRY_ASSIGN(const auto package, store_.find_body(off, id, "package"));
    view.package_ready = package.has_value() && !view.record.bodies_destroyed;
    return view;
}

Result<void> RequestService::close(OffLoop off, RequestRecord& record, RequestState state,
                                   std::string_view what, const ActorName& who) {
    GDPRD_TRY(policy::check_transition(record.state, state));
    auto entry = draft(audit::EntryType::request, record.id, who);
    entry.payload = cbor::Map{{"event", what}, {"ground", record.ground}};
    GDPRD_TRY(services_->trail.record(off, std::move(entry)));
    record.state = state;
    record.closed_at = services_->clock.now();
    return store_.update(off, record);
}

Result<RequestRecord> RequestService::refuse(OffLoop off, const RequestId& id,
                                             const std::string& ground, const ActorName& who) {
    const auto* known = policy::find_refusal_ground(ground);
    if (known == nullptr) return policy::unknown_refusal_ground(ground);
    GDPRD_TRY_ASSIGN(const auto claim, RequestClaim::take(busy_, id));
    GDPRD_TRY_ASSIGN(auto record, find_open(off, id));
    if (!policy::applies_to(*known, record.right))
        return Error(ErrorCode::invalid_argument,
                     "this ground does not refuse a request of this right",
                     "gdprctl requests refuse --help lists the grounds");
    record.ground = ground;
    GDPRD_TRY(close(off, record, RequestState::refused, "refused", who));
    return record;
}

Result<RequestRecord> RequestService::cancel(OffLoop off, const RequestId& id,
                                             const ActorName& who) {
    {
        const auto claim = RequestClaim::take(busy_, id);
        GDPRD_TRY_ASSIGN(auto record, find_open(off, id));
        if (claim) {
            GDPRD_TRY(close(off, record, RequestState::cancelled, "cancelled", who));
            cancelled_.lock()->erase(id);
            return record;
        }
        if (record.state != RequestState::executing)
            return Error(ErrorCode::conflict,
                         "this request is being worked on; it was not cancelled",
                         "cancel again when that is over: gdprctl requests show " + id.value());
    }
    // A run holds the claim: it sees the wish at its next step boundary and closes the request.
    // The entry comes first: who was told of the cancellation is not to find it undone by a crash.
    auto entry = draft(audit::EntryType::request, id, who);
    entry.payload = cbor::Map{{"event", kCancelRequested}};
    GDPRD_TRY(services_->trail.record(off, std::move(entry)));
    cancelled_.lock()->insert_or_assign(id, who);
    return close_cancelled(off, id);
}

std::optional<ActorName> RequestService::canceller(const RequestId& id) {
    auto cancelled = cancelled_.lock();
    const auto found = cancelled->find(id);
    return found == cancelled->end() ? std::nullopt : std::optional(found->second);
}

/// Closes a request whose run ended while the wish to cancel it came in. While a run holds the
/// request this does nothing: it calls this itself when it lets the request go.
Result<RequestRecord> RequestService::close_cancelled(OffLoop off, const RequestId& id) {
    const auto claim = RequestClaim::take(busy_, id);
    GDPRD_TRY_ASSIGN(auto record, store_.find(off, id));
    const auto who = canceller(id);
    if (!claim || !who) return record;
    if (!record.closed_at)
        GDPRD_TRY(close(off, record, RequestState::cancelled, "cancelled", *who));
    cancelled_.lock()->erase(id);
    return record;
}

Result<Bytes> RequestService::package(OffLoop off, const RequestId& id, const ActorName& who) {
    GDPRD_TRY_ASSIGN(const auto record, store_.find(off, id));
    GDPRD_TRY_ASSIGN(const auto sealed, bodies(off, id));
    GDPRD_TRY_ASSIGN(auto zip, sealed.package(off));
    if (!zip)
        return Error(ErrorCode::not_found, "there is no package for this request",
                     record.right == policy::Right::access
                         ? "run the request first: gdprctl requests run"
                         : "only access requests have one");
    auto entry = draft(audit::EntryType::request, id, who);
    entry.payload = cbor::Map{{"event", "package_read"}, {"bytes", std::uint64_t{zip->size()}}};
    GDPRD_TRY(services_->trail.record(off, std::move(entry)));
    return std::move(*zip);
}

Result<std::vector<policy::Seed>> RequestService::identifiers(OffLoop off, const RequestId& id,
                                                              const ActorName& who) {
    GDPRD_TRY(store_.find(off, id));
    GDPRD_TRY_ASSIGN(const auto sealed, bodies(off, id));
    GDPRD_TRY_ASSIGN(auto seeds, sealed.identifiers(off));
    auto entry = draft(audit::EntryType::request, id, who);
    entry.payload =
        cbor::Map{{"event", "identifiers_seen"}, {"identifiers", std::uint64_t{seeds.size()}}};
    GDPRD_TRY(services_->trail.record(off, std::move(entry)));
    return seeds;
}

/// Of every run of the request: what an earlier one erased and kept, no later plan tells.
Result<Bytes> RequestService::proof(OffLoop off, const RequestId& id) {
    GDPRD_TRY_ASSIGN(const auto record, store_.find(off, id));
    GDPRD_TRY_ASSIGN(const auto runs, find_runs(off, services_->trail, id));
    if (runs.empty() && !record.plan)
        return Error(ErrorCode::not_found,
                     "there is no plan in force, so there is nothing to prove",
                     record.closed_at ? "gdprctl audit list --request " + id.value()
                                      : "gdprctl requests plan " + id.value());
    if (runs.empty() && record.state == RequestState::completed)
        return Error(ErrorCode::not_found, "this trail has no entry of a run of this request",
                     "where gdprd continue-trail ended the trail that has them: it is kept beside "
                     "this one, and its proofs had to be taken before");
    if (runs.empty())
        return Error(
            ErrorCode::not_found, "no run of this plan has begun, so there is nothing to prove",
            (record.closed_at ? "what the trail says of this request: gdprctl audit list --request "
                              : "carry it out first: gdprctl requests run ") +
                id.value());
    GDPRD_TRY_ASSIGN(const auto sealed, bodies(off, id));
    std::vector<RunToProve> parts;
    for (const auto& run : runs) {
        GDPRD_TRY_ASSIGN(const auto plan, sealed.plan(off, run.digest));
        parts.push_back({policy::render_json(plan), run.entries});
    }
    return make_proof_bundle(off, services_->trail, id, parts);
}

RowsThatStay rows_that_stay(const policy::Plan& plan) {
    RowsThatStay out;
    for (const auto& line : plan.kept) out.kept += line.rows;
    for (const auto& line : plan.residuals) out.left_over += line.rows;
    return out;
}

/// What was carried out before the plan in force was made; of a request with one plan the trail is
/// not asked.
Result<std::vector<EarlierRun>> RequestService::earlier_runs(OffLoop off,
                                                             const RequestRecord& record) {
    std::vector<EarlierRun> earlier;
    GDPRD_TRY_ASSIGN(const auto plans, store_.plans(off, record.id));
    const bool others = std::any_of(plans.begin(), plans.end(), [&](const BoundDigest& made) {
        return !record.plan || made.digest != *record.plan;
    });
    if (!others) return earlier;
    GDPRD_TRY_ASSIGN(const auto runs, find_runs(off, services_->trail, record.id));
    const auto sealed = bodies(off, record.id);
    for (const auto& run : runs) {
        if (record.plan && run.digest == *record.plan) continue;
        EarlierRun one{run.digest, run.steps_done(), run.steps, run.result, {}};
        const auto plan = sealed ? sealed->plan(off, run.digest) : sealed.error();
        if (plan) one.stay = rows_that_stay(*plan);
        earlier.push_back(std::move(one));
    }
    return earlier;
}

/// What cannot be destroyed of one request, because its key is lost for one, keeps no other
/// waiting.
Result<void> RequestService::sweep(OffLoop off) {
    const auto now = services_->clock.now();
    GDPRD_TRY_ASSIGN(const auto records, store_.list(off));
    for (const auto& record : records) {
        if (!record.closed_at || record.bodies_destroyed) continue;
        const auto swept = sweep(off, record, now - *record.closed_at);
        if (swept) continue;
        if (!services_->trail.healthy()) return swept;
        log::event(log::Event::sweep_failed, {{"request", record.id}, {"error", swept.error()}});
    }
    return {};
}

Result<void> RequestService::sweep(OffLoop off, const RequestRecord& record,
                                   WallTime::duration closed) {
    auto entry = draft(audit::EntryType::request, record.id, ActorName("gdprd"));
    if (closed >= options_.bodies_kept) {
        GDPRD_TRY(services_->request_keys.destroy(off, record.id));
        GDPRD_TRY(store_.drop_bodies(off, record.id, ""));
        GDPRD_TRY(store_.mark_bodies_destroyed(off, record.id));
        entry.payload = cbor::Map{{"event", "bodies_destroyed"}};
    } else if (closed >= options_.package_kept) {
        GDPRD_TRY_ASSIGN(const auto package, store_.find_body(off, record.id, "package"));
        if (!package) return {};
        // Without its key, which may be lost, it goes too.
        GDPRD_TRY(RequestBodies::drop_exports(off, store_, record.id));
        entry.payload = cbor::Map{{"event", "package_destroyed"}};
    } else {
        return {};
    }
    GDPRD_TRY(services_->trail.record(off, std::move(entry)));
    return {};
}

}  // namespace gdprd::daemon
