#include "policy/language/decide.hpp"

#include <algorithm>

#include "config/base/assert.hpp"
#include "policy/cells/cell_values.hpp"

namespace gdprd::policy {
namespace {

unsigned depth_of(const Category& category) noexcept {
    const std::string& key = category.value();
    return static_cast<unsigned>(std::count(key.begin(), key.end(), '.')) + 1;
}

unsigned tier_of(const Selector& select) noexcept {
    if (select.field) return 6;
    if (select.collection) return 5;
    if (select.category) return select.store ? 4 : 3;
    if (select.purpose) return 2;
    return select.store ? 1 : 0;
}

/// Destroys less first: what was kept by mistake can still be erased.
unsigned harm_of(ErasureActionKind action) noexcept {
    switch (action) {
        case ErasureActionKind::keep:
            return 0;
        case ErasureActionKind::shift:
            return 1;
        case ErasureActionKind::generalise:
            return 2;
        case ErasureActionKind::pseudonym:
            return 3;
        case ErasureActionKind::hash:
            return 4;
        case ErasureActionKind::null:
            return 5;
        case ErasureActionKind::replace:
            return 6;
        case ErasureActionKind::delete_row:
            return 7;
    }
    assertion_failed("enumerator", __FILE__, __LINE__);
}

bool beats(const ErasureRule& rule, const ErasureRule& best) {
    const Specificity a = specificity_of(rule.select);
    const Specificity b = specificity_of(best.select);
    if (a != b) return a > b;
    return harm_of(rule.action) < harm_of(best.action);
}

/// The category of an identifier that nobody classified.
Category category_of_identifier(const std::string& type) {
    if (type == "email") return Category("user.contact.email");
    if (type == "phone") return Category("user.contact.phone_number");
    if (type == "iban") return Category("user.financial.bank_account");
    return Category("user.unique_id");
}

FieldDecision explain_winner(const Policy& policy, const std::vector<const ErasureRule*>& fitting) {
    FieldDecision decision;
    for (const ErasureRule* rule : fitting) {
        if (decision.rule == nullptr || beats(*rule, *decision.rule)) decision.rule = rule;
    }
    if (decision.rule == nullptr) {
        decision.why = policy.erasure.empty() ? "no erasure rule is written: deleted by default"
                                              : "no rule fits: deleted by default";
        return decision;
    }
    const ErasureRule& rule = *decision.rule;
    decision.action = rule.action;
    decision.why = "rule \"" + rule.name + "\" (" + to_string(rule.span) + ") for " +
                   to_string(rule.select) + ": " + std::string(to_string(rule.action));
    if (!rule.ground.empty()) decision.why += ", " + rule.ground;
    if (rule.keep_years) decision.why += ", for " + period_words(rule);
    if (fitting.size() > 1) {
        decision.why += "; wins over " + std::to_string(fitting.size() - 1) +
                        (fitting.size() == 2 ? " other rule" : " other rules");
    }
    return decision;
}

void add_unless_known(std::vector<KnownReference>& all, ForeignKey key) {
    const bool known = std::any_of(all.begin(), all.end(), [&key](const KnownReference& other) {
        return other.key.fields == key.fields && other.key.target == key.target &&
               other.key.target_fields == key.target_fields &&
               (other.note == nullptr || other.note->prefix.empty());
    });
    if (!known) all.push_back({std::move(key), nullptr});
}

}  // namespace

Specificity specificity_of(const Selector& select) {
    return {tier_of(select), select.category ? depth_of(*select.category) : 0U,
            select.purpose ? 1U : 0U, select.store ? 1U : 0U};
}

bool is_within(const Category& category, const Category& root) noexcept {
    const std::string_view below = category.value();
    const std::string_view above = root.value();
    if (!below.starts_with(above)) return false;
    return below.size() == above.size() || below[above.size()] == '.';
}

std::optional<Category> category_of(const Policy& policy, const Catalogue& catalogue,
                                    const FieldPath& field) {
    const FieldAnnotation* note = policy.find_annotation(field);
    if (note != nullptr && note->not_personal) return std::nullopt;
    if (note != nullptr && note->category) return note->category;
    const CatalogueField* found = catalogue.find_field(field);
    const bool identifies = note != nullptr && note->identifier;
    if (found != nullptr && found->category && (identifies || found->is_personal())) {
        return found->category;
    }
    if (identifies) return category_of_identifier(*note->identifier);
    return std::nullopt;
}

bool is_said_personal(const Policy& policy, const FieldPath& field) {
    const FieldAnnotation* note = policy.find_annotation(field);
    return note != nullptr && !note->not_personal && (note->category || note->identifier);
}

bool is_personal(const Policy& policy, const Catalogue& catalogue, const FieldPath& field) {
    const FieldAnnotation* note = policy.find_annotation(field);
    if (note != nullptr && note->not_personal) return false;
    if (is_said_personal(policy, field)) return true;
    const CatalogueField* found = catalogue.find_field(field);
    return found != nullptr && found->is_personal();
}

std::vector<const Purpose*> purposes_of(const Policy& policy, const Catalogue& catalogue,
                                        const FieldPath& field) {
    std::vector<const Purpose*> found;
    const FieldAnnotation* note = policy.find_annotation(field);
    if (note != nullptr && note->purpose) {
        const Purpose* purpose = policy.find_purpose(*note->purpose);
        if (purpose != nullptr) found.push_back(purpose);
        return found;
    }
    const std::optional<Category> category = category_of(policy, catalogue, field);
    if (!category) return found;
    for (const Purpose& purpose : policy.purposes) {
        const auto lists = [&category](const Category& c) { return is_within(*category, c); };
        if (std::any_of(purpose.categories.begin(), purpose.categories.end(), lists)) {
            found.push_back(&purpose);
        }
    }
    return found;
}

FieldFacts facts_of(const Policy& policy, const Catalogue& catalogue, const FieldPath& field) {
    return {field, category_of(policy, catalogue, field), purposes_of(policy, catalogue, field)};
}

bool fits(const Selector& select, const FieldFacts& facts) {
    if (select.field && *select.field != facts.field) return false;
    if (select.collection && *select.collection != facts.field.in) return false;
    if (select.store && *select.store != facts.field.in.store) return false;
    if (select.category && (!facts.category || !is_within(*facts.category, *select.category))) {
        return false;
    }
    const auto named = [&select](const Purpose* purpose) {
        return purpose->name == *select.purpose;
    };
    return !select.purpose || std::any_of(facts.purposes.begin(), facts.purposes.end(), named);
}

bool fits_rows(const Selector& select, const CollectionPath& collection) {
    if (select.field || select.category || select.purpose) return false;
    return (!select.store || *select.store == collection.store) &&
           (!select.collection || *select.collection == collection);
}

FieldDecision decide_field(const Policy& policy, const Catalogue& catalogue,
                           const FieldPath& field) {
    if (const auto column = column_around(catalogue, field)) {
        FieldDecision decision = decide_field(policy, catalogue, *column);
        decision.why = "as its column " + column->field + ": " + decision.why;
        return decision;
    }
    const FieldFacts facts = facts_of(policy, catalogue, field);
    std::vector<const ErasureRule*> fitting;
    for (const ErasureRule& rule : policy.erasure) {
        if (fits(rule.select, facts)) fitting.push_back(&rule);
    }
    return explain_winner(policy, fitting);
}

bool keeps_row(const Policy& policy, const Catalogue& catalogue, const FieldPath& field,
               const FieldDecision& decision) {
    if (decision.rule == nullptr || decision.action != ErasureActionKind::keep) return false;
    return decision.rule->select.field == field || is_personal(policy, catalogue, field);
}

FieldDecision decide_rows(const Policy& policy, const Catalogue&,
                          const CollectionPath& collection) {
    std::vector<const ErasureRule*> fitting;
    for (const ErasureRule& rule : policy.erasure) {
        if (fits_rows(rule.select, collection)) fitting.push_back(&rule);
    }
    return explain_winner(policy, fitting);
}

bool may_hold_prefix(FieldType type) noexcept {
    switch (type) {
        case FieldType::text:
        case FieldType::other:  // the store's own texts: citext, or no type at all
            return true;
        case FieldType::integer:
        case FieldType::real:
        case FieldType::numeric:
        case FieldType::boolean:
        case FieldType::date:
        case FieldType::timestamp:
        case FieldType::time:
        case FieldType::uuid:
        case FieldType::json:
        case FieldType::bytes:
        case FieldType::inet:
        case FieldType::array:
            return false;
    }
    return false;
}

std::vector<KnownReference> references_of(const Policy& policy, const Catalogue& catalogue,
                                          const CollectionPath& collection) {
    std::vector<KnownReference> found;
    const CollectionSchema* schema = catalogue.find_collection(collection);
    if (schema != nullptr) {
        for (const ForeignKey& key : schema->foreign_keys) found.push_back({key, nullptr});
    }
    for (const FieldAnnotation& note : policy.fields) {
        if (note.field.in != collection) continue;
        for (const AnnotatedReference& reference : note.references) {
            if (reference.field.in.store != collection.store) continue;
            const auto same = [&](const KnownReference& other) {
                return other.key.declared && reference.where.empty() && reference.prefix.empty() &&
                       other.key.fields == std::vector{note.field.field} &&
                       other.key.target == reference.field.in.collection &&
                       other.key.target_fields == std::vector{reference.field.field};
            };
            const auto known = std::find_if(found.begin(), found.end(), same);
            if (known != found.end()) {
                known->note = &reference;
                continue;
            }
            ForeignKey key;
            key.name = "policy";
            key.fields = {note.field.field};
            key.target = reference.field.in.collection;
            key.target_fields = {reference.field.field};
            key.declared = false;
            found.push_back({std::move(key), &reference});
        }
    }
    for (const auto& [ends, link] : catalogue.links) {
        const bool counts = link.kind == LinkKind::reference && link.decision == Decision::accept;
        if (!counts || link.from.in != collection || link.to.in.store != collection.store) continue;
        ForeignKey key;
        key.name = "confirmed";
        key.fields = {link.from.field};
        key.target = link.to.in.collection;
        key.target_fields = {link.to.field};
        key.declared = false;
        add_unless_known(found, std::move(key));
    }
    return found;
}

}  // namespace gdprd::policy
