#include "daemon/services/remaining_work.hpp"

#include <set>

#include "connectors/connector.hpp"

namespace gdprd::daemon {

using policy::StepKind;
using policy::StepState;

namespace {

bool writes(const policy::Step& step) noexcept {
    return step.kind == StepKind::delete_rows || step.kind == StepKind::update_rows;
}

/// The digest over some fields of a row; none when one was not read.
std::optional<RowDigest> digest_over(const std::vector<std::string>& fields,
                                     const RequestBodies& bodies, const policy::RowSet& set,
                                     const policy::Row& row) {
    std::vector<policy::PersonalCell> values;
    for (const auto& field : fields) {
        const auto at = set.index_of(field);
        if (at >= row.values.size()) return std::nullopt;
        values.push_back(row.values[at]);
    }
    return policy::digest_row(bodies.keys().row, set.from, fields, values);
}

/// None: the store does not answer.
std::optional<policy::RowSet> read(OffLoop off, Stores& stores, const policy::CollectionPath& in,
                                   const std::vector<std::string>& fields,
                                   const std::vector<policy::RowKey>& keys) {
    auto rows = stores.with(off, in.store, [&](connectors::Connector& connector) {
        return connector.read_rows(off, in, fields, keys);
    });
    if (!rows) return std::nullopt;
    return std::move(*rows);
}

}  // namespace

RemainingWork::RemainingWork(const policy::Plan& plan, const std::vector<StepFact>& facts) {
    const auto states = states_of(plan, facts);
    for (std::size_t i = 0; i < states.size(); ++i) {
        const auto& step = plan.steps[i];
        const bool done = states[i] == StepState::done;
        if (writes(step) && (done || states[i] == StepState::intended)) begun_ = true;
        if (!done && step.kind != StepKind::residue) add(step, false, open_);
    }
    for (std::size_t i = states.size(); i-- > 0;) {
        const auto& step = plan.steps[i];
        if (states[i] == StepState::done && step.kind == StepKind::update_rows)
            add(step, true, done_);
    }
}

void RemainingWork::add(const policy::Step& step, bool done, Targets& to) const {
    for (const auto& row : step.rows) {
        const auto open = open_.find(step.in);
        if (done && open != open_.end() && open->second.contains(row.key)) continue;
        to[step.in].try_emplace(row.key, Target{&step, &row, done});
    }
}

bool RemainingWork::is_as_planned(const Target& target, const RequestBodies& bodies,
                                  const policy::RowSet& set, const policy::Row& now) {
    const auto& step = *target.step;
    if (!target.done && digest_over(step.fields, bodies, set, now) == target.row->before)
        return true;
    if (step.kind != StepKind::update_rows) return false;
    std::vector<std::string> written;
    for (const auto& action : step.actions)
        if (action.kind != policy::FieldActionKind::keep) written.push_back(action.field);
    return digest_over(written, bodies, set, now) == target.row->after;
}

void RemainingWork::compare(OffLoop off, Stores& stores, const RequestBodies& bodies,
                            const std::vector<StandingRows>& standing, MovedRows& moved) const {
    for (const auto* targets : {&open_, &done_}) {
        for (const auto& [in, rows] : *targets) {
            std::vector<policy::RowKey> keys;
            std::set<std::string> fields;
            for (const auto& [key, target] : rows) {
                keys.push_back(key);
                fields.insert(target.step->fields.begin(), target.step->fields.end());
            }
            const auto now = read(off, stores, in, {fields.begin(), fields.end()}, keys);
            if (!now) continue;
            for (const auto& row : now->rows) {
                const auto target = rows.find(row.key);
                if (target != rows.end() && !is_as_planned(target->second, bodies, *now, row))
                    ++moved[in];
            }
        }
    }
    for (const auto& kept : standing) {
        if (!kept.own || kept.fields.empty()) continue;
        std::map<policy::RowKey, RowDigest> before;
        std::vector<policy::RowKey> keys;
        for (const auto& row : kept.rows) {
            before.emplace(row.key, row.digest);
            keys.push_back(row.key);
        }
        const auto now = read(off, stores, kept.in, kept.fields, keys);
        if (!now) continue;
        for (const auto& row : now->rows) {
            const auto known = before.find(row.key);
            if (known != before.end() &&
                digest_over(kept.fields, bodies, *now, row) != known->second)
                ++moved[kept.in];
        }
    }
}

void RemainingWork::match(const policy::Resolution& resolution, MovedRows& moved) const {
    std::set<std::pair<policy::CollectionPath, policy::RowKey>> known;
    std::set<std::pair<policy::CollectionPath, policy::RowKey>> undecided;
    for (const auto* rows : {&resolution.rows, &resolution.referencing})
        for (const auto& row : *rows) known.emplace(row.in, row.row.key);
    for (const auto& row : resolution.review) undecided.emplace(row.in, row.row.key);
    for (const auto& [in, rows] : open_) {
        if (resolution.failed.contains(in.store)) continue;
        for (const auto& [key, target] : rows) {
            if (known.contains({in, key})) continue;
            if (undecided.contains({in, key}) || !begun_) ++moved[in];
        }
    }
}

}  // namespace gdprd::daemon
