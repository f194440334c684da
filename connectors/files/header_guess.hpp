#pragma once

#include <string>
#include <vector>

namespace gdprd::connectors {

/// What the first record of a table is, as far as the table tells.
enum class FirstRecord : unsigned char {
    names,    ///< of the fields
    values,   ///< a row like those below
    unclear,  ///< it may be a person: nothing shows that these are names
};

/// Compares the first record with the next ones, of which each has as many cells. Names of fields
/// go into the catalogue, plans and the trail in clear: a row must not pass for them. Pure.
[[nodiscard]] FirstRecord guess_first_record(const std::vector<std::string>& first,
                                             const std::vector<std::vector<std::string>>& next);

}  // namespace gdprd::connectors
