#include "policy/language/effective.hpp"

#include "policy/language/decide.hpp"

namespace gdprd::policy {

CatalogueField effective(const Policy& policy, const Catalogue& catalogue,
                         const CatalogueField& field) {
    const FieldAnnotation* note = policy.find_annotation(field.path);
    if (note == nullptr) return field;
    const bool personal = is_personal(policy, catalogue, field.path);
    const auto category = category_of(policy, catalogue, field.path);
    const bool decides = note->category || note->not_personal;
    const bool agrees =
        field.is_personal() == personal && (!personal || field.category == category);
    if (agrees && (!decides || field.decided_by == DecidedBy::person)) return field;
    CatalogueField out = field;
    out.category = category;
    out.decision = personal ? Decision::accept : Decision::reject;
    out.decided_by = DecidedBy::policy;
    out.reasons.push_back("annotated in the policy (" + to_string(note->span) + ")");
    return out;
}

Catalogue effective(const Policy& policy, Catalogue catalogue) {
    std::vector<CatalogueField> annotated;
    for (const FieldAnnotation& note : policy.fields)
        if (const CatalogueField* found = catalogue.find_field(note.field))
            annotated.push_back(effective(policy, catalogue, *found));
    for (CatalogueField& field : annotated) catalogue.fields.at(field.path) = std::move(field);
    return catalogue;
}

}  // namespace gdprd::policy
