#pragma once

#include <optional>
#include <string>
#include <vector>

#include "policy/catalogue/catalogue.hpp"
#include "policy/language/decide.hpp"

namespace gdprd::policy {

/// All that the policy says of one field. Pointers are borrowed from the policy.
struct FieldExplanation {
    FieldPath field;
    bool personal = false;
    std::optional<Category> category;
    /// Why nobody can say what the field holds; empty: `personal` does. In JSON personal is null.
    std::string unknown;
    std::string known_by;               ///< "policy", "person", "classifier, 98.7 %", "nobody"
    std::vector<std::string> evidence;  ///< of the classifier
    std::vector<const Purpose*> purposes;
    const FieldAnnotation* annotation = nullptr;
    FieldDecision decision;
    FieldDecision rows;  ///< what is said of whole rows of its collection
    std::string effect;  ///< what an erasure would do, in words
    const OwnerRule* owner = nullptr;
};

/// One field; not_found when neither the catalogue nor the policy knows it.
Result<FieldExplanation> explain_field(const Policy& policy, const Catalogue& catalogue,
                                       const FieldPath& field);
/// Every personal field of the catalogue and every field that the policy names, in order of paths.
[[nodiscard]] std::vector<FieldExplanation> explain_all(const Policy& policy,
                                                        const Catalogue& catalogue);

[[nodiscard]] std::string render_text(const std::vector<FieldExplanation>& explanations);
/// An array of objects: field, personal, category, purposes, action, rule, file, line, effect, …
[[nodiscard]] std::string render_json(const std::vector<FieldExplanation>& explanations);

}  // namespace gdprd::policy
