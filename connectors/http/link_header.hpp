#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "config/base/result.hpp"

namespace gdprd::connectors {

/// The target of the first link with the relation "next" in the value of a Link header (RFC 8288,
/// 3), as it is written there: it may be relative. nullopt when the whole value has none;
/// `invalid_argument` when the value is malformed before one: it may say that more follows.
Result<std::optional<std::string>> find_next_link(std::string_view header);

}  // namespace gdprd::connectors
