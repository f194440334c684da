#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "policy/sweep/placed_find.hpp"

namespace gdprd::policy::sweep {

/// Where a look at a text's bytes says that names and addresses can be.
struct PeoplePlaces {
    bool from_begin = true;                ///< the text's first byte begins its first line
    std::span<const std::size_t> lines;    ///< begins of lines
    std::span<const std::size_t> numbers;  ///< begins of digits that may be part of an address
};

/// Names and addresses in a text, by their begin, each once: a part of an address is not told
/// beside the whole. `out` is emptied first.
void find_people(std::string_view text, const PeoplePlaces& places, std::vector<PlacedFind>& out);

}  // namespace gdprd::policy::sweep
