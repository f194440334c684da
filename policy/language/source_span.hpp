#pragma once

#include <cstdint>
#include <map>
#include <string>

namespace gdprd::policy {

/// Where something stands in the policy files.
struct SourceSpan {
    std::string file;  ///< name inside the policy directory
    std::uint32_t line = 0;
    std::uint32_t column = 0;
};

/// Where the values of an item stand, by key as the manual writes it: "action", "select.category",
/// "categories.0".
using ValuePlaces = std::map<std::string, SourceSpan, std::less<>>;

/// "10-tax.yaml:12:5".
[[nodiscard]] std::string to_string(const SourceSpan& span);

}  // namespace gdprd::policy
