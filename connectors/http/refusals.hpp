#pragma once

#include <cstddef>

#include "config/base/result.hpp"
#include "connectors/http/client.hpp"

namespace gdprd::connectors {

/// Bytes of a service's own words that are kept as an error's sensitive detail.
inline constexpr std::size_t kRefusalWords = 500;

/// What a status of 3xx, 4xx or 5xx means for a call, and what to do next.
[[nodiscard]] Error refusal(int status, HttpPurpose purpose);

}  // namespace gdprd::connectors
