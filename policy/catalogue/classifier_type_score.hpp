#pragma once

#include <string_view>
#include <vector>

#include "policy/catalogue/classifier.hpp"
#include "policy/catalogue/classifier_name_score.hpp"
#include "policy/catalogue/classifier_values.hpp"

namespace gdprd::policy {

/// Whether the field holds whole numbers or UUIDs, by its declared type or its values.
[[nodiscard]] bool holds_keys(const FieldEvidence& field, const values::Profile& profile);

/// Whether the declared type is one of bytes that are no text: bytea, BLOB.
[[nodiscard]] bool holds_bytes(const FieldEvidence& field);

/// What the declared type (or values that are all numbers or flags) says against a category.
[[nodiscard]] std::vector<Evidence> score_type(const FieldEvidence& field,
                                               const values::Profile& profile,
                                               std::string_view category, bool whole_name);

}  // namespace gdprd::policy
