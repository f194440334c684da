#pragma once

#include <vector>

#include "policy/catalogue/catalogue.hpp"
#include "policy/language/policy.hpp"

namespace gdprd::policy {

/// Links that wait for a person's word: nobody decided them, and they are no references that the
/// policy (null: none) names already. Borrowed from the catalogue.
[[nodiscard]] std::vector<const CatalogueLink*> open_links(const Catalogue& catalogue,
                                                           const Policy* rules);

}  // namespace gdprd::policy
