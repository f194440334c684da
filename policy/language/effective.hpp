#pragma once

#include "policy/catalogue/catalogue.hpp"
#include "policy/language/policy.hpp"

namespace gdprd::policy {

/// A field of the catalogue as requests go by it: what the policy's annotation says of it comes
/// before the classifier's and a person's word (see is_personal() and category_of()), and is
/// `decided_by` policy, with the annotation's place among the reasons. An annotation that says what
/// a person said leaves it the person's; `identifier:` alone decides only that it is personal.
[[nodiscard]] CatalogueField effective(const Policy& policy, const Catalogue& catalogue,
                                       const CatalogueField& field);
/// All fields so; for exports and lists, never to be stored. Annotations of fields that the
/// catalogue lacks are left out. Pure.
[[nodiscard]] Catalogue effective(const Policy& policy, Catalogue catalogue);

}  // namespace gdprd::policy
