#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "config/base/clock.hpp"
#include "config/base/result.hpp"

namespace gdprd {

using Date = std::chrono::year_month_day;

/// "2026-03-05T14:03:22Z" (seconds), RFC 3339, UTC.
[[nodiscard]] std::string format_time(WallTime time);
/// RFC 3339 with Z or a numeric offset, fraction optional.
Result<WallTime> parse_time(std::string_view text);
/// "2026-03-05".
[[nodiscard]] std::string format_date(Date date);
/// ISO 8601 calendar date; a day that does not exist is invalid_argument.
Result<Date> parse_date(std::string_view text);
/// The UTC day of a moment.
[[nodiscard]] Date date_of(WallTime time);

}  // namespace gdprd
