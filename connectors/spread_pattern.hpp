#pragma once

#include <string>
#include <string_view>

namespace gdprd::connectors {

/// How often what may stand between two digits is repeated.
inline constexpr std::string_view kAnyTimes = "*";
/// Four marks of three bytes each. PCRE keeps what it passes over, up to a limit behind which it
/// finds nothing; PostgreSQL's expressions take long to count.
inline constexpr std::string_view kFewTimes = "{0,12}";

/// A regular expression, as PostgreSQL and PCRE both read it, that finds digits with what
/// policy::find_digits() passes over between them, and more, in a text as it is stored: encoded for
/// JSON, HTML or addresses of the web, or with PostgreSQL's escapes of bytes ("\302\240").
[[nodiscard]] std::string spread_pattern(std::string_view digits, std::string_view times);

}  // namespace gdprd::connectors
