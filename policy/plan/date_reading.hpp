#pragma once

#include <optional>
#include <string_view>

#include "config/base/time.hpp"
#include "config/base/zone.hpp"
#include "policy/plan/row.hpp"

namespace gdprd::policy {

/// The date that a value tells, as far as a duty to keep is counted from it. Read are
///   texts: 2016-01-12, 2016/01/12, 12.01.2016, 12/01/2016, 12-01-2016, 20160112, each alone or
///     before a time of day, that with or without a zone (Z, UTC, +01:00);
///   integers: 20160112, 20160112093000, and moments from 9 September 2001 on as seconds (10
///     digits) or milliseconds (13 digits) since 1970.
/// Whatever can be read in two ways is read as the later one: 12/11/2016 is 11 December. A moment
/// counts as the day that it falls on in `zone`; a time without a zone is one of `zone`, or of UTC
/// where it `may_be_utc`.
/// Absent where none of that fits: nothing is guessed of what would be erased.
[[nodiscard]] std::optional<Date> latest_date(const PersonalCell& cell, const Zone& zone,
                                              bool may_be_utc = false);
/// Whether a column declared so holds moments whose text has no zone: MariaDB's timestamp is read
/// in UTC, as SQLite's CURRENT_TIMESTAMP writes it.
[[nodiscard]] bool may_hold_utc(std::string_view declared_type);

}  // namespace gdprd::policy
