#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "policy/plan/row.hpp"

namespace gdprd::policy {

/// How a field is compared with the wanted values. A store may return more than what matches (the
/// caller checks normal forms again), never less.
enum class MatchMode : unsigned char {
    exact,     ///< equal, one or several fields together (keys)
    folded,    ///< equal after trimming and Unicode lower-casing (e-mail, names)
    digits,    ///< equal after dropping everything but letters and digits, upper-cased; one wanted
               ///< value per written form (phone with +33, 0033, 0; IBAN with and without spaces)
    contains,  ///< the text holds the wanted value, case-insensitively (sweeps of free text)
    digits_inside,  ///< the text holds the wanted digits one after the other, with at most what
                    ///< people write between digits (policy/identity/digits_inside.hpp)
};

/// Rows of one collection where `fields` match any of `any_of`. Values are bound, never pasted.
struct FindQuery {
    CollectionPath in;
    std::vector<std::string> fields;  ///< one field, except for exact
    MatchMode mode = MatchMode::exact;
    std::vector<std::vector<PersonalCell>> any_of;  ///< each as long as `fields`
    std::vector<std::string> read;    ///< fields to return; empty: all of the collection
    std::uint64_t max_rows = 10'000;  ///< more is limit_exceeded, not a silent cut
};

}  // namespace gdprd::policy
