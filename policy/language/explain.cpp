#include "policy/language/explain.hpp"

#include <algorithm>
#include <set>

#include "config/base/assert.hpp"
#include "config/base/utf8.hpp"
#include "config/limits.hpp"
#include "policy/cells/cell_values.hpp"
#include "policy/language/owners.hpp"

namespace gdprd::policy {
namespace {

namespace limits = config::limits;

constexpr std::uint32_t kPpmPerTenth = 1000;

std::string known_by(const FieldAnnotation* note, const CatalogueField* found) {
    if (note != nullptr && (note->not_personal || note->category || note->identifier)) {
        return "policy";
    }
    if (found == nullptr) return "nobody";
    if (found->decided_by != DecidedBy::classifier)
        return std::string(to_string(found->decided_by));
    const std::uint32_t tenths = found->personal_ppm / kPpmPerTenth;
    return "classifier, " + std::to_string(tenths / 10) + '.' + std::to_string(tenths % 10) + " %";
}

std::string keep_words(const ErasureRule& rule) {
    std::string words = "stays as it is";
    if (rule.keep_years) words += " for " + period_words(rule);
    if (!rule.ground.empty()) words += ": " + rule.ground;
    return words;
}

/// What keeps a field as it is, whatever a rule says, where its row stays.
enum class Bond : unsigned char { none, key, reference };

Bond bond_of(const Catalogue& catalogue, const FieldPath& path) {
    const CollectionSchema* schema = catalogue.find_collection(path.in);
    if (schema == nullptr) return Bond::none;
    const auto holds = [&](const std::vector<std::string>& fields) {
        return std::ranges::find(fields, path.field) != fields.end();
    };
    if (holds(schema->primary_key)) return Bond::key;
    const auto& keys = schema->foreign_keys;
    const bool refers = std::ranges::any_of(
        keys, [&](const ForeignKey& key) { return key.declared && holds(key.fields); });
    return refers ? Bond::reference : Bond::none;
}

std::string generalise_words(const ErasureRule& rule) {
    if (rule.first_chars) return "cut after " + std::to_string(*rule.first_chars) + " characters";
    return "cut to the first day of its " +
           std::string(to_string(rule.precision.value_or(DatePrecision::year)));
}

/// A row goes unless its own rule says otherwise, a field of it is kept, or what is kept refers to
/// it; its fields' own actions take place where it stays.
std::string effect_of(const FieldExplanation& field, Bond bond = Bond::none) {
    const bool row_goes = field.rows.action == ErasureActionKind::delete_row;
    const std::string_view with_row =
        row_goes ? "deleted with its row; where the row must stay, " : "";
    if (!field.unknown.empty()) return field.unknown;
    const bool keeps = field.decision.rule != nullptr &&
                       field.decision.action == ErasureActionKind::keep &&
                       field.decision.rule->select.field == field.field;
    if (!field.personal && !keeps) {
        return row_goes ? "no personal data: goes only with its row" : "no personal data: stays";
    }
    if (bond == Bond::key && field.decision.action != ErasureActionKind::keep)
        return std::string(with_row) + "stays: it is the key of its row";
    if (bond == Bond::reference && field.decision.action != ErasureActionKind::keep)
        return effect_of(field) + ", unless it refers to a row that stays";
    switch (field.decision.action) {
        case ErasureActionKind::delete_row:
            return std::string(with_row) + "emptied, or given a fixed text where it cannot be null";
        case ErasureActionKind::null:
            return std::string(with_row) + "set to null";
        case ErasureActionKind::replace:
            return std::string(with_row) + "replaced by \"" +
                   field.decision.rule->with.value_or("") + '"';
        case ErasureActionKind::keep:
            return keep_words(*field.decision.rule);
        case ErasureActionKind::pseudonym:
            return std::string(with_row) + "replaced by a pseudonym, the same in every store";
        case ErasureActionKind::hash:
            return std::string(with_row) + "replaced by a keyed hash, the same in every store";
        case ErasureActionKind::generalise:
            return std::string(with_row) + generalise_words(*field.decision.rule);
        case ErasureActionKind::shift:
            return std::string(with_row) + "moved by some days, at most " +
                   std::to_string(field.decision.rule->shift_days.value_or(0));
    }
    assertion_failed("enumerator", __FILE__, __LINE__);
}

/// Steps write whole cells.
std::string effect_inside(const FieldExplanation& field, const FieldPath& column,
                          bool column_is_personal) {
    if (!field.personal || !field.unknown.empty()) return effect_of(field);
    if (column_is_personal) return "as the whole cell of " + column.field + ": " + effect_of(field);
    const bool row_goes = field.rows.action == ErasureActionKind::delete_row;
    return std::string(row_goes ? "deleted with its row; where the row must stay, " : "") +
           "stays inside its cell: say that the whole column " + column.field + " is personal";
}

FieldExplanation explain(const Policy& policy, const Catalogue& catalogue, const FieldPath& path) {
    FieldExplanation field;
    field.field = path;
    field.personal = is_personal(policy, catalogue, path);
    field.category = category_of(policy, catalogue, path);
    field.purposes = purposes_of(policy, catalogue, path);
    field.annotation = policy.find_annotation(path);
    field.decision = decide_field(policy, catalogue, path);
    field.rows = decide_rows(policy, catalogue, path.in);
    field.owner = find_owner(policy, catalogue, path);
    const CatalogueField* found = catalogue.find_field(path);
    if (found != nullptr) field.evidence = found->reasons;
    field.known_by = known_by(field.annotation, found);
    if (found == nullptr && !field.personal && field.known_by == "nobody")
        field.unknown = catalogue.fields.empty() ? "unknown without a catalogue"
                                                 : "unknown: the catalogue does not have it";
    const auto column = column_around(catalogue, path);
    field.effect = column ? effect_inside(field, *column, is_personal(policy, catalogue, *column))
                          : effect_of(field, bond_of(catalogue, path));
    return field;
}

std::set<FieldPath> named_fields(const Policy& policy) {
    std::set<FieldPath> named;
    for (const FieldAnnotation& note : policy.fields) named.insert(note.field);
    for (const ErasureRule& rule : policy.erasure) {
        if (rule.select.field) named.insert(*rule.select.field);
    }
    return named;
}

std::string line(std::string_view label, std::string_view value) {
    std::string out = "  ";
    out += label;
    out.append(label.size() < 11 ? 11 - label.size() : 1, ' ');
    return out + printable(value, 4096) + '\n';
}

std::string holds_words(const FieldExplanation& field) {
    if (!field.unknown.empty()) return field.unknown;
    if (!field.personal) return "no personal data (" + field.known_by + ")";
    return (field.category ? field.category->value() : "personal data without a category") + " (" +
           field.known_by + ")";
}

std::string purpose_words(const Purpose& purpose) {
    std::string words = purpose.name.value() + ": " + std::string(to_string(purpose.basis)) + ", " +
                        std::string(article_of(purpose.basis));
    if (!purpose.special_ground.empty()) words += "; " + purpose.special_ground;
    return words;
}

/// "rt.public.users.id where objecttype is RT::User, owned".
std::string reference_words(const AnnotatedReference& reference) {
    std::string words = to_string(reference.field);
    for (const auto& [field, value] : reference.where) {
        words += (field == reference.where.begin()->first ? " where " : " and ") +
                 printable(field, limits::kNameBytes) + " is " +
                 printable(value, limits::kNameBytes);
    }
    if (!reference.prefix.empty())
        words += ", behind \"" + printable(reference.prefix, limits::kNameBytes) + '"';
    if (reference.role) words += ", role " + std::string(to_string(*reference.role));
    if (reference.owned) words += ", owned";
    return words;
}

std::string render_one(const FieldExplanation& field) {
    std::string text = printable(to_string(field.field), 4096) + '\n';
    text += line("holds", holds_words(field));
    for (const std::string& reason : field.evidence) text += line("because", reason);
    for (const Purpose* purpose : field.purposes) text += line("purpose", purpose_words(*purpose));
    if (field.personal && field.purposes.empty()) {
        text += line("purpose", "none: there is no legal basis for it");
    }
    if (field.annotation != nullptr && field.annotation->identifier) {
        text += line("identifier", *field.annotation->identifier);
    }
    if (field.annotation != nullptr) {
        for (const AnnotatedReference& reference : field.annotation->references)
            text += line("refers to", reference_words(reference));
    }
    if (field.owner != nullptr)
        text += line("owner", field.owner->owner + " (" + to_string(field.owner->span) + ")");
    if (field.personal) text += line("erasure", field.decision.why);
    text += line("effect", field.effect);
    return text;
}

cbor::Value to_value(const Purpose& purpose) {
    cbor::Map value{{"name", purpose.name.value()},
                    {"basis", to_string(purpose.basis)},
                    {"article", article_of(purpose.basis)}};
    if (!purpose.special_ground.empty()) value.emplace("special_ground", purpose.special_ground);
    return value;
}

cbor::Value to_value(const AnnotatedReference& reference) {
    cbor::Map where;
    for (const auto& [field, wanted] : reference.where) where.emplace(field, wanted);
    return cbor::Map{
        {"field", to_string(reference.field)},
        {"owned", reference.owned},
        {"role", reference.role ? cbor::Value(to_string(*reference.role)) : cbor::Value()},
        {"where", std::move(where)},
        {"prefix", reference.prefix.empty() ? cbor::Value() : cbor::Value(reference.prefix)}};
}

cbor::Value to_value(const FieldExplanation& field) {
    cbor::Array purposes;
    for (const Purpose* purpose : field.purposes) purposes.push_back(to_value(*purpose));
    cbor::Array evidence(field.evidence.begin(), field.evidence.end());
    cbor::Map value{
        {"field", to_string(field.field)},
        {"personal", field.unknown.empty() ? cbor::Value(field.personal) : cbor::Value()},
        {"category", field.category ? cbor::Value(field.category->value()) : cbor::Value()},
        {"known_by", field.known_by},
        {"evidence", std::move(evidence)},
        {"purposes", std::move(purposes)},
        {"action", to_string(field.decision.action)},
        {"why", field.decision.why},
        {"rows_action", to_string(field.rows.action)},
        {"effect", field.effect}};
    if (field.owner != nullptr) value.emplace("owner", field.owner->owner);
    if (field.decision.rule != nullptr) {
        const ErasureRule& rule = *field.decision.rule;
        value.emplace("rule", rule.name);
        value.emplace("file", rule.span.file);
        value.emplace("line", rule.span.line);
        if (!rule.ground.empty()) value.emplace("ground", rule.ground);
        if (rule.keep_years) value.emplace("keep_years", rule.keep_years->count());
        if (rule.from_field) {
            value.emplace("from", *rule.from_field);
            value.emplace("counted_from", to_string(rule.counted_from));
        }
        if (rule.precision) value.emplace("to", to_string(*rule.precision));
        if (rule.first_chars) value.emplace("first", *rule.first_chars);
        if (rule.shift_days) value.emplace("by_days", *rule.shift_days);
    }
    if (field.annotation != nullptr && field.annotation->identifier) {
        value.emplace("identifier", *field.annotation->identifier);
    }
    if (field.annotation != nullptr && !field.annotation->references.empty()) {
        cbor::Array references;
        for (const AnnotatedReference& reference : field.annotation->references)
            references.push_back(to_value(reference));
        value.emplace("references", std::move(references));
    }
    return value;
}

}  // namespace

Result<FieldExplanation> explain_field(const Policy& policy, const Catalogue& catalogue,
                                       const FieldPath& field) {
    if (catalogue.find_field(field) == nullptr && !named_fields(policy).contains(field)) {
        return Error(ErrorCode::not_found, "neither the catalogue nor the policy knows this field",
                     "gdprctl catalogue list shows the fields");
    }
    return explain(policy, catalogue, field);
}

std::vector<FieldExplanation> explain_all(const Policy& policy, const Catalogue& catalogue) {
    std::set<FieldPath> fields = named_fields(policy);
    for (const auto& [path, field] : catalogue.fields) {
        if (is_personal(policy, catalogue, path)) fields.insert(path);
    }
    std::vector<FieldExplanation> all;
    all.reserve(fields.size());
    for (const FieldPath& path : fields) all.push_back(explain(policy, catalogue, path));
    return all;
}

std::string render_text(const std::vector<FieldExplanation>& explanations) {
    std::string text;
    for (const FieldExplanation& field : explanations) {
        if (!text.empty()) text += '\n';
        text += render_one(field);
    }
    return text.empty() ? "no personal field is known\n" : text;
}

std::string render_json(const std::vector<FieldExplanation>& explanations) {
    cbor::Array list;
    for (const FieldExplanation& field : explanations) list.push_back(to_value(field));
    return cbor::to_json(std::move(list)) + '\n';
}

}  // namespace gdprd::policy
