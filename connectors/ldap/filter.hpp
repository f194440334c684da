#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace gdprd::connectors {

/// A value inside a filter (RFC 4515): every byte that is not a plain ASCII letter, digit or one of
/// ` .@-_+:/,=` is written \NN, so that no value can end or change the filter.
[[nodiscard]] std::string escape_filter_value(std::string_view value);

/// `(attribute=value)`. The attribute is a name of the server's schema, never somebody's input.
[[nodiscard]] std::string equals_filter(std::string_view attribute, std::string_view value);
/// `(attribute=*)`.
[[nodiscard]] std::string present_filter(std::string_view attribute);
/// `(attribute=*value*)`.
[[nodiscard]] std::string part_filter(std::string_view attribute, std::string_view value);
/// `(attribute=*a*b*c*)`: these characters in this order, whatever stands between them. The
/// characters are ASCII letters and digits.
[[nodiscard]] std::string spread_filter(std::string_view attribute, std::string_view characters);
/// `(|…)` and `(&…)`; a single one stands alone.
[[nodiscard]] std::string any_filter(const std::vector<std::string>& filters);
[[nodiscard]] std::string all_filter(const std::vector<std::string>& filters);

}  // namespace gdprd::connectors
