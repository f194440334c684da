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
    std::string refers_to;  ///< collection of the same store, by a declared reference; "" without
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

/// What only the other collections of a store tell: fields that refer to rows of persons, because
/// the store declares it, or because they are named like such a collection or its key. `findings`
/// are those of `fields`, in order; samples are not looked at. classify() has done it for the
/// collections that it was given: for callers that classify one collection at a time.
void find_references(std::span<const FieldEvidence> fields, std::span<Finding> findings);

}  // namespace gdprd::policy
