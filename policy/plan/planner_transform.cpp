#include <algorithm>

#include "config/base/crypto.hpp"
#include "policy/identity/identifier.hpp"
#include "policy/identity/matcher.hpp"
#include "policy/plan/planner_work.hpp"
#include "policy/plan/transform.hpp"

namespace gdprd::policy {
namespace {

Error misfit(const FieldPath& field, const std::string& why, const FieldDecision& decided) {
    return {ErrorCode::invalid_argument,
            "the policy cannot be carried out for " + to_string(field) + ": " + why,
            "decided by: " + decided.why};
}

std::string shown(const ErasureRule& rule) {
    switch (rule.action) {
        case ErasureActionKind::pseudonym:
            return "a pseudonym";
        case ErasureActionKind::hash:
            return "a keyed hash";
        case ErasureActionKind::generalise:
            if (rule.first_chars) {
                return "its first " + std::to_string(*rule.first_chars) +
                       (*rule.first_chars == 1 ? " character" : " characters");
            }
            return "the " + std::string(to_string(rule.precision.value_or(DatePrecision::year))) +
                   " only";
        case ErasureActionKind::shift:
            return "a date at most " + std::to_string(rule.shift_days.value_or(0)) + " days off";
        case ErasureActionKind::delete_row:
        case ErasureActionKind::null:
        case ErasureActionKind::replace:
        case ErasureActionKind::keep:
            return {};
    }
    return {};
}

}  // namespace

/// What the person is called by in this field, so that it is the same in every store: the normal
/// form of an identifier, else the text without case and accents.
std::string PlanWork::normal_value(const PlannedRow& row, std::size_t field) const {
    const std::string& bytes = row.values[field].expose().bytes;
    for (const IdentifyingField& known : row.node->identifying) {
        if (known.at != field) continue;
        const IdentifierCheck check = check_identifier(known.type, bytes);
        if (check.valid()) return check.normal_form.expose();
    }
    return fold_text(bytes);
}

Result<std::optional<Cell>> PlanWork::transformed(const PlannedRow& row, std::size_t field,
                                                  const FieldDecision& decided) const {
    const FieldSchema& schema = row.node->schema->fields[field];
    const FieldPath path = field_path(*row.node, field);
    const ErasureRule& rule = *decided.rule;
    const Cell& before = row.values[field].expose();
    const auto category = category_of(policy_, catalogue_, path);
    const std::string why = find_misfit(schema, rule, category);
    if (!why.empty()) return misfit(path, why, decided);

    const auto keyed = [&](const Secret& key, char letter) -> std::optional<Cell> {
        const KeyedForm form = keyed_form(schema, category);
        if (is_keyed_name(key, letter, before.bytes, form)) return std::nullopt;
        return Cell{Cell::Kind::text, keyed_name(key, letter, normal_value(row, field), form)};
    };
    const auto dated = [&](const std::optional<std::string>& text) -> Result<std::optional<Cell>> {
        if (text) return std::optional(Cell{before.kind, *text});
        if (schema.nullable) return std::optional(Cell{});
        return misfit(path, "a row holds no date there, and it must not be null", decided);
    };
    const auto* store = catalogue_.find_store(path.in.store);
    const bool postgres = store != nullptr && store->server.starts_with("PostgreSQL");

    switch (rule.action) {
        case ErasureActionKind::pseudonym:
            if (input_.pseudonym_key == nullptr) {
                return misfit(path, "there is no key for pseudonyms", decided);
            }
            return keyed(*input_.pseudonym_key, 'p');
        case ErasureActionKind::hash:
            return keyed(crypto::hkdf_expand(row_key_, "hash"), 'h');
        case ErasureActionKind::generalise: {
            if (!rule.first_chars) {
                return dated(generalise_date(before.bytes,
                                             rule.precision.value_or(DatePrecision::year),
                                             postgres ? ZeroFraction::goes : ZeroFraction::stays));
            }
            const auto kept = first_characters(before.bytes, *rule.first_chars);
            if (kept == "-") return std::optional(Cell{before.kind, "0"});
            return std::optional(Cell{before.kind, std::string(kept)});
        }
        case ErasureActionKind::shift:
            return dated(
                shift_date(before.bytes, shift_of(crypto::hkdf_expand(row_key_, "shift"),
                                                  std::chrono::days(rule.shift_days.value_or(1)))));
        case ErasureActionKind::delete_row:
        case ErasureActionKind::null:
        case ErasureActionKind::replace:
        case ErasureActionKind::keep:
            break;
    }
    return std::optional<Cell>{};
}

/// None when the value is one already.
Result<std::optional<PlanWork::Erasure>> PlanWork::transformation(const PlannedRow& row,
                                                                  std::size_t field,
                                                                  const FieldDecision& decided) {
    const SubjectRow& found = *row.found;
    if (transformed_.was_made(row_key_, found.in, found.row.key, row.node->fields, found.row.values,
                              row.node->fields[field])) {
        return std::optional<Erasure>{};
    }
    GDPRD_TRY_ASSIGN(const auto cell, transformed(row, field, decided));
    const Cell& before = row.values[field].expose();
    // The plan tells these values: no longer than what their rule keeps of them.
    if (cell && *cell == before && !before.bytes.empty() && decided.rule->first_chars) {
        left_whole_[{found.in, row.node->fields[field],
                     "no longer than what rule \"" + decided.rule->name +
                         "\" leaves of it, so it stays as it is"}]
            .insert(found.row.key);
    }
    if (!cell || *cell == before) return std::optional<Erasure>{};
    Erasure out;
    out.action = {row.node->fields[field], FieldActionKind::replace, {}, decided.why};
    out.action.how = shown(*decided.rule);
    out.per_row = true;
    out.decided = &decided;
    if (decided.action == ErasureActionKind::pseudonym) pseudonyms_ = true;
    return std::optional<Erasure>(std::move(out));
}

/// What the approver should know of values that differ from what the actions say.
std::vector<std::string> PlanWork::transform_notes(const Step& step) {
    std::vector<std::string> notes;
    std::vector<const FieldAction*> replaced;
    for (const FieldAction& action : step.actions) {
        if (action.kind == FieldActionKind::replace) replaced.push_back(&action);
    }
    for (std::size_t i = 0; i < replaced.size(); ++i) {
        if (replaced[i]->how.empty()) continue;
        const auto emptied =
            std::count_if(step.rows.begin(), step.rows.end(), [i](const RowTarget& row) {
                return i < row.writes.size() && row.writes[i].kind == Cell::Kind::null;
            });
        if (emptied == 0) continue;
        notes.push_back(replaced[i]->field + ": " + std::to_string(emptied) +
                        (emptied == 1 ? " value is no date and is emptied"
                                      : " values are no dates and are emptied"));
    }
    return notes;
}

}  // namespace gdprd::policy
