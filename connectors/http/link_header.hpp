#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace gdprd::connectors {

/// The target of the first link with the relation "next" in the value of a Link header (RFC 8288,
/// 3), as it is written there: it may be relative. nullopt when there is none, or when the value
/// is malformed before it.
[[nodiscard]] std::optional<std::string> find_next_link(std::string_view header);

}  // namespace gdprd::connectors
