#pragma once

#include <map>
#include <string>
#include <string_view>

#include "policy/catalogue/catalogue.hpp"

namespace gdprd::policy {

/// What `gdprctl catalogue list -o json` prints and `gdprctl policy lint --catalogue` reads:
/// {"version": HEX, "stores": [schemas], "fields": [{path, category, probability_ppm, personal_ppm,
/// decision, decided_by, reasons}]}. One line, the members of to_cbor(catalogue) and the version.
[[nodiscard]] std::string to_json(const Catalogue& catalogue);

/// Who answers for fields; those that nobody is named for are left out.
using FieldOwners = std::map<FieldPath, std::string>;
/// The same with "owner" at the fields that have one. `version` is that of the catalogue without
/// what was added to it.
[[nodiscard]] std::string to_json(const Catalogue& catalogue, const FieldOwners& owners,
                                  const CatalogueVersion& version);

/// Reads it back; members that it does not know are left out, the version is not compared (a file
/// may be written by hand). invalid_argument says what is wrong, limit_exceeded how much is read.
Result<Catalogue> catalogue_from_json(std::string_view json);

}  // namespace gdprd::policy
