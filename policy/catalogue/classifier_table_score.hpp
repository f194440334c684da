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

/// Tables of files that people add, by name; and what somebody writes on one of them.
[[nodiscard]] bool is_of_attachments(const context::Collection& collection);
[[nodiscard]] bool is_description(const std::string& whole);

/// "start_date" in a table of employees: since and until when a person works there.
[[nodiscard]] bool is_term_of_employment(const context::Collection& collection,
                                         const std::string& whole);

}  // namespace gdprd::policy
