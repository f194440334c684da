#pragma once

#include <string_view>

#include "policy/catalogue/catalogue.hpp"

namespace gdprd::policy {

/// Where the log-odds of a field begin: of a hundred fields of a business database about a dozen
/// hold personal data.
inline constexpr double kPrior = -2.0;

[[nodiscard]] double probability_of(double log_odds) noexcept;

/// Accepted, put before a person, or rejected. Articles 9 and 10: a person looks much earlier.
[[nodiscard]] Decision decide(double personal, std::string_view category);

}  // namespace gdprd::policy
