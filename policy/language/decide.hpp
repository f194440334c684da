#pragma once

#include <compare>
#include <optional>
#include <string>
#include <vector>

#include "policy/catalogue/catalogue.hpp"
#include "policy/language/policy.hpp"

namespace gdprd::policy {

/// What the policy says of one field, and why.
struct FieldDecision {
    ErasureActionKind action = ErasureActionKind::delete_row;
    const ErasureRule* rule = nullptr;  ///< borrowed from the policy; null: the default (delete)
    std::string why;                    ///< for people: the rule, its place, how specific
};

/// How specific a selector is; of two that fit, the greater wins.
struct Specificity {
    unsigned tier = 0;            ///< 6 field, 5 collection, 4 store+category, 3 category,
                                  ///< 2 purpose, 1 store, 0 everything
    unsigned category_depth = 0;  ///< parts of the category
    unsigned purpose = 0;         ///< 1 when a purpose is named too
    unsigned store = 0;           ///< 1 when a store is named too
    friend auto operator<=>(const Specificity&, const Specificity&) = default;
};
[[nodiscard]] Specificity specificity_of(const Selector& select);
/// `category` is `root` or below it: user.contact.email within user.contact.
[[nodiscard]] bool is_within(const Category& category, const Category& root) noexcept;
/// Purposes that a field serves: the annotated one, else those that list its category or one above.
[[nodiscard]] std::vector<const Purpose*> purposes_of(const Policy& policy,
                                                      const Catalogue& catalogue,
                                                      const FieldPath& field);

/// What selectors ask of a field.
struct FieldFacts {
    FieldPath field;
    std::optional<Category> category;
    std::vector<const Purpose*> purposes;  ///< borrowed from the policy
};
[[nodiscard]] FieldFacts facts_of(const Policy& policy, const Catalogue& catalogue,
                                  const FieldPath& field);
/// Whether a rule speaks of a field.
[[nodiscard]] bool fits(const Selector& select, const FieldFacts& facts);
/// Whether a rule speaks of whole rows of a collection: it names no field, category or purpose.
[[nodiscard]] bool fits_rows(const Selector& select, const CollectionPath& collection);

/// The most specific rule for a personal field (`policy explain FIELD` prints this). Of equally
/// specific rules the one that destroys least wins (keep, shift, generalise,
/// pseudonym, hash, null, replace, delete), then the earlier. For what stands inside a cell: what
/// is said of its column.
[[nodiscard]] FieldDecision decide_field(const Policy& policy, const Catalogue& catalogue,
                                         const FieldPath& field);
/// Whether the field, where it is filled, keeps its row by this decision: a rule that selects the
/// field itself does whether or not anybody calls it personal.
[[nodiscard]] bool keeps_row(const Policy& policy, const Catalogue& catalogue,
                             const FieldPath& field, const FieldDecision& decision);
/// The most specific rule for whole rows of a collection: those that select it by field-less
/// selectors (collection, store, nothing). Decides whether its rows may be deleted.
[[nodiscard]] FieldDecision decide_rows(const Policy& policy, const Catalogue& catalogue,
                                        const CollectionPath& collection);
/// Category after annotations; none when not personal.
[[nodiscard]] std::optional<Category> category_of(const Policy& policy, const Catalogue& catalogue,
                                                  const FieldPath& field);
/// The policy's annotation says so, whatever the catalogue does, and while the field is not there.
[[nodiscard]] bool is_said_personal(const Policy& policy, const FieldPath& field);
/// Personal after annotations.
[[nodiscard]] bool is_personal(const Policy& policy, const Catalogue& catalogue,
                               const FieldPath& field);
/// A reference, and what the policy says of it.
struct KnownReference {
    ForeignKey key;
    const AnnotatedReference* note = nullptr;  ///< null: nothing; borrowed from the policy
};
/// Whether a field of this type may hold a text such as "party.party,42".
[[nodiscard]] bool may_hold_prefix(FieldType type) noexcept;
/// Declared foreign keys, annotated references within the store, and those that a scan found and a
/// person confirmed. One that is several of these is listed once, as declared.
[[nodiscard]] std::vector<KnownReference> references_of(const Policy& policy,
                                                        const Catalogue& catalogue,
                                                        const CollectionPath& collection);

}  // namespace gdprd::policy
