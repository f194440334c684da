// Resolution, plan, review list and approval of a request.

#include <fmt/ranges.h>

#include "config/base/assert.hpp"
#include "config/base/crypto.hpp"
#include "connectors/connector.hpp"
#include "daemon/services/earlier_runs.hpp"
#include "daemon/services/pseudonym_key.hpp"
#include "daemon/services/recorded_approvals.hpp"
#include "daemon/services/request_claim.hpp"
#include "daemon/services/request_payloads.hpp"
#include "daemon/services/request_service.hpp"
#include "daemon/services/resolve_subject.hpp"
#include "policy/language/decide.hpp"
#include "policy/plan/planner.hpp"

namespace gdprd::daemon {

using policy::RequestState;

namespace {

/// Of somebody else's row: what finds it again, and the values that name the subject.
void add_place(MatchItem& item, const policy::SubjectRow& row,
               const std::vector<std::string>& fields) {
    const auto& key = row.row.key;
    for (std::size_t i = 0; i < key.values.size(); ++i) {
        item.fields.push_back(i < key.fields.size() ? key.fields[i] : "row number");
        item.values.push_back(key.values[i]);
    }
    for (std::size_t i = 0; i < fields.size() && i < row.row.values.size(); ++i) {
        const bool listed =
            std::find(item.fields.begin(), item.fields.end(), fields[i]) != item.fields.end();
        if (listed || row.row.values[i].expose().kind == policy::Cell::Kind::null) continue;
        item.fields.push_back(fields[i]);
        item.values.push_back(row.row.values[i]);
    }
}

MatchItem item_of(const policy::SubjectRow& row, bool mention, const policy::Resolution& resolution,
                  const policy::Catalogue& catalogue, const policy::Policy& policy) {
    MatchItem item;
    item.id = row.match_id;
    item.in = row.in;
    item.strength = row.strength;
    item.shared = row.shared;
    item.path = row.path;
    item.evidence = row.evidence;
    item.mention = mention;
    const auto& fields = resolution.fields.at(row.in);
    if (mention) {
        add_place(item, row, fields);
        return item;
    }
    for (std::size_t i = 0; i < fields.size() && i < row.row.values.size(); ++i) {
        if (!policy::is_personal(policy, catalogue, {row.in, fields[i]})) continue;
        item.fields.push_back(fields[i]);
        item.values.push_back(row.row.values[i]);
    }
    return item;
}

MatchList list_of(const policy::Resolution& resolution, const policy::Catalogue& catalogue,
                  const policy::Policy& policy) {
    MatchList list;
    const auto add = [&](const policy::SubjectRow& row, bool mention) {
        if (!list.seen.insert(row.match_id).second) return;
        list.items.push_back(item_of(row, mention, resolution, catalogue, policy));
    };
    for (const auto& row : resolution.review) add(row, false);
    for (const auto& row : resolution.rows) list.seen.insert(row.match_id);
    for (const auto& row : resolution.mentions) add(row, true);
    for (const auto& row : resolution.rows)
        list.told.push_back({row.match_id, row.in, row.row.key, row.told});
    return list;
}

/// What was decided before stays on the list, so that a decision can be looked at and taken back.
void keep_decided(MatchList& list, const MatchList& before, const policy::MatchVerdicts& verdicts) {
    for (const auto& item : before.items) {
        const bool listed = std::any_of(list.items.begin(), list.items.end(),
                                        [&](const MatchItem& i) { return i.id == item.id; });
        if (item.mention || listed || !verdicts.contains(item.id)) continue;
        list.seen.insert(item.id);
        list.items.push_back(item);
    }
}

std::uint64_t undecided(const MatchList& matches, const policy::MatchVerdicts& verdicts) {
    std::uint64_t open = 0;
    for (const auto& item : matches.items)
        open += item.mention || verdicts.contains(item.id) ? 0 : 1;
    return open;
}

/// One read entry per collection that gave rows: gdprd's own accesses are entries too.
std::vector<audit::EntryDraft> read_entries(const ResolutionRun& run,
                                            const audit::EntryDraft& model) {
    std::vector<audit::EntryDraft> drafts;
    for (const auto& [in, rows] : run.rows_read) {
        if (rows == 0) continue;
        auto draft = model;
        draft.store = in.store.value();
        draft.collection = policy::to_string(in.collection);
        draft.row_count = rows;
        drafts.push_back(std::move(draft));
    }
    return drafts;
}

Error scan_first(const StoreName& store, std::string_view what) {
    return Error(ErrorCode::stale, "store " + store.value() + ": " + std::string(what),
                 "gdprctl catalogue scan");
}

/// Triggers, rules, checks and references decide what a deletion drags along, unique keys what may
/// be written.
bool same_ties(const policy::CollectionSchema& a, const policy::CollectionSchema& b) {
    const auto ties = [](const policy::CollectionSchema& schema) {
        std::set<std::string> out(schema.triggers.begin(), schema.triggers.end());
        out.insert(schema.checks.begin(), schema.checks.end());
        for (const auto& rule : schema.rules)
            out.insert(rule.name + (rule.always ? " always" : ""));
        for (const auto& key : schema.foreign_keys) {
            std::string tie =
                policy::to_string(key.target) + " " + std::string(policy::to_string(key.on_delete));
            for (const auto& field : key.fields) tie += " " + field;
            out.insert(std::move(tie));
        }
        for (const auto& key : schema.unique_keys) {
            std::string tie = "unique";
            for (const auto& field : key) tie += " " + field;
            out.insert(std::move(tie));
        }
        return out;
    };
    return ties(a) == ties(b);
}

/// A field that no scan has looked at would be left out in silence (invariant 3).
Result<void> check_scanned(const policy::StoreSchema& now, const policy::Catalogue& catalogue) {
    for (const auto& collection : now.collections) {
        const auto* known = catalogue.find_collection({now.store, collection.name});
        if (known != nullptr && !same_ties(*known, collection))
            return scan_first(
                now.store,
                "its triggers, rules, checks, unique keys or references changed since the last "
                "scan");
        if (known != nullptr && known->kind == policy::CollectionKind::unreadable &&
            policy::is_searched(collection.kind))
            return scan_first(now.store, "it has files that the last scan could not read");
        for (const auto& field : collection.fields) {
            const policy::FieldPath path{{now.store, collection.name}, field.name};
            if (catalogue.find_field(path) == nullptr)
                return scan_first(now.store, "it has tables or columns that no scan has looked at");
        }
    }
    return {};
}

/// The store's own answer to what the steps would do; all else is about reaching it.
bool is_refusal(ErrorCode code) noexcept {
    return code == ErrorCode::conflict || code == ErrorCode::invalid_argument ||
           code == ErrorCode::refused || code == ErrorCode::stale;
}

Error nothing_catalogued() {
    return Error(ErrorCode::conflict, "nothing is catalogued yet, so nobody can be found",
                 "gdprctl catalogue scan");
}

}  // namespace

/// Stores that were never scanned and do not answer now: the plan is partial.
Result<std::vector<StoreName>> RequestService::find_unscanned(OffLoop off,
                                                              const policy::Catalogue& catalogue) {
    std::vector<StoreName> unscanned;
    for (const auto& store : services_->stores.names()) {
        const auto schema = services_->stores.with(
            off, store, [&](connectors::Connector& c) { return c.inspect(off); });
        const bool known = catalogue.find_store(store) != nullptr;
        if (schema && !known) return scan_first(store, "it was never scanned");
        if (schema) GDPRD_TRY(check_scanned(*schema, catalogue));
        if (!schema && !known) unscanned.push_back(store);
    }
    return unscanned;
}

/// Finds the person in every store; reading is an entry per collection.
Result<ResolutionRun> RequestService::resolve(OffLoop off, const RequestRecord& record,
                                              const RequestBodies& bodies, const ActorName& who,
                                              std::vector<policy::Seed> seeds,
                                              policy::Told recalled) {
    const auto catalogue = services_->scans.current();
    const auto policy = services_->policies.current();
    GDPRD_TRY_ASSIGN(const auto verdicts, store_.verdicts(off, record.id));
    policy::Resolver resolver(*catalogue, *policy, std::move(seeds), verdicts, bodies.keys().match,
                              std::move(recalled));
    GDPRD_TRY_ASSIGN(auto run, resolve_subject(off, services_->stores, resolver));
    const auto reads = read_entries(run, draft(audit::EntryType::read, record.id, who));
    if (!reads.empty()) GDPRD_TRY(services_->trail.record(off, reads));
    return run;
}

Result<policy::Plan> RequestService::make_plan(OffLoop off, const RequestRecord& record,
                                               const RequestBodies& bodies,
                                               const std::array<std::uint8_t, 16>& nonce,
                                               WallTime made_at, MatchList& matches,
                                               const ActorName& who) {
    const auto catalogue = services_->scans.current();
    const auto policy = services_->policies.current();
    if (catalogue->stores.empty()) return nothing_catalogued();
    GDPRD_TRY_ASSIGN(const auto unscanned, find_unscanned(off, *catalogue));
    GDPRD_TRY_ASSIGN(const auto verdicts, store_.verdicts(off, record.id));
    GDPRD_TRY_ASSIGN(auto earlier,
                     find_earlier_runs(off, services_->trail, store_, bodies, record.id));
    GDPRD_TRY_ASSIGN(const auto letter, bodies.identifiers(off));
    GDPRD_TRY_ASSIGN(const auto run,
                     resolve(off, record, bodies, who, letter, std::move(earlier.told)));
    matches = list_of(run.resolution, *catalogue, *policy);
    GDPRD_TRY_ASSIGN(const auto before, bodies.matches(off));
    keep_decided(matches, before, verdicts);
    policy::PlanInput input;
    input.request = record.id;
    input.right = record.right;
    input.nonce = nonce;
    input.made_at = made_at;
    input.zone = options_.zone;
    input.rows_per_step = options_.rows_per_step;
    for (const auto& store : services_->stores.names())
        if (services_->stores.capabilities(store).byte_search) input.byte_search.insert(store);
    input.residue_left = std::move(earlier.residue_left);
    input.transformed = std::move(earlier.transformed);
    Secret pseudonyms;
    if (record.right == policy::Right::erasure && needs_pseudonym_key(*policy)) {
        GDPRD_TRY_ASSIGN(pseudonyms, pseudonym_key(off, services_->request_keys));
        input.pseudonym_key = &pseudonyms;
    }
    GDPRD_TRY_ASSIGN(auto plan, policy::make_plan(input, *catalogue, *policy, run.resolution,
                                                  bodies.keys().row));
    for (const auto& [store, why] : run.failures)
        plan.notes.push_back("store " + store.value() + " could not be searched: " + why.message() +
                             (why.hint().empty() ? "" : " (" + why.hint() + ")"));
    for (const auto& store : unscanned) {
        plan.unreachable.push_back(store);
        plan.notes.push_back("store " + store.value() + " was never scanned and does not answer");
    }
    plan.notes.insert(plan.notes.end(), earlier.notes.begin(), earlier.notes.end());
    if (record.right == policy::Right::erasure && services_->events != nullptr) {
        GDPRD_TRY_ASSIGN(auto traces, find_traces(off, *services_->events, letter, run.resolution));
        note_traces(plan, traces);
        matches.traces = std::move(traces.own);
    }
    // What the person was sent lies here until its day: an erasure does not reach it.
    if (record.right == policy::Right::erasure) {
        auto packages = earlier_packages(off);
        GDPRD_TRY_ASSIGN(matches.packages, packages.find(off, pointers_at(letter, run.resolution)));
        GDPRD_TRY_ASSIGN(const auto kept, packages.still_kept(off, matches.packages));
        for (const auto& package : kept) plan.notes.push_back(to_text(package));
    }
    matches.standing = standing_rows(plan, run.resolution, *catalogue, *policy, bodies.keys().row);
    return plan;
}

/// Tries the steps in their stores before anybody approves them; a store that refuses one refuses
/// the plan. What cannot be tried is told in the plan.
Result<void> RequestService::rehearse(OffLoop off, const RequestBodies& bodies,
                                      policy::Plan& plan) {
    std::map<StoreName, std::vector<const policy::Step*>> by_store;
    for (const auto& step : plan.steps)
        if (step.kind == policy::StepKind::delete_rows ||
            step.kind == policy::StepKind::update_rows)
            by_store[step.in.store].push_back(&step);
    const auto digester_of = [&](const policy::CollectionPath& of) -> connectors::RowDigester {
        return [&bodies, of](const std::vector<std::string>& fields,
                             const std::vector<policy::PersonalCell>& values) {
            return policy::digest_row(bodies.keys().row, of, fields, values);
        };
    };
    for (const auto& entry : by_store) {
        const auto& store = entry.first;
        const auto& steps = entry.second;
        const auto tried =
            services_->stores.with(off, store, [&, &in_turn = steps](connectors::Connector& one) {
                return one.rehearse(off, in_turn, digester_of);
            });
        if (tried && tried->stale == 0) continue;
        if (tried)
            return Error(ErrorCode::stale, "rows of this person changed while the plan was made",
                         "gdprctl requests plan " + plan.request.value());
        if (is_refusal(tried.error().code()))
            return Error(ErrorCode::conflict,
                         "the store would not carry out this plan: " + tried.error().message(),
                         "change what the policy does there, or what the store forbids; " +
                             (tried.error().hint().empty() ? "see gdprctl stores check"
                                                           : tried.error().hint()));
        plan.notes.push_back("store " + store.value() + ": this plan was not tried beforehand (" +
                             tried.error().message() + ")");
    }
    return {};
}

/// The body goes to state first, unbound; the plan exists when its entry is durable (TRAIL §5).
Result<void> RequestService::record_plan(OffLoop off, RequestRecord& record,
                                         const policy::Plan& plan, const MatchList& matches,
                                         const ActorName& who) {
    GDPRD_TRY_ASSIGN(const auto sealed, bodies(off, record.id));
    GDPRD_TRY_ASSIGN(const auto verdicts, store_.verdicts(off, record.id));
    const BoundDigest digest{record.id, policy::digest_of(plan), who, services_->trail.size(), {}};
    GDPRD_TRY_ASSIGN(const auto runs, find_runs(off, services_->trail, record.id));
    std::vector<PlanDigest> earlier;
    for (const auto& run : runs) earlier.push_back(run.digest);
    GDPRD_TRY(sealed.put_matches(off, matches));
    GDPRD_TRY(sealed.put_plan(off, plan));
    GDPRD_TRY(sealed.put_standing(off, digest.digest, matches.standing));
    GDPRD_TRY(sealed.put_traces(off, digest.digest, matches.traces));
    GDPRD_TRY(sealed.put_packages(off, digest.digest, matches.packages));
    GDPRD_TRY(sealed.put_told(off, digest.digest, matches.told));
    GDPRD_TRY(store_.put_plan(off, digest));
    auto entry = draft(audit::EntryType::plan, record.id, who);
    entry.payload = plan_payload(plan, earlier, who);
    GDPRD_TRY_ASSIGN(const auto appended, services_->trail.record(off, std::move(entry)));
    GDPRD_TRY(store_.bind_plan(off, digest, appended.index));
    record.plan = digest.digest;
    record.open_matches = undecided(matches, verdicts);
    record.state = record.open_matches > 0 ? RequestState::review : RequestState::planned;
    return store_.update(off, record);
}

Result<policy::Plan> RequestService::plan(OffLoop off, const RequestId& id, const ActorName& who) {
    GDPRD_TRY_ASSIGN(const auto claim, RequestClaim::take(busy_, id));
    GDPRD_TRY_ASSIGN(auto record, find_open(off, id));
    GDPRD_TRY(policy::check_transition(record.state, RequestState::planned));
    GDPRD_TRY_ASSIGN(const auto sealed, bodies(off, id));
    std::array<std::uint8_t, 16> nonce{};
    crypto::random_bytes(nonce);
    MatchList matches;
    GDPRD_TRY_ASSIGN(auto plan,
                     make_plan(off, record, sealed, nonce, services_->clock.now(), matches, who));
    GDPRD_TRY(rehearse(off, sealed, plan));
    GDPRD_TRY(record_plan(off, record, plan, matches, who));
    return plan;
}

Result<policy::Plan> RequestService::find_plan(OffLoop off, const RequestId& id) {
    GDPRD_TRY_ASSIGN(const auto record, store_.find(off, id));
    if (!record.plan)
        return Error(ErrorCode::not_found, "this request has no plan in force",
                     "gdprctl requests plan " + id.value());
    GDPRD_TRY_ASSIGN(const auto sealed, bodies(off, id));
    return sealed.plan(off, *record.plan);
}

Result<std::vector<MatchItem>> RequestService::matches(OffLoop off, const RequestId& id,
                                                       const ActorName& who) {
    GDPRD_TRY(store_.find(off, id));
    GDPRD_TRY_ASSIGN(const auto sealed, bodies(off, id));
    GDPRD_TRY_ASSIGN(auto list, sealed.matches(off));
    auto entry = draft(audit::EntryType::request, id, who);
    entry.payload =
        cbor::Map{{"event", "matches_seen"}, {"items", std::uint64_t{list.items.size()}}};
    GDPRD_TRY(services_->trail.record(off, std::move(entry)));
    return std::move(list.items);
}

Result<policy::MatchVerdicts> RequestService::verdicts(OffLoop off, const RequestId& id) {
    return store_.verdicts(off, id);
}

Result<void> RequestService::decide_match(OffLoop off, const RequestId& id,
                                          const std::string& match_id, policy::MatchVerdict verdict,
                                          const ActorName& who) {
    GDPRD_TRY_ASSIGN(const auto claim, RequestClaim::take(busy_, id));
    GDPRD_TRY_ASSIGN(auto record, find_open(off, id));
    if (record.state == RequestState::executing || record.state == RequestState::partial)
        return Error(ErrorCode::conflict, "the plan is being carried out; its matches are decided",
                     "gdprctl requests show " + id.value());
    GDPRD_TRY_ASSIGN(const auto sealed, bodies(off, id));
    GDPRD_TRY_ASSIGN(const auto list, sealed.matches(off));
    const auto known = std::find_if(list.items.begin(), list.items.end(),
                                    [&](const MatchItem& item) { return item.id == match_id; });
    if (known == list.items.end())
        return Error(ErrorCode::not_found, "the review list has no such item",
                     "gdprctl requests matches list " + id.value());
    if (known->mention)
        return Error(ErrorCode::conflict,
                     "this is a mention: a row of " + policy::to_string(known->in) +
                         " that names the person; a person must look at it there, and no plan "
                         "reads or erases it",
                     "its key is among the values of: gdprctl requests matches list " + id.value());
    auto entry = draft(audit::EntryType::request, id, who);
    entry.payload =
        cbor::Map{{"event", "match_decided"},
                  {"match", match_id},
                  {"verdict", verdict == policy::MatchVerdict::accepted ? "accepted" : "rejected"}};
    GDPRD_TRY(services_->trail.record(off, std::move(entry)));
    GDPRD_TRY(store_.put_verdict(off, id, match_id, verdict, who));
    GDPRD_TRY_ASSIGN(const auto verdicts, store_.verdicts(off, id));
    record.open_matches = undecided(list, verdicts);
    // What was planned was planned without this decision.
    record.plan.reset();
    record.state = record.open_matches > 0 ? RequestState::review : RequestState::received;
    return store_.update(off, record);
}

/// The caller must not approve what is the caller's own, or the run would be refused later.
Result<void> RequestService::check_approver(OffLoop off, const RequestRecord& record,
                                            const ActorName& who) {
    if (approval_rule(record.right) != policy::ApprovalRule::other) return {};
    GDPRD_ASSERT(record.plan.has_value());
    std::vector<std::string> own;
    std::set<std::string> others_barred;
    const auto bar = [&](const ActorName& name, std::string_view did) {
        if (name.value().empty()) return;
        others_barred.insert(name.value());
        if (name == who) own.emplace_back(did);
    };
    bar(record.created_by, "recorded the request");
    GDPRD_TRY_ASSIGN(const auto plans, store_.plans(off, record.id));
    std::optional<ActorName> maker;
    for (const auto& plan : plans) {
        if (plan.digest != *record.plan) continue;
        GDPRD_TRY_ASSIGN(maker, find_doer(off, services_->trail, plan, audit::EntryType::plan));
    }
    if (!maker)
        return Error(ErrorCode::corrupt,
                     "state.db was altered: who made this plan is not what the trail says",
                     "find out who wrote into the state directory, then: gdprctl requests plan " +
                         record.id.value());
    bar(*maker, "made the plan");
    if (own.empty()) return {};
    return Error(ErrorCode::refused,
                 fmt::format("another person must approve this plan (policy: approvals.{}: other); "
                             "{} {}",
                             policy::to_string(record.right), who.value(), fmt::join(own, " and ")),
                 fmt::format("any user with the role approver may, except {}: gdprctl requests "
                             "approve {} --digest {}",
                             fmt::join(others_barred, " and "), record.id.value(),
                             hex_encode(record.plan->value())));
}

Result<void> RequestService::approve(OffLoop off, const RequestId& id, const PlanDigest& digest,
                                     const ActorName& who) {
    GDPRD_TRY_ASSIGN(const auto claim, RequestClaim::take(busy_, id));
    GDPRD_TRY_ASSIGN(auto record, find_open(off, id));
    if (!record.plan)
        return Error(ErrorCode::refused, "this request has no plan in force",
                     "gdprctl requests plan " + id.value());
    if (*record.plan != digest)
        return Error(ErrorCode::stale, "this digest is not the one of the plan in force",
                     "read it again: gdprctl requests plan " + id.value() + " --show");
    if (record.open_matches > 0)
        return Error(ErrorCode::refused, "matches are undecided; the plan may be incomplete",
                     "gdprctl requests matches list " + id.value());
    GDPRD_TRY(check_approver(off, record, who));
    const BoundDigest approval{id, digest, who, services_->trail.size(), {}};
    GDPRD_TRY(store_.put_approval(off, approval));
    auto entry = draft(audit::EntryType::approval, id, who);
    entry.payload = approval_payload(digest, who);
    GDPRD_TRY_ASSIGN(const auto appended, services_->trail.record(off, std::move(entry)));
    GDPRD_TRY(store_.bind_approval(off, approval, appended.index));
    if (record.state == RequestState::planned) {
        record.state = RequestState::approved;
        GDPRD_TRY(store_.update(off, record));
    }
    return {};
}

}  // namespace gdprd::daemon
