#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "policy/catalogue/classifier_context.hpp"

namespace gdprd::policy {

/// Evidence as log-odds with its wording.
struct Evidence {
    double weight;
    std::string reason;
};

/// What names and context say of one field: the best concept and the terms for and against it.
struct NameScore {
    std::string_view category;  ///< empty: no concept in the name
    double concept_weight = 0;
    double local_person = 0;   ///< context of this field: the table's, or its own owner's
    bool ambiguous = false;    ///< a second concept of another branch stands beside it
    bool operational = false;  ///< the whole name is one that is never about a person
    bool number = false;       ///< the name asks for a number: "house number"
    bool whole = false;        ///< the name is the concept and nothing else
    bool person_word = false;  ///< the concept is a word for a person: "owner"
    std::vector<Evidence> terms;

    [[nodiscard]] double sum() const noexcept;
};

[[nodiscard]] NameScore score_name(const context::Collection& collection,
                                   const context::FieldWords& words);

}  // namespace gdprd::policy
