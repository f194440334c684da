#pragma once

#include <set>
#include <string>

#include "policy/catalogue/catalogue.hpp"
#include "policy/catalogue/catalogue_json.hpp"
#include "policy/language/policy.hpp"

namespace gdprd::policy {

/// The most specific rule of `owners:` for a field, personal or not; of equally specific ones the
/// earlier. Null: nobody is named.
[[nodiscard]] const OwnerRule* find_owner(const Policy& policy, const Catalogue& catalogue,
                                          const FieldPath& field);
/// Who answers for a field; empty when nobody is named or `policy` is null.
[[nodiscard]] std::string owner_of(const Policy* policy, const Catalogue& catalogue,
                                   const FieldPath& field);
/// Of all fields of the catalogue that somebody answers for.
[[nodiscard]] FieldOwners owners_of(const Policy* policy, const Catalogue& catalogue);
/// Who answers for what moved: the owners of the fields of a task, those that are gone included.
[[nodiscard]] std::set<std::string> owners_of(const Policy* policy, const Catalogue& catalogue,
                                              const DriftTask& task);
/// All that the policy names, without repeats.
[[nodiscard]] std::set<std::string> all_owners(const Policy* policy);

}  // namespace gdprd::policy
