#pragma once

#include <string>
#include <vector>

#include "policy/catalogue/classifier_name_score.hpp"

namespace gdprd::policy {

/// What the table says of a field whose own words name no concept: "value" in "phone_numbers",
/// "key" in a table of tokens, "value" of custom fields, what was there before and after a change,
/// "packed_by". `words` are those of the field's name; the category is empty if nothing is known.
[[nodiscard]] NameScore score_by_table(const context::Collection& collection,
                                       const std::vector<std::string>& words);

/// "packed_by", "quoted_by": somebody did it. What was replaced or followed was so by its like.
[[nodiscard]] bool is_done_by(const std::vector<std::string>& words);

/// Tables of tokens, by name.
[[nodiscard]] bool is_of_tokens(const context::Collection& collection);

}  // namespace gdprd::policy
