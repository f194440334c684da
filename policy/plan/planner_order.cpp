#include <algorithm>

#include "policy/plan/planner_work.hpp"

namespace gdprd::policy {

/// Children before parents, row by row: what refers to a row goes before it, but for rows that the
/// store deletes along with it and in no other way. Rows of one collection stay together as long as
/// that order allows.
Result<void> PlanWork::plan_deletions() {
    std::set<std::size_t> open;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        if (rows_[i].fate == Fate::erase) open.insert(i);
    }
    std::vector<Link> waits;
    for (const Link& link : links()) {
        if (!open.contains(link.from) || !open.contains(link.to)) continue;
        waits.push_back(link.by->is_part() ? Link{link.to, link.from, link.by} : link);
    }
    // Breaking a cycle updates a row: that step must come before all deletions.
    std::vector<std::vector<std::size_t>> runs;
    std::set<std::size_t> left = open;
    const Node* current = nullptr;
    while (!left.empty()) {
        std::set<std::size_t> blocked;
        for (const Link& link : waits) blocked.insert(link.to);
        std::vector<std::size_t> ready;
        for (const std::size_t i : left) {
            if (!blocked.contains(i)) ready.push_back(i);
        }
        if (ready.empty()) {
            GDPRD_TRY(break_cycle(left, waits));
            continue;
        }
        const bool stays = std::any_of(ready.begin(), ready.end(),
                                       [&](std::size_t i) { return rows_[i].node == current; });
        if (!stays) {
            current = rows_[ready.front()].node;
            runs.emplace_back();
        }
        for (const std::size_t i : ready) {
            if (rows_[i].node != current) continue;
            runs.back().push_back(i);
            left.erase(i);
        }
        std::erase_if(waits, [&](const Link& link) { return !left.contains(link.from); });
    }
    for (const auto& run : runs) delete_run(run);
    return {};
}

/// Rows that refer to each other in a circle: a reference that the store does not enforce is
/// overlooked, one that may be null is nulled first.
Result<void> PlanWork::break_cycle(std::set<std::size_t>& open, std::vector<Link>& waits) {
    const auto loose = std::find_if(waits.begin(), waits.end(),
                                    [](const Link& link) { return !link.by->declared; });
    if (loose != waits.end()) {
        waits.erase(loose);
        return {};
    }
    // Only rows that also wait for others can be in the circle.
    const auto nullable = std::find_if(waits.begin(), waits.end(), [&](const Link& link) {
        const bool waiting = std::any_of(waits.begin(), waits.end(),
                                         [&](const Link& other) { return other.to == link.from; });
        return waiting && link.by->nullable && !link.by->is_part();
    });
    if (nullable == waits.end()) {
        const Node& node = *rows_[*open.begin()].node;
        return Error(ErrorCode::invalid_argument,
                     "rows of " + to_string(node.path) +
                         " refer to each other in a circle that cannot be opened",
                     "let one of the references be null, or keep these rows by a rule");
    }
    PlannedRow& row = rows_[nullable->from];
    Step step;
    step.kind = StepKind::update_rows;
    step.in = row.node->path;
    step.fields = row.node->fields;
    step.reason = "rows that refer to each other in a circle: the reference goes before the rows";
    RowTarget target{row.found->row.key, digest(*row.node, row.values), {}, {}};
    std::vector<std::string> names;
    const Reference* by = nullable->by;
    for (const std::size_t at : by->at) {
        if (!row.node->schema->fields[at].nullable) continue;
        names.push_back(row.node->fields[at]);
        step.actions.push_back({names.back(), FieldActionKind::null, {}, "opens the circle"});
        row.values[at] = PersonalCell();
    }
    target.after = digest_row(row_key_, row.node->path, names, Values(names.size()));
    const std::size_t from = nullable->from;
    std::erase_if(waits, [&](const Link& link) { return link.from == from && link.by == by; });
    add_steps(step, {std::move(target)});
    return {};
}

void PlanWork::delete_run(const std::vector<std::size_t>& run) {
    std::vector<RowTarget> targets;
    std::vector<const PlannedRow*> shown;
    for (const std::size_t i : run) {
        const PlannedRow& row = rows_[i];
        targets.push_back({row.found->row.key, digest(*row.node, row.values), {}, {}});
        shown.push_back(&row);
        for (std::size_t at = 0; at < row.values.size(); ++at) remember_erased(row, at);
    }
    const Node& node = *shown.front()->node;
    Step step;
    step.kind = StepKind::delete_rows;
    step.in = node.path;
    step.fields = node.fields;
    step.reason = reason_of(shown) + " — " + row_decisions_.at(node.path).why;
    step.notes = deletion_notes(node);
    add_steps(step, targets);
}

/// What the store does by itself when rows of this collection change.
std::vector<std::string> PlanWork::deletion_notes(const Node& node) const {
    std::vector<std::string> notes;
    for (const std::size_t i : node.in) {
        const Reference& by = estate_.references[i];
        const std::string where = to_string(by.from) + "." + estate_.fields_of(by);
        switch (by.declared ? by.on_delete : OnDelete::no_action) {
            case OnDelete::cascade:
                notes.push_back(
                    "the store would delete rows by " + where +
                    " (cascade): all that are there have their own step or keep this row");
                break;
            case OnDelete::set_null:
            case OnDelete::set_default:
                notes.push_back("the store changes " + where + " by itself (" +
                                std::string(to_string(by.on_delete)) + ")");
                break;
            case OnDelete::along:
                notes.push_back("the store deletes rows by " + where +
                                " along with these: their own step looks that they are gone");
                break;
            case OnDelete::no_action:
            case OnDelete::restrict:
                break;
        }
    }
    for (const std::size_t i : node.out) {
        const Reference& by = estate_.references[i];
        if (by.is_part())
            notes.push_back("the store deletes these rows along with those of " + to_string(by.to) +
                            ", and in no other way");
    }
    if (!node.schema->triggers.empty()) {
        std::string names;
        for (const std::string& trigger : node.schema->triggers) {
            names += (names.empty() ? "" : ", ") + trigger;
        }
        notes.push_back("triggers of the store run: " + names);
    }
    return notes;
}

Result<void> PlanWork::check_rules() const {
    for (const Step& step : plan_.steps) {
        const bool deletes = step.kind == StepKind::delete_rows;
        for (const ReplacingRule& rule : estate_.node(step.in).schema->rules) {
            if (!rule.always || !(deletes ? rule.deletes : rule.updates)) continue;
            const std::string what = deletes ? "deletion" : "update";
            return Error(ErrorCode::invalid_argument,
                         "rule " + rule.name + " of " + to_string(step.in) + " replaces every " +
                             what + " by something else: the store would not do what the plan says",
                         deletes ? "drop the rule in the store, or let a policy rule empty these "
                                   "rows instead of deleting them"
                                 : "drop the rule in the store");
        }
    }
    return {};
}

}  // namespace gdprd::policy
