#pragma once

#include <optional>
#include <string>

#include "policy/catalogue/catalogue.hpp"
#include "policy/language/policy.hpp"

namespace gdprd::policy {

/// What the policy says of one field, and why.
struct FieldDecision {
    ErasureActionKind action = ErasureActionKind::delete_row;
    const ErasureRule* rule = nullptr;  ///< borrowed from the policy; null: the default (delete)
    std::string why;                    ///< for people: the rule, its place, how specific
};

/// The most specific rule for a personal field (`policy explain FIELD` prints this).
[[nodiscard]] FieldDecision decide_field(const Policy& policy, const Catalogue& catalogue,
                                         const FieldPath& field);
/// The most specific rule for whole rows of a collection: those that select it by field-less
/// selectors (collection, store, nothing). Decides whether its rows may be deleted.
[[nodiscard]] FieldDecision decide_rows(const Policy& policy, const Catalogue& catalogue,
                                        const CollectionPath& collection);
/// Category after annotations; none when not personal.
[[nodiscard]] std::optional<Category> category_of(const Policy& policy, const Catalogue& catalogue,
                                                  const FieldPath& field);
/// Personal after annotations.
[[nodiscard]] bool is_personal(const Policy& policy, const Catalogue& catalogue, const FieldPath& field);
/// Declared foreign keys plus annotated references.
[[nodiscard]] std::vector<ForeignKey> references_of(const Policy& policy, const Catalogue& catalogue,
                                                    const CollectionPath& collection);

}  // namespace gdprd::policy
