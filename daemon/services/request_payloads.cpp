#include "daemon/services/request_payloads.hpp"

#include <algorithm>
#include <boost/json.hpp>

#include "config/base/crypto.hpp"
#include "config/limits.hpp"
#include "policy/plan/render.hpp"

namespace gdprd::daemon {

using cbor::Map;
using cbor::Value;
using policy::ActResult;
using policy::StepState;

namespace {

std::uint64_t rows_of(const policy::Plan& plan) {
    std::uint64_t rows = 0;
    for (const auto& step : plan.steps) rows += step.rows.size();
    return rows;
}

/// Calls `use` with every entry that the query finds and that has a readable payload.
template <class Use>
Result<void> each_entry(OffLoop off, TrailService& trail, TrailQuery query, Use&& use) {
    for (;;) {
        GDPRD_TRY_ASSIGN(const auto page, trail.list(off, query));
        for (const auto& entry : page.entries)
            if (entry.payload) use(entry, *entry.payload);
        if (!page.next) return {};
        query.from = *page.next;
    }
}

template <class Use>
Result<void> each_entry(OffLoop off, TrailService& trail, const RequestId& request, EntryIndex from,
                        Use&& use) {
    TrailQuery query;
    query.filter.request = request.value();
    query.from = from;
    return each_entry(off, trail, std::move(query), std::forward<Use>(use));
}

/// The state that a request entry closes its request in; none: it does not.
std::optional<policy::RequestState> closing_state(const audit::EntryView& entry,
                                                  const Value& payload) {
    const auto event = payload["event"].as_string();
    if (entry.type != audit::EntryType::request || !event) return std::nullopt;
    for (const auto state : {policy::RequestState::refused, policy::RequestState::cancelled,
                             policy::RequestState::completed})
        if (*event == policy::to_string(state)) return state;
    return std::nullopt;
}

bool names_digest(const Value& payload, const PlanDigest& digest) {
    const auto named = payload["digest"].as_hash();
    return named && *named == digest.value();
}

StepState parse_result(std::string_view result) {
    for (const auto known :
         {ActResult::done, ActResult::failed, ActResult::stale, ActResult::residue_pending})
        if (result == to_string(known)) return state_of(known);
    return StepState::failed;
}

void add_to_run(const audit::EntryView& entry, const Value& payload, PlanRun& run) {
    run.entries.push_back(entry.index);
    if (entry.type == audit::EntryType::plan)
        if (const auto steps = payload["steps"].as_u64()) run.steps = *steps;
    run.begun = run.begun || entry.type == audit::EntryType::intent ||
                entry.type == audit::EntryType::outcome;
    const auto step = payload["step"].as_u64();
    if (entry.type != audit::EntryType::outcome || !step) return;
    const auto result = payload["result"].as_string();
    if (*step == 0) run.result = result ? *result : std::string();
    if (*step != 0)
        run.is_done[static_cast<std::uint32_t>(*step)] =
            result && parse_result(*result) == StepState::done;
}

bool belongs_to_plan(audit::EntryType type) {
    return type == audit::EntryType::plan || type == audit::EntryType::approval ||
           type == audit::EntryType::intent || type == audit::EntryType::outcome;
}

}  // namespace

Value plan_payload(const policy::Plan& plan, const std::vector<PlanDigest>& earlier,
                   const ActorName& who) {
    Map out{{"digest", policy::digest_of(plan).value()},
            {"statement", crypto::sha256(as_bytes(policy::render_json(plan)))},
            {"right", policy::to_string(plan.right)},
            {"catalogue", plan.catalogue.value()},
            {"policy", plan.policy.value()},
            {"steps", std::uint64_t{plan.steps.size()}},
            {"rows", rows_of(plan)},
            {"by", who.value()}};
    cbor::Array before;
    for (const auto& digest : earlier) before.emplace_back(digest.value());
    if (!before.empty()) out.emplace("earlier", std::move(before));
    return out;
}

Value approval_payload(const PlanDigest& digest, const ActorName& who) {
    return Map{{"digest", digest.value()}, {"by", who.value()}};
}

Value intent_payload(const PlanDigest& digest, const policy::Step& step, const ActorName& who) {
    return Map{{"digest", digest.value()},
               {"step", std::uint64_t{step.number}},
               {"kind", policy::to_string(step.kind)},
               {"rows", std::uint64_t{step.rows.size()}},
               {"by", who.value()}};
}

Value outcome_payload(const PlanDigest& digest, const policy::Step& step, ActResult result,
                      const connectors::StepResult& counts) {
    return Map{{"digest", digest.value()},
               {"step", std::uint64_t{step.number}},
               {"kind", policy::to_string(step.kind)},
               {"result", to_string(result)},
               {"done", counts.done},
               {"already_done", counts.already_done},
               {"stale", counts.stale}};
}

StepState state_of(ActResult result) noexcept {
    switch (result) {
        case ActResult::done:
            return StepState::done;
        case ActResult::failed:
            return StepState::failed;
        case ActResult::stale:
            return StepState::stale;
        case ActResult::residue_pending:
            return StepState::residue_pending;
    }
    return StepState::failed;
}

std::string_view to_string(ActResult result) noexcept {
    switch (result) {
        case ActResult::done:
            return "done";
        case ActResult::failed:
            return "failed";
        case ActResult::stale:
            return "stale";
        case ActResult::residue_pending:
            return "residue_pending";
    }
    return "failed";
}

Result<std::vector<StepFact>> read_step_facts(OffLoop off, TrailService& trail,
                                              const RequestId& request, const PlanDigest& digest,
                                              EntryIndex from) {
    std::vector<StepFact> facts;
    GDPRD_TRY(each_entry(
        off, trail, request, from, [&](const audit::EntryView& entry, const Value& payload) {
            const bool intent = entry.type == audit::EntryType::intent;
            if ((!intent && entry.type != audit::EntryType::outcome) ||
                !names_digest(payload, digest))
                return;
            const auto step = payload["step"].as_u64();
            if (!step) return;
            const auto result = payload["result"].as_string();
            const auto state = intent ? StepState::intended : parse_result(result ? *result : "");
            facts.push_back({static_cast<std::uint32_t>(*step), state, entry.index});
        }));
    return facts;
}

std::vector<policy::StepState> states_of(const policy::Plan& plan,
                                         const std::vector<StepFact>& facts) {
    std::vector<policy::StepState> states(plan.steps.size(), policy::StepState::pending);
    for (const auto& fact : facts)
        if (fact.step > 0 && fact.step <= states.size()) states[fact.step - 1] = fact.state;
    return states;
}

std::uint64_t PlanRun::steps_done() const {
    return static_cast<std::uint64_t>(std::count_if(is_done.begin(), is_done.end(),
                                                    [](const auto& step) { return step.second; }));
}

Result<std::vector<PlanRun>> find_runs(OffLoop off, TrailService& trail, const RequestId& request) {
    std::vector<PlanRun> runs;
    const auto look = [&](const audit::EntryView& entry, const Value& payload) {
        const auto named = payload["digest"].as_hash();
        if (!belongs_to_plan(entry.type) || !named) return;
        const PlanDigest digest(*named);
        auto run = std::find_if(runs.begin(), runs.end(),
                                [&](const PlanRun& known) { return known.digest == digest; });
        if (run == runs.end()) run = runs.insert(run, PlanRun{digest, {}, 0, {}, {}, false});
        add_to_run(entry, payload, *run);
    };
    GDPRD_TRY(each_entry(off, trail, request, EntryIndex(0), look));
    std::erase_if(runs, [](const PlanRun& run) { return !run.begun; });
    return runs;
}

Result<std::optional<EntryIndex>> find_digest_entry(OffLoop off, TrailService& trail,
                                                    const RequestId& request, audit::EntryType type,
                                                    const PlanDigest& digest, EntryIndex from) {
    std::optional<EntryIndex> found;
    GDPRD_TRY(each_entry(off, trail, request, from,
                         [&](const audit::EntryView& entry, const Value& payload) {
                             if (!found && entry.type == type && names_digest(payload, digest))
                                 found = entry.index;
                         }));
    return found;
}

Result<std::vector<ClosingFact>> find_closings(OffLoop off, TrailService& trail, EntryIndex from) {
    TrailQuery query;
    query.filter.type = audit::EntryType::request;
    query.from = from;
    query.limit = config::limits::kTrailPage;
    std::vector<ClosingFact> found;
    const auto look = [&](const audit::EntryView& entry, const Value& payload) {
        const auto state = closing_state(entry, payload);
        if (!state) return;
        const auto ground = payload["ground"].as_string();
        found.push_back(
            {RequestId(entry.request), *state, ground ? *ground : std::string(), entry.wall_time});
    };
    GDPRD_TRY(each_entry(off, trail, std::move(query), look));
    return found;
}

Result<bool> has_closing_entry(OffLoop off, TrailService& trail, const RequestId& request) {
    bool closed = false;
    const auto look = [&](const audit::EntryView& entry, const Value& payload) {
        closed = closed || closing_state(entry, payload).has_value();
    };
    GDPRD_TRY(each_entry(off, trail, request, EntryIndex(0), look));
    return closed;
}

Result<std::optional<ActorName>> find_canceller(OffLoop off, TrailService& trail,
                                                const RequestId& request) {
    std::optional<ActorName> who;
    const auto look = [&](const audit::EntryView& entry, const Value& payload) {
        const auto event = payload["event"].as_string();
        if (entry.type == audit::EntryType::request && event && *event == kCancelRequested)
            who = ActorName(entry.actor);
    };
    GDPRD_TRY(each_entry(off, trail, request, EntryIndex(0), look));
    return who;
}

std::string step_event_json(const policy::Step& step, std::size_t of, std::string_view state) {
    boost::json::object event{{"step", step.number},
                              {"of", of},
                              {"store", step.in.store.value()},
                              {"kind", policy::to_string(step.kind)},
                              {"rows", step.rows.size()},
                              {"state", state}};
    if (step.kind != policy::StepKind::residue)
        event["collection"] = policy::to_string(step.in.collection);
    return boost::json::serialize(event);
}

}  // namespace gdprd::daemon
