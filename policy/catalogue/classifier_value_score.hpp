#pragma once

#include <string_view>
#include <vector>

#include "policy/catalogue/classifier_context.hpp"
#include "policy/catalogue/classifier_name_score.hpp"
#include "policy/catalogue/classifier_values.hpp"

namespace gdprd::policy {

/// What a sample of values says: for a category of their own, or for and against the name's.
struct ValueScore {
    std::string_view category;  ///< what the values are, or empty
    bool replaces = false;      ///< the name's category gives way to it
    bool stands = false;        ///< more than a hint: no name of a field may throw it away
    std::vector<Evidence> terms;
};

/// A word for a person says that a field points at one, not how: by a name where the values are
/// words, which no key consists of. Changes the category and the wording in `name`.
void read_as_name(const values::Profile& profile, NameScore& name);

[[nodiscard]] ValueScore score_values(const values::Profile& profile, const NameScore& name,
                                      const context::Collection& collection);

}  // namespace gdprd::policy
