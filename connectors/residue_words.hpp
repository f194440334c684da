#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace gdprd::connectors {

/// "searched the database's files for 2 values: none found", "… for 1 value: 1 value is there";
/// "no value was searched for" where there was none to look for.
[[nodiscard]] std::string search_result(std::string_view where, std::size_t wanted,
                                        std::uint64_t found);

/// "1 value is", "2 values are".
[[nodiscard]] std::string values_are(std::uint64_t count);

}  // namespace gdprd::connectors
