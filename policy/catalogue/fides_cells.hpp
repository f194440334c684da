#pragma once

#include <map>
#include <string>
#include <vector>

#include "policy/catalogue/catalogue.hpp"

namespace gdprd::policy {

/// Fides' nested fields of one column. Lists have no level of their own there: what the catalogue
/// calls "prefs#/contacts/*/email" is `email` in the `fields` of `contacts`.
struct FidesInside {
    std::map<std::string, FidesInside> fields;
    const CatalogueField* field = nullptr;  ///< borrowed; null for names on the way
};

/// `left_out` gets the places that Fides cannot name: a dot in a name, or a list of plain values
/// without one.
[[nodiscard]] FidesInside fides_inside(const Catalogue& catalogue, const CollectionPath& in,
                                       const std::string& column,
                                       std::vector<std::string>& left_out);

/// The places inside a column that nested names mean; empty when there are none.
[[nodiscard]] std::vector<FieldPath> places_named(const Catalogue& catalogue,
                                                  const CollectionPath& in,
                                                  const std::string& column,
                                                  const std::vector<std::string>& names);

}  // namespace gdprd::policy
