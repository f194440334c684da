#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace gdprd::connectors {

/// The table of a store in which gdprd keeps the newest checkpoint of its trail, one row for each
/// trail: (origin, checkpoint). It holds nothing about anybody; it is not listed, searched or
/// written as a collection.
inline constexpr std::string_view kAnchorTable = "gdprd_anchor";

/// A trail's row of that table, before and after.
struct AnchorChange {
    std::string origin;                 ///< the trail's name
    std::optional<std::string> before;  ///< the checkpoint that must be there; none: no row
    std::string after;                  ///< a signed note, as text
};

}  // namespace gdprd::connectors
