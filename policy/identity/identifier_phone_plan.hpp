#pragma once

#include <span>
#include <string_view>

namespace gdprd::policy::phone {

/// Numbering plan behind one country calling code. `blocks`: groups separated by spaces, each
/// "lengths:prefixes". Lengths of the national number are single or ranges joined by "/"; prefixes
/// are digits or ranges of equal width joined by ",". The prefixes of a plan do not overlap.
struct NumberPlan {
    int calling_code;
    std::string_view
        trunk;  ///< dialled before a national number at home; "|" between two; or empty
    std::string_view blocks;
};

/// Sorted by calling code: Europe, and the rest of the world in less depth.
[[nodiscard]] std::span<const NumberPlan> european_plans() noexcept;
[[nodiscard]] std::span<const NumberPlan> world_plans() noexcept;

}  // namespace gdprd::policy::phone
