#include <algorithm>

#include "config/base/assert.hpp"
#include "config/base/crypto.hpp"
#include "policy/identity/matcher.hpp"
#include "policy/plan/empty_value.hpp"
#include "policy/plan/planner_work.hpp"

namespace gdprd::policy {
namespace {

bool within(const std::optional<Category>& category, std::string_view root) noexcept {
    if (!category) return false;
    const std::string_view key = category->value();
    return key.starts_with(root) && (key.size() == root.size() || key[root.size()] == '.');
}

bool is_unique(const CollectionSchema& schema, const std::string& field) {
    const auto has = [&](const std::vector<std::string>& key) {
        return std::find(key.begin(), key.end(), field) != key.end();
    };
    return has(schema.primary_key) ||
           std::any_of(schema.unique_keys.begin(), schema.unique_keys.end(), has);
}

ValueDialect dialect_in(const Catalogue& catalogue, const Node& node) {
    const StoreSchema* store = catalogue.find_store(node.path.store);
    return store == nullptr ? ValueDialect::plain : dialect_of(store->server);
}

Error cannot(const FieldPath& field, std::string_view why, const FieldDecision& decided) {
    return {ErrorCode::invalid_argument,
            "the policy cannot be carried out for " + to_string(field) + ": " + std::string(why),
            "decided by: " + decided.why};
}

}  // namespace

/// The store's conditions that speak of a written field: whether they still hold is the store's to
/// say, and whoever approves should have read them.
std::vector<std::string> PlanWork::change_notes(const Node& node,
                                                const std::vector<std::string>& written) const {
    std::vector<std::string> notes = deletion_notes(node);
    for (const std::string& check : node.schema->checks) {
        const std::string folded = fold_text(check);
        const bool speaks = std::any_of(written.begin(), written.end(), [&](const auto& field) {
            return folded.find(fold_text(field)) != std::string::npos;
        });
        if (speaks) notes.push_back("the store checks: " + check);
    }
    return notes;
}

/// Rows of other people lose their reference to what is deleted.
void PlanWork::null_references() {
    std::map<std::pair<CollectionPath, std::vector<std::size_t>>, std::vector<RowTarget>> groups;
    for (const SubjectRow& other : resolution_.referencing) {
        const Node& node = estate_.node(other.in);
        if (is_archived(node)) continue;
        std::set<std::size_t> fields;
        for (const std::size_t i : node.out) {
            const Reference& by = estate_.references[i];
            for (const std::size_t to : targets(by, other.row.values)) {
                if (rows_[to].fate != Fate::erase) continue;
                for (const std::size_t at : by.at) {
                    if (node.schema->fields[at].nullable) fields.insert(at);
                }
            }
        }
        if (fields.empty()) continue;
        std::vector<std::string> names;
        names.reserve(fields.size());
        for (const std::size_t at : fields) names.push_back(node.fields[at]);
        RowTarget target{other.row.key,
                         digest(node, other.row.values),
                         digest_row(row_key_, node.path, names, Values(names.size())),
                         {}};
        groups[{other.in, {fields.begin(), fields.end()}}].push_back(std::move(target));
    }
    for (auto& [place, targets] : groups) {
        std::sort(targets.begin(), targets.end(),
                  [](const RowTarget& a, const RowTarget& b) { return a.key < b.key; });
        const Node& node = estate_.node(place.first);
        Step step;
        step.kind = StepKind::update_rows;
        step.in = place.first;
        step.fields = node.fields;
        step.reason = "rows of other people that refer to what is deleted: only the reference goes";
        for (const std::size_t at : place.second) {
            step.actions.push_back(
                {node.fields[at], FieldActionKind::null, {}, "refers to a row that is deleted"});
        }
        if (!node.schema->triggers.empty()) step.notes = deletion_notes(node);
        add_steps(step, targets);
    }
}

Result<void> PlanWork::plan_changes() {
    find_holds();
    std::map<std::pair<CollectionPath, Fate>, std::vector<PlannedRow*>> groups;
    for (PlannedRow& row : rows_) {
        if (row.fate != Fate::erase) groups[{row.found->in, row.fate}].push_back(&row);
    }
    for (const auto& [place, rows] : groups) {
        GDPRD_TRY(change_rows(estate_.node(place.first), rows));
    }
    return {};
}

/// Rows of one collection and fate; those with the same fields to write share steps.
Result<void> PlanWork::change_rows(const Node& node, const std::vector<PlannedRow*>& rows) {
    std::map<std::vector<std::size_t>, std::vector<PlannedRow*>> groups;
    std::map<std::size_t, Erasure> erasures;
    for (PlannedRow* row : rows) {
        std::vector<std::size_t> written;
        for (std::size_t at = 0; at < node.fields.size(); ++at) {
            GDPRD_TRY_ASSIGN(auto erasure, erasure_of(*row, at));
            if (!erasure) continue;
            erasures.insert_or_assign(at, std::move(*erasure));
            written.push_back(at);
        }
        if (!written.empty()) {
            groups[written].push_back(row);
        } else if (row->kept.empty()) {
            row->kept[""];  // nothing personal in it: it stays as it is, and the plan says so
        }
    }
    for (const auto& [written, group] : groups) {
        Step step;
        step.kind = StepKind::update_rows;
        step.in = node.path;
        step.fields = node.fields;
        bool per_row = false;
        std::vector<std::string> names;
        for (const std::size_t at : written) {
            step.actions.push_back(erasures.at(at).action);
            names.push_back(node.fields[at]);
            per_row = per_row || erasures.at(at).per_row;
        }
        std::vector<RowTarget> targets;
        for (PlannedRow* row : group) {
            RowTarget target{row->found->row.key, digest(node, row->values), {}, {}};
            Values after;
            for (const std::size_t at : written) {
                const Erasure& erasure = erasures.at(at);
                remember_erased(*row, at);
                GDPRD_TRY_ASSIGN(const Cell cell, written_value(*row, at, erasure));
                const bool replaces = erasure.action.kind == FieldActionKind::replace;
                if (per_row && replaces) target.writes.push_back(cell);
                after.emplace_back(replaces ? cell : Cell{});
                row->values[at] = after.back();
            }
            target.after = digest_row(row_key_, node.path, names, after);
            targets.push_back(std::move(target));
        }
        std::vector<const PlannedRow*> shown(group.begin(), group.end());
        step.reason = reason_of(shown) + " — " + group.front()->why;
        step.notes = change_notes(node, names);
        step.rows = targets;
        const auto more = transform_notes(step);
        step.notes.insert(step.notes.end(), more.begin(), more.end());
        add_steps(step, targets);
    }
    return {};
}

void PlanWork::find_holds() {
    const auto hold = [&](std::size_t row, const Reference& by) {
        for (const std::size_t at : by.to_at) {
            Hold& known = holds_[{row, at}];
            known = std::max(known, by.declared ? Hold::firm : Hold::loose);
        }
    };
    for (const Link& link : links()) {
        if (rows_[link.from].fate != Fate::erase) hold(link.to, *link.by);
    }
    for (const auto* others : {&resolution_.review, &resolution_.referencing}) {
        for (const SubjectRow& other : *others) {
            if (is_archived(estate_.node(other.in))) continue;
            for (const std::size_t i : estate_.node(other.in).out) {
                const Reference& by = estate_.references[i];
                for (const std::size_t to : targets(by, other.row.values)) hold(to, by);
            }
        }
    }
}

/// The key, and what rows that stay refer to or refer by: without these the rows fall apart.
PlanWork::Hold PlanWork::hold_on(const PlannedRow& row, std::size_t field) const {
    const Node& node = *row.node;
    const auto& key = node.schema->primary_key;
    if (std::find(key.begin(), key.end(), node.fields[field]) != key.end()) return Hold::firm;
    auto hold = Hold::none;
    for (const std::size_t i : node.out) {
        const Reference& by = estate_.references[i];
        const auto from_at = by.from_at();
        if (std::find(from_at.begin(), from_at.end(), field) == from_at.end()) continue;
        if (!referred_by(by, row.values)) continue;
        hold = std::max(hold, by.declared ? Hold::firm : Hold::loose);
    }
    const auto position = static_cast<std::size_t>(&row - rows_.data());
    const auto referred = holds_.find({position, field});
    return referred == holds_.end() ? hold : std::max(hold, referred->second);
}

/// A field that only refers to another row can be emptied where a rule names it: one that speaks of
/// the collection must not take an open question from who deals with it.
bool PlanWork::may_cut(const PlannedRow& row, std::size_t field) const {
    const auto& key = row.node->schema->primary_key;
    const bool in_key = std::find(key.begin(), key.end(), row.node->fields[field]) != key.end();
    const auto position = static_cast<std::size_t>(&row - rows_.data());
    return !in_key && !holds_.contains({position, field}) &&
           row.node->schema->fields[field].nullable;
}

/// What to write into a field of a row that stays; none when the field stays.
Result<std::optional<PlanWork::Erasure>> PlanWork::erasure_of(PlannedRow& row, std::size_t field) {
    const Node& node = *row.node;
    const FieldSchema& schema = node.schema->fields[field];
    const FieldPath path = field_path(node, field);
    if (!is_personal(policy_, catalogue_, path)) return std::optional<Erasure>{};
    if (row.values[field].expose().kind == Cell::Kind::null) return std::optional<Erasure>{};
    for (const auto& [rule, kept] : row.kept) {
        if (kept.fields.contains(field)) return std::optional<Erasure>{};
    }
    const FieldDecision& decided = decision(node, field);
    const bool named = decided.rule != nullptr && decided.rule->select.field;
    const bool cut = named && decided.action == ErasureActionKind::null && may_cut(row, field);
    if (const Hold hold = hold_on(row, field); hold != Hold::none && !cut) {
        const auto category = category_of(policy_, catalogue_, path);
        const bool plain =
            schema.type != FieldType::integer &&
            (within(category, "user.contact") || within(category, "user.name") ||
             within(category, "user.government_id") || within(category, "user.financial"));
        if (plain && hold == Hold::firm) {
            return cannot(path, "it is a key that rows which stay depend on", decided);
        }
        // A reference that only the policy knows breaks no constraint: the address goes.
        if (!plain) {
            row.kept[""].fields.insert(field);
            return std::optional<Erasure>{};
        }
    }
    if (schema.generated) return std::optional<Erasure>{};
    if (is_transform(decided.action)) return transformation(row, field, decided);
    if (schema.type == FieldType::boolean && !schema.nullable) return std::optional<Erasure>{};
    const bool fixed = decided.action == ErasureActionKind::replace && decided.rule != nullptr &&
                       decided.rule->with;
    if (schema.nullable && !fixed) {
        return std::optional<Erasure>(
            Erasure{{node.fields[field], FieldActionKind::null, {}, decided.why}, false});
    }
    GDPRD_TRY_ASSIGN(Erasure erasure, replacement(node, field, decided));
    return std::optional<Erasure>(std::move(erasure));
}

Result<PlanWork::Erasure> PlanWork::replacement(const Node& node, std::size_t field,
                                                const FieldDecision& decided) {
    const FieldSchema& schema = node.schema->fields[field];
    const FieldPath path = field_path(node, field);
    Erasure out;
    out.action = {node.fields[field], FieldActionKind::replace, {}, decided.why};
    const bool unique = is_unique(*node.schema, node.fields[field]);
    if (decided.action == ErasureActionKind::replace && decided.rule != nullptr &&
        decided.rule->with) {
        const std::string& with = *decided.rule->with;
        const bool textual = schema.type == FieldType::text || schema.type == FieldType::other;
        if (!textual) return cannot(path, "its type takes no text", decided);
        if (schema.max_chars && with.size() > *schema.max_chars) {
            return cannot(path, "the text is longer than the field", decided);
        }
        const auto listed = listed_values(schema.declared_type);
        if (listed && std::find(listed->begin(), listed->end(), with) == listed->end())
            return cannot(path, "the text is none of the values that its type lists", decided);
        if (unique) return cannot(path, "its values must differ from row to row", decided);
        out.action.value = {Cell::Kind::text, with};
        return out;
    }
    const bool mail = within(category_of(policy_, catalogue_, path), "user.contact.email");
    if (unique) {
        // as many as the type has, or none for any row
        if (!unique_empty_value(schema, dialect_in(catalogue_, node), mail, Hash{}))
            return cannot(path, "its values must differ from row to row", decided);
        out.per_row = true;
        return out;
    }
    const auto value = empty_value(schema, dialect_in(catalogue_, node), mail);
    if (!value && listed_values(schema.declared_type))
        return cannot(path,
                      "it must not be null, and none of the values that its type lists says "
                      "nothing: let a rule replace it with one of them",
                      decided);
    if (!value) {
        return cannot(path, "it must not be null and its type has no empty value", decided);
    }
    out.action.value = *value;
    return out;
}

Result<Cell> PlanWork::written_value(const PlannedRow& row, std::size_t field,
                                     const Erasure& erasure) const {
    if (erasure.decided != nullptr) {
        GDPRD_TRY_ASSIGN(const auto cell, transformed(row, field, *erasure.decided));
        return cell ? *cell : row.values[field].expose();
    }
    return erasure.per_row ? unique_value(row, field) : erasure.action.value;
}

/// Random by the plan's nonce, the same each time the plan is made again.
Cell PlanWork::unique_value(const PlannedRow& row, std::size_t field) const {
    const cbor::Value place(
        cbor::Array{to_string(field_path(*row.node, field)), to_cbor(row.found->row.key)});
    const Bytes bytes = cbor::encode(place);
    const Hash hash = crypto::sha256({BytesView(input_.nonce), BytesView(bytes)});
    const bool mail = within(category_of(policy_, catalogue_, field_path(*row.node, field)),
                             "user.contact.email");
    const auto value = unique_empty_value(row.node->schema->fields[field],
                                          dialect_in(catalogue_, *row.node), mail, hash);
    GDPRD_ASSERT(value.has_value());  // replacement() looked
    return *value;
}

}  // namespace gdprd::policy
