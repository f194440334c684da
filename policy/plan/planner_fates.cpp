#include <algorithm>
#include <chrono>
#include <tuple>

#include "policy/identity/resolver_followed.hpp"
#include "policy/plan/date_reading.hpp"
#include "policy/plan/planner_work.hpp"

namespace gdprd::policy {
namespace {

constexpr const char* kSharedGround =
    "Art. 15(4), 17(1): another person's row needs it; erased only by decision";

/// Of days that a period is counted from, and to.
constexpr std::chrono::year kFirstYear{1850};
constexpr std::chrono::year kLastYear{9999};

/// Of a rule's selection (Specificity): below it, no collection, category or purpose is named.
constexpr unsigned kTierOfStore = 1;

}  // namespace

const FieldDecision& PlanWork::decision(const Node& node, std::size_t field) {
    const auto [place, fresh] = decisions_.try_emplace(node.path);
    if (fresh) {
        for (std::size_t at = 0; at < node.fields.size(); ++at) {
            place->second.push_back(decide_field(policy_, catalogue_, field_path(node, at)));
        }
        row_decisions_[node.path] = decide_rows(policy_, catalogue_, node.path);
    }
    return place->second[field];
}

void PlanWork::decide_fates() {
    for (PlannedRow& row : rows_) decide_fate(row);
    keep_parts();
    stub_for_others();
    stub_parents();
}

/// A rule that keeps a field keeps its row. A row that no rule speaks of is deleted.
void PlanWork::decide_fate(PlannedRow& row) {
    const Node& node = *row.node;
    for (std::size_t at = 0; at < node.fields.size(); ++at) {
        const FieldDecision& decided = decision(node, at);
        const bool keeps = row.values[at].expose().kind != Cell::Kind::null &&
                           keeps_row(policy_, catalogue_, field_path(node, at), decided);
        if (keeps && !is_over(row, *decided.rule)) keep_by(row, *decided.rule, at);
    }
    const FieldDecision& rows = row_decisions_.at(node.path);
    switch (rows.action) {
        case ErasureActionKind::keep:
            if (!is_over(row, *rows.rule)) keep_by(row, *rows.rule, node.fields.size());
            break;
        case ErasureActionKind::null:
        case ErasureActionKind::replace:
        case ErasureActionKind::pseudonym:
        case ErasureActionKind::hash:
        case ErasureActionKind::generalise:
        case ErasureActionKind::shift:
            if (row.fate == Fate::erase) row.fate = Fate::change;
            if (row.why.empty()) row.why = rows.why;
            break;
        case ErasureActionKind::delete_row:
            break;
    }
}

/// `field` past the last one: the rule keeps the row as such.
void PlanWork::keep_by(PlannedRow& row, const ErasureRule& rule, std::size_t field) {
    row.fate = Fate::keep;
    if (row.kept.empty()) {
        row.ground = rule.ground;
        row.why = "kept by rule \"" + rule.name + "\"";
    }
    Kept& kept = row.kept[rule.name];
    kept.until = end_of(row, rule);
    if (rule.keep_years && rule.from_field && !kept.until) kept.undated = *rule.from_field;
    const auto& fields = row.node->fields;
    if (field < fields.size()) kept.fields.insert(field);
    if (!rule.from_field) return;
    // The duty's end is counted from it, again by each later plan.
    const auto from = std::find(fields.begin(), fields.end(), *rule.from_field);
    if (from == fields.end()) return;
    const auto at = static_cast<std::size_t>(from - fields.begin());
    if (is_personal(policy_, catalogue_, field_path(*row.node, at))) kept.fields.insert(at);
}

std::optional<Date> PlanWork::end_of(const PlannedRow& row, const ErasureRule& rule) const {
    if (!rule.keep_years || !rule.from_field) return std::nullopt;
    const auto& fields = row.node->fields;
    const auto at = std::find(fields.begin(), fields.end(), *rule.from_field);
    if (at == fields.end()) return std::nullopt;
    const auto place = static_cast<std::size_t>(at - fields.begin());
    const bool may_be_utc = may_hold_utc(row.node->schema->fields[place].declared_type);
    const auto from = latest_date(row.values[place], input_.zone, may_be_utc);
    // 0001-01-01 and 9999-12-31 are no days: programs write them where they know none
    if (!from || from->year() < kFirstYear) return std::nullopt;
    const Date end = last_day_of(*rule.keep_years, rule.counted_from, *from);
    return end.year() > kLastYear ? std::nullopt : std::optional(end);
}

/// The duty ended: nothing keeps the row any longer (Art. 5(1)(e)). Its last day is part of it.
bool PlanWork::is_over(const PlannedRow& row, const ErasureRule& rule) const {
    const auto until = end_of(row, rule);
    return until && *until < date_in(input_.zone, input_.made_at);
}

std::vector<std::size_t> PlanWork::targets(const Reference& reference, const Values& values) const {
    const auto tuple = referred_by(reference, values);
    if (!tuple) return {};
    const auto [place, fresh] = index_.try_emplace({reference.to, reference.to_at});
    if (fresh) {
        for (std::size_t i = 0; i < rows_.size(); ++i) {
            if (rows_[i].found->in != reference.to) continue;
            if (auto own = tuple_of(rows_[i].values, reference.to_at)) {
                place->second[*own].push_back(i);
            }
        }
    }
    auto found = place->second.find(*tuple);
    if (const auto numbers = as_numbers(*tuple); numbers && found == place->second.end()) {
        found = place->second.find(*numbers);
        const bool decimals = found != place->second.end() &&
                              has_reals(rows_[found->second.front()].values, reference.to_at);
        if (!decimals) return {};
    }
    if (found == place->second.end()) return {};
    std::vector<std::size_t> exact;
    for (const std::size_t i : found->second) {
        if (of_same_kinds(values, reference.at, rows_[i].values, reference.to_at))
            exact.push_back(i);
    }
    return exact.empty() ? found->second : exact;
}

std::vector<PlanWork::Link> PlanWork::links() const {
    std::vector<Link> out;
    for (std::size_t from = 0; from < rows_.size(); ++from) {
        if (is_archived(*rows_[from].node)) continue;  // a copy: nothing depends on it
        for (const std::size_t i : rows_[from].node->out) {
            const Reference& by = estate_.references[i];
            if (is_archived(estate_.node(by.to))) continue;
            for (const std::size_t to : targets(by, rows_[from].values)) {
                if (to != from) out.push_back({from, to, &by});
            }
        }
    }
    return out;
}

/// The lines of a kept invoice hold nothing personal and are part of it: they stay with it, unless
/// a rule for them says otherwise. One for everything, or for all of a store, is none.
void PlanWork::keep_parts() {
    const auto all = links();
    bool grown = true;
    while (grown) {
        grown = false;
        for (const Link& link : all) {
            PlannedRow& part = rows_[link.from];
            const PlannedRow& whole = rows_[link.to];
            const ErasureRule* rule = row_decisions_.at(part.node->path).rule;
            const bool silent =
                rule == nullptr || specificity_of(rule->select).tier <= kTierOfStore;
            if (part.fate != Fate::erase || whole.fate != Fate::keep) continue;
            if (part.node->personal || !silent || whole.kept.empty()) continue;
            part.fate = Fate::keep;
            part.ground = whole.ground;
            part.why = "part of kept rows of " + to_string(whole.node->path);
            Kept& kept = part.kept[whole.kept.begin()->first];
            kept.until = whole.kept.begin()->second.until;
            grown = true;
        }
    }
}

void PlanWork::make_stub(PlannedRow& row, const std::string& why, const std::string& ground) {
    row.fate = Fate::stub;
    row.why = why;
    row.ground = ground;
}

/// Rows of other people stay as they are. What they cannot be without stays as a stub; the rest of
/// their references is nulled by a step, not by the store's own rules.
void PlanWork::stub_for_others() {
    const auto visit = [&](const std::vector<SubjectRow>& others, Fate yields) {
        std::vector<const SubjectRow*> sorted;
        sorted.reserve(others.size());
        for (const SubjectRow& other : others) sorted.push_back(&other);
        std::sort(sorted.begin(), sorted.end(), [](const SubjectRow* a, const SubjectRow* b) {
            return std::tie(a->in, a->row.key) < std::tie(b->in, b->row.key);
        });
        for (const SubjectRow* one : sorted) {
            const SubjectRow& other = *one;
            if (is_archived(estate_.node(other.in))) continue;
            for (const std::size_t i : estate_.node(other.in).out) {
                const Reference& by = estate_.references[i];
                if (yields == Fate::erase && by.nullable) continue;
                for (const std::size_t to : targets(by, other.row.values)) {
                    if (rows_[to].fate != Fate::erase) continue;
                    make_stub(
                        rows_[to],
                        "rows of " + to_string(other.in) + " that are not in this plan refer to it",
                        kSharedGround);
                }
            }
        }
    };
    visit(resolution_.review, Fate::stub);
    visit(resolution_.referencing, Fate::erase);
}

/// What a row that stays refers to stays too, emptied: the reference would break otherwise. A
/// ground in law is told before a rule without one.
void PlanWork::stub_parents() {
    const auto all = links();
    for (const bool by_law : {true, false}) {
        bool grown = true;
        while (grown) {
            grown = false;
            for (const Link& link : all) {
                const PlannedRow& child = rows_[link.from];
                PlannedRow& parent = rows_[link.to];
                if (child.fate == Fate::erase || parent.fate != Fate::erase) continue;
                if (by_law && child.ground.empty()) continue;
                const std::string ground = child.ground.empty() ? child.why : child.ground;
                make_stub(parent,
                          "rows of " + to_string(child.node->path) + " that stay refer to it",
                          ground);
                grown = true;
            }
        }
    }
}

}  // namespace gdprd::policy
