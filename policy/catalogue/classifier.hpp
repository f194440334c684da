#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "config/base/personal.hpp"
#include "policy/catalogue/catalogue.hpp"

namespace gdprd::policy {

/// What is known of one field: names, declared type, and a bounded sample of values.
struct FieldEvidence {
    StoreName store;
    std::string collection;
    std::string field;  ///< a nested path is written with dots
    std::string declared_type;
    std::string comment;
    std::vector<Personal<std::string>> samples;
    bool is_key = false;
    bool is_foreign_key = false;
};

/// What a field holds, how sure, and why. Reasons never repeat a value.
struct Finding {
    std::optional<Category> category;  ///< deepest taxonomy key; none when rejected
    double probability = 0;            ///< of the best category, also when it was rejected
    double personal = 0;               ///< that the field is personal data
    Decision decision = Decision::reject;
    std::vector<std::string> reasons;
};

/// One finding per field, in order. Fields of one store and collection are each other's context.
/// Pure: names, types and values become log-odds that are added up (man/devel/classifier.md).
[[nodiscard]] std::vector<Finding> classify(std::span<const FieldEvidence> fields);

}  // namespace gdprd::policy
