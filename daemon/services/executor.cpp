#include "daemon/services/executor.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "config/base/crypto.hpp"
#include "connectors/connector.hpp"
#include "daemon/services/request_payloads.hpp"
#include "daemon/services/resolve_subject.hpp"

namespace gdprd::daemon {

using policy::ActResult;
using policy::StepKind;
using policy::StepState;

namespace {

/// What was searched, what was not although it was erased, and what nobody can search from here.
std::string residue_told(const connectors::ResidueResult& result, const policy::Step& step) {
    std::string out = result.what;
    for (const auto& note : step.notes) {
        std::string sentence = note;
        if (!sentence.empty() && sentence.front() == 'n') sentence.front() = 'N';
        out += ". " + sentence;
    }
    return result.limits.empty()
               ? out
               : fmt::format("{}. Out of reach: {}", out, fmt::join(result.limits, "; "));
}

/// "2 rows of main.orders deleted, 1 was so already".
std::string done_told(const connectors::StepResult& result, const policy::Step& step) {
    const bool deletes = step.kind == StepKind::delete_rows;
    auto out = fmt::format("{} {} of {} {}", result.done, result.done == 1 ? "row" : "rows",
                           policy::to_string(step.in.collection), deletes ? "deleted" : "changed");
    if (result.already_done > 0)
        out += fmt::format(", {} {} so already", result.already_done,
                           result.already_done == 1 ? "was" : "were");
    return out;
}

}  // namespace

Executor::Executor(Context context, const policy::Plan& plan)
    : context_(std::move(context)), plan_(&plan), digest_(policy::digest_of(plan)) {
    for (const auto& step : plan.steps)
        records_.push_back({step.number, StepState::pending, {}, {}, {}});
}

audit::EntryDraft Executor::draft(audit::EntryType type, const policy::Step* step) const {
    audit::EntryDraft draft;
    draft.type = type;
    draft.actor = context_.who.value();
    draft.request = context_.record.id.value();
    if (step != nullptr) {
        draft.store = step->in.store.value();
        if (step->kind != StepKind::residue)
            draft.collection = policy::to_string(step->in.collection);
        draft.row_count = step->rows.size();
    }
    return draft;
}

/// The trail is the truth for what was decided and done (TRAIL §5): the last entry of a step wins.
Result<std::vector<StepState>> Executor::states_from_trail(OffLoop off) {
    GDPRD_TRY_ASSIGN(const auto facts,
                     read_step_facts(off, context_.services.trail, context_.record.id, digest_,
                                     context_.plan_from));
    std::vector<StepState> states(plan_->steps.size(), StepState::pending);
    for (const auto& fact : facts) {
        if (fact.step == 0 || fact.step > states.size()) continue;
        auto& record = records_[fact.step - 1];
        record.state = states[fact.step - 1] = fact.state;
        (fact.state == StepState::intended ? record.intent : record.outcome) = fact.entry;
    }
    return states;
}

/// A crash may have come between an entry and the row of its step.
Result<void> Executor::catch_up_state(OffLoop off) {
    GDPRD_TRY_ASSIGN(const auto stored, context_.store.steps(off, context_.record.id, digest_));
    for (const StepRecord& row : stored) {
        if (row.number == 0 || row.number > records_.size()) continue;
        StepRecord& record = records_[row.number - 1];
        record.what = row.what;
    }
    for (const StepRecord& record : records_) {
        if (record.intent || record.outcome)
            GDPRD_TRY(context_.store.put_step(off, context_.record.id, digest_, record));
    }
    return {};
}

Result<RunEnd> Executor::run(OffLoop off) {
    GDPRD_TRY_ASSIGN(auto states, states_from_trail(off));
    GDPRD_TRY(catch_up_state(off));
    policy::Execution execution(*plan_, std::move(states));
    StepAnswer answer;
    for (;;) {
        const auto next = execution.next();
        switch (next.action) {
            case policy::ExecutionAction::write_intent:
                if (context_.stop_wish() == StopWish::shut_down) return RunEnd::interrupted;
                if (context_.stop_wish() == StopWish::cancel) return RunEnd::cancelled;
                GDPRD_TRY(write_intent(off, *next.step));
                execution.intent_written();
                break;
            case policy::ExecutionAction::act:
                tell(*next.step, "running");
                answer = act(off, *next.step);
                execution.acted(answer.result);
                break;
            case policy::ExecutionAction::write_outcome:
                GDPRD_TRY(write_outcome(off, *next.step, answer));
                execution.outcome_written();
                break;
            case policy::ExecutionAction::stop_complete:
                return finish(off, true);
            case policy::ExecutionAction::stop_partial:
                return finish(off, false);
        }
    }
}

/// A crash after this entry leaves the step `intended`: the next run acts again, and the connector
/// tells rows that are done already.
Result<void> Executor::write_intent(OffLoop off, const policy::Step& step) {
    auto entry = draft(audit::EntryType::intent, &step);
    entry.payload = intent_payload(digest_, step, context_.who);
    GDPRD_TRY_ASSIGN(const auto appended, context_.services.trail.record(off, std::move(entry)));
    GDPRD_TRY(context_.services.trail.checkpoint(off));
    auto& record = records_[step.number - 1];
    record.state = StepState::intended;
    record.intent = appended.index;
    return context_.store.put_step(off, context_.record.id, digest_, record);
}

Executor::StepAnswer Executor::act(OffLoop off, const policy::Step& step) {
    switch (step.kind) {
        case StepKind::read:
            return act_read(off, step);
        case StepKind::residue:
            return act_residue(off, step);
        case StepKind::delete_rows:
        case StepKind::update_rows:
            break;
    }
    const auto digester = [&](const std::vector<std::string>& fields,
                              const std::vector<policy::PersonalCell>& values) {
        return policy::digest_row(context_.bodies.keys().row, step.in, fields, values);
    };
    auto result = context_.services.stores.with(
        off, step.in.store, [&](connectors::Connector& c) { return c.apply(off, step, digester); });
    StepAnswer answer;
    if (!result) {
        const auto code = result.error().code();
        answer.result = code == ErrorCode::stale ? ActResult::stale : ActResult::failed;
        answer.what = result.error().message();
        return answer;
    }
    answer.counts = *result;
    answer.result = result->stale > 0 ? ActResult::stale : ActResult::done;
    if (result->stale > 0)
        answer.what =
            fmt::format("{} rows moved since the plan; nothing was changed", result->stale);
    else
        answer.what = done_told(*result, step);
    return answer;
}

Executor::StepAnswer Executor::act_read(OffLoop off, const policy::Step& step) {
    std::vector<policy::RowKey> keys;
    keys.reserve(step.rows.size());
    for (const auto& row : step.rows) keys.push_back(row.key);
    StepAnswer answer;
    auto rows = context_.services.stores.with(off, step.in.store, [&](connectors::Connector& c) {
        return c.read_rows(off, step.in, step.fields, keys);
    });
    if (!rows) {
        answer.what = rows.error().message();
        return answer;
    }
    answer.counts.done = rows->rows.size();
    const auto stored = context_.bodies.put_rows(off, step.number, *rows);
    if (!stored) {
        answer.what = stored.error().message();
        return answer;
    }
    answer.what = fmt::format("{} {} of {} read", answer.counts.done,
                              answer.counts.done == 1 ? "row" : "rows",
                              policy::to_string(step.in.collection));
    answer.result = ActResult::done;
    return answer;
}

Executor::StepAnswer Executor::act_residue(OffLoop off, const policy::Step& step) {
    using State = connectors::ResidueResult::State;
    StepAnswer answer;
    auto result = context_.services.stores.with(off, step.in.store, [&](connectors::Connector& c) {
        return c.residue(off, step.residue_values);
    });
    if (!result) {
        answer.what = result.error().message();
        return answer;
    }
    answer.what = residue_told(*result, step);
    switch (result->state) {
        case State::clean:
        case State::unsupported:
            answer.result = ActResult::done;
            break;
        case State::pending:
        case State::found:
            answer.result = ActResult::residue_pending;
            break;
    }
    answer.counts.stale = result->values_found;
    return answer;
}

Result<void> Executor::write_outcome(OffLoop off, const policy::Step& step,
                                     const StepAnswer& answer) {
    auto entry = draft(audit::EntryType::outcome, &step);
    entry.row_count = answer.counts.done;
    entry.payload = outcome_payload(digest_, step, answer.result, answer.counts);
    GDPRD_TRY_ASSIGN(const auto appended, context_.services.trail.record(off, std::move(entry)));
    GDPRD_TRY(context_.services.trail.checkpoint(off));
    auto& record = records_[step.number - 1];
    record.state = state_of(answer.result);
    record.outcome = appended.index;
    record.what = answer.what;
    tell(step, policy::to_string(record.state));
    return context_.store.put_step(off, context_.record.id, digest_, record);
}

void Executor::tell(const policy::Step& step, std::string_view state) {
    context_.services.progress.publish(context_.record.id, "step",
                                       step_event_json(step, plan_->steps.size(), state));
}

Result<EntryIndex> Executor::write_final(OffLoop off, cbor::Map payload) {
    auto entry = draft(audit::EntryType::outcome, nullptr);
    payload["digest"] = digest_.value();
    payload["step"] = 0;
    entry.payload = cbor::Value(std::move(payload));
    GDPRD_TRY_ASSIGN(const auto appended, context_.services.trail.record(off, std::move(entry)));
    GDPRD_TRY(context_.services.trail.checkpoint(off));
    return appended.index;
}

}  // namespace gdprd::daemon
