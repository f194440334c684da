// What follows the last step of a run: verification of an erasure, the package of an access.

#include <algorithm>
#include <set>

#include "config/base/crypto.hpp"
#include "config/base/log.hpp"
#include "connectors/connector.hpp"
#include "daemon/services/executor.hpp"
#include "daemon/services/package.hpp"
#include "daemon/services/proof_bundle.hpp"
#include "daemon/services/request_payloads.hpp"
#include "daemon/services/resolve_subject.hpp"

namespace gdprd::daemon {

using policy::StepKind;
using policy::StepState;

namespace {

/// Whether a row that has the key of a planned one is not as planned. A row number (SQLite, no
/// declared key) may be another row's after VACUUM: there only the same content is the same row.
bool still_there(const policy::Step& step, const policy::RowTarget& row, const RowDigest& now) {
    if (step.kind == StepKind::update_rows) return now != row.after;
    return row.key.kind == policy::KeyKind::primary_key || now == row.before;
}

/// What nobody could search is no "searched and empty": the case stays open for it.
void add_unread(const policy::Catalogue& catalogue, VerificationCount& count) {
    for (const auto& store : catalogue.stores)
        for (const auto& collection : store.collections)
            if (collection.kind == policy::CollectionKind::unreadable)
                count.open.emplace(
                    std::pair(OpenCause::unread, policy::to_string(policy::CollectionPath{
                                                     store.store, collection.name})),
                    0);
}

/// Rows that the plan leaves where they are are not erased, and the case stays open for them.
void add_left(const policy::Plan& plan, VerificationCount& count) {
    for (const auto& left : plan.residuals)
        if (left.archived)
            count.open[{OpenCause::archived, policy::to_string(left.in)}] = left.rows;
}

}  // namespace

Result<RunEnd> Executor::finish(OffLoop off, bool all_done) {
    switch (plan_->right) {
        case policy::Right::access:
            return finish_access(off, all_done);
        case policy::Right::erasure:
            return finish_erasure(off, all_done);
    }
    return RunEnd::partial;
}

/// A partial answer is made too: what was found is the subject's, and the case stays open.
Result<RunEnd> Executor::finish_access(OffLoop off, bool all_done) {
    std::vector<policy::RowSet> sets;
    for (const auto& step : plan_->steps) {
        if (step.kind != StepKind::read) continue;
        GDPRD_TRY_ASSIGN(auto rows, context_.bodies.rows(off, step.number));
        if (rows) sets.push_back(std::move(*rows));
    }
    const auto catalogue = context_.services.scans.current();
    VerificationCount count;
    add_unread(*catalogue, count);
    const bool complete = all_done && plan_->unreachable.empty() && count.clean();
    std::vector<MissingPart> missing;
    missing.reserve(plan_->unreachable.size() + plan_->steps.size() + count.open.size());
    for (const auto& store : plan_->unreachable)
        missing.push_back({store.value(), "the store could not be searched"});
    std::set<std::string> unread;
    for (const auto& step : plan_->steps)
        if (step.kind == StepKind::read && records_[step.number - 1].state != StepState::done)
            unread.insert(policy::to_string(step.in));
    for (const auto& place : unread) missing.push_back({place, "its rows could not be read"});
    for (const auto& [what, rows] : count.open)
        missing.push_back({what.second, "it could not be read at the last scan"});
    const auto policy = context_.services.policies.current();
    const PackageInput input{*plan_,
                             *catalogue,
                             *policy,
                             std::move(sets),
                             context_.options.organisation,
                             context_.options.contact,
                             context_.record.language,
                             context_.record.received,
                             context_.services.clock.now(),
                             std::move(missing)};
    GDPRD_TRY(keep_ending(off, std::move(count)));
    const auto prove = [&](const Hash& manifest) -> Result<Bytes> {
        GDPRD_TRY_ASSIGN(const auto entry,
                         write_final(off, {{"result", complete ? "complete" : "partial"},
                                           {"manifest", manifest}}));
        const std::vector<RunToProve> last_entry{{"", {entry}}};
        return make_proof_bundle(off, context_.services.trail, context_.record.id, last_entry);
    };
    GDPRD_TRY_ASSIGN(const Bytes zip, build_package(input, prove));
    GDPRD_TRY(context_.bodies.put_package(off, zip));
    return complete ? RunEnd::complete : RunEnd::partial;
}

Result<RunEnd> Executor::finish_erasure(OffLoop off, bool all_done) {
    GDPRD_TRY_ASSIGN(auto count, verify_erasure(off));
    add_unread(*context_.services.scans.current(), count);
    add_left(*plan_, count);
    bool complete = all_done && plan_->unreachable.empty() && count.clean();
    if (complete) {
        GDPRD_TRY_ASSIGN(const auto doubt, find_doubt_of_traces(off));
        complete = !doubt;
        if (doubt) {
            const bool lost = *doubt == OpenCause::keys_lost;
            count.open.emplace(std::pair(*doubt, lost ? "keys/subjects" : "events.db"), 0);
        }
    }
    GDPRD_TRY(keep_ending(off, count));
    cbor::Map result{{"result", complete ? "complete" : "partial"},
                     {"checked", count.checked},
                     {"remaining", count.remaining},
                     {"appeared", count.appeared},
                     {"mentions", count.mentions},
                     {"unreachable", count.unreachable}};
    if (complete) {
        GDPRD_TRY_ASSIGN(const ErasedTraces erased, erase_traces(off));
        if (erased.keys > 0) {
            result.emplace("subject_keys", erased.keys);
            result.emplace("payloads", erased.payloads);
        }
    }
    GDPRD_TRY(write_final(off, std::move(result)));
    return complete ? RunEnd::complete : RunEnd::partial;
}

/// Why the keys that the plan destroys are not certain to be this person's, or cannot be destroyed.
/// No key of another person goes, and none of this one's is passed over, because of what somebody
/// wrote to events.db.
Result<std::optional<OpenCause>> Executor::find_doubt_of_traces(OffLoop off) {
    using Doubt = std::optional<OpenCause>;
    GDPRD_TRY_ASSIGN(const TraceKeys keys, context_.bodies.traces(off, digest_));
    if (context_.services.events == nullptr || !destroys(*plan_, keys)) return Doubt();
    const auto because = [&](OpenCause cause, const Error& error) {
        log::event(log::Event::run_failed, {{"request", context_.record.id}, {"error", error}});
        return Doubt(cause);
    };
    for (const std::uint64_t number : numbers_of(keys)) {
        const auto there = context_.services.trail.check_subject_key(off, number);
        if (!there && there.error().code() != ErrorCode::corrupt) return there.error();
        if (!there) return because(OpenCause::keys_lost, there.error());
    }
    const auto checked = context_.services.events->check_keys(off, keys);
    if (checked) return Doubt();
    if (checked.error().code() != ErrorCode::corrupt) return checked.error();
    return because(OpenCause::traces, checked.error());
}

/// After the last row, so that the trail tells of the person for as long as a store does. A crash
/// in between leaves the run without its last outcome: it comes here again, and what is destroyed
/// is passed over.
Result<Executor::ErasedTraces> Executor::erase_traces(OffLoop off) {
    ErasedTraces out;
    GDPRD_TRY_ASSIGN(const TraceKeys keys, context_.bodies.traces(off, digest_));
    if (context_.services.events == nullptr || !destroys(*plan_, keys)) return out;
    const auto numbers = numbers_of(keys);
    auto entry = draft(audit::EntryType::intent, nullptr);
    entry.payload = cbor::Map{{"by", context_.who.value()},
                              {"forget", cbor::Array(numbers.begin(), numbers.end())},
                              {"plan", digest_.value()}};
    GDPRD_TRY(context_.services.trail.record(off, std::move(entry)));
    const audit::RedactionReason reason{context_.who.value(), context_.record.id.value(),
                                        cbor::Map{{"plan", digest_.value()}}};
    for (const std::uint64_t number : numbers) {
        GDPRD_TRY_ASSIGN(const audit::Redacted done,
                         context_.services.trail.shred_subject(off, number, reason));
        out.payloads += done.payloads;
        ++out.keys;
    }
    GDPRD_TRY(context_.services.events->subjects().forget(off, numbers));
    return out;
}

Result<void> Executor::keep_ending(OffLoop off, VerificationCount count) {
    for (const auto& store : plan_->unreachable)
        count.open.emplace(std::pair(OpenCause::unplanned, store.value()), 0);
    RunEnding ending{digest_, {}};
    for (const auto& [what, rows] : count.open)
        ending.open.push_back({what.first, what.second, rows});
    return context_.bodies.put_ending(off, ending);
}

/// Re-query of every planned predicate (DESIGN §6), then a search for rows that came after it.
Result<VerificationCount> Executor::verify_erasure(OffLoop off) {
    VerificationCount count;
    for (const auto& step : plan_->steps) {
        if (step.kind != StepKind::delete_rows && step.kind != StepKind::update_rows) continue;
        if (records_[step.number - 1].state != StepState::done) continue;
        verify_step(off, step, count);
    }
    GDPRD_TRY(verify_nothing_new(off, count));
    return count;
}

void Executor::verify_step(OffLoop off, const policy::Step& step, VerificationCount& count) {
    std::vector<std::string> written;
    for (const auto& action : step.actions)
        if (action.kind != policy::FieldActionKind::keep) written.push_back(action.field);
    std::vector<policy::RowKey> keys;
    keys.reserve(step.rows.size());
    for (const auto& row : step.rows) keys.push_back(row.key);
    const auto& fields = step.kind == StepKind::delete_rows ? step.fields : written;
    auto rows = context_.services.stores.with(off, step.in.store, [&](connectors::Connector& c) {
        return c.read_rows(off, step.in, fields, keys);
    });
    if (!rows) {
        ++count.unreachable;
        count.open.emplace(std::pair(OpenCause::unchecked, step.in.store.value()), 0);
        return;
    }
    count.checked += step.rows.size();
    std::map<policy::RowKey, RowDigest> now;
    for (const auto& row : rows->rows)
        now[row.key] =
            policy::digest_row(context_.bodies.keys().row, step.in, rows->fields, row.values);
    for (const auto& row : step.rows) {
        const auto found = now.find(row.key);
        // A row that is gone holds nothing of the subject any more.
        if (found == now.end() || !still_there(step, row, found->second)) continue;
        ++count.remaining;
        ++count.open[{OpenCause::remaining, policy::to_string(step.in)}];
    }
}

/// Rows of the person that the plan leaves, emptied or kept: what they hold is no mention in a row
/// of somebody else's.
Result<std::set<std::pair<policy::CollectionPath, policy::RowKey>>> Executor::own_rows(
    OffLoop off) {
    std::set<std::pair<policy::CollectionPath, policy::RowKey>> own;
    for (const auto& step : plan_->steps)
        for (const auto& row : step.rows) own.emplace(step.in, row.key);
    GDPRD_TRY_ASSIGN(const auto standing, context_.bodies.standing(off, digest_));
    for (const auto& rows : standing)
        for (const auto& row : rows.rows)
            if (rows.own) own.emplace(rows.in, row.key);
    return own;
}

Result<void> Executor::verify_nothing_new(OffLoop off, VerificationCount& count) {
    GDPRD_TRY_ASSIGN(auto seeds, context_.bodies.identifiers(off));
    GDPRD_TRY_ASSIGN(const auto verdicts, context_.store.verdicts(off, context_.record.id));
    GDPRD_TRY_ASSIGN(const auto known, context_.bodies.matches(off));
    const auto catalogue = context_.services.scans.current();
    const auto policy = context_.services.policies.current();
    policy::Resolver resolver(*catalogue, *policy, std::move(seeds), verdicts,
                              context_.bodies.keys().match);
    const auto again = resolve_subject(off, context_.services.stores, resolver);
    if (!again) {
        // A store that cannot be searched, a damaged file for one, leaves the question open.
        log::event(log::Event::store_unavailable,
                   {{"request", context_.record.id}, {"error", again.error()}});
        ++count.unreachable;
        count.open.emplace(std::pair(OpenCause::unchecked, again.error().message()), 0);
        return {};
    }
    const auto look = [&](const policy::SubjectRow& row) {
        if (known.seen.contains(row.match_id)) return;
        ++count.appeared;
        ++count.open[{OpenCause::appeared, policy::to_string(row.in)}];
    };
    std::ranges::for_each(again->resolution.rows, look);
    // a trigger's copy in a document, too: nobody has seen it, and no plan has told of it
    std::ranges::for_each(again->resolution.mentions, look);
    GDPRD_TRY_ASSIGN(const auto own, own_rows(off));
    count.mentions = static_cast<std::uint64_t>(std::ranges::count_if(
        again->resolution.mentions,
        [&](const policy::SubjectRow& row) { return !own.contains({row.in, row.row.key}); }));
    count.unreachable += again->failures.size();
    for (const auto& [store, why] : again->failures)
        count.open.emplace(std::pair(OpenCause::unchecked, store.value()), 0);
    return {};
}

}  // namespace gdprd::daemon
