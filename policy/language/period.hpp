#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "config/base/time.hpp"

namespace gdprd::policy {

struct ErasureRule;

/// From when a period is counted: the date itself, or the end of the year that the date falls in.
/// The calendar year: § 147(4) AO, § 257(5) HGB. A financial year: the ten years of Art. L123-22 of
/// the Code de commerce are counted from its close.
struct CountedFrom {
    /// The last day of that year. 29 February is the last of February in every year.
    std::optional<std::chrono::month_day> year_end;
    friend bool operator==(const CountedFrom&, const CountedFrom&) = default;
};

inline constexpr std::chrono::month_day kCalendarYearEnd{std::chrono::December /
                                                         std::chrono::day(31)};

/// As in YAML: "date", "end-of-year", "06-30".
[[nodiscard]] std::string to_string(const CountedFrom& from);
/// Absent when the text is none of these.
[[nodiscard]] std::optional<CountedFrom> parse_counted_from(std::string_view text) noexcept;

/// The last day of a period of years, which is part of it: that with the number of the day from
/// which it is counted, or the last of the month where there is none (§ 188(2), (3) BGB;
/// Art. 3(2)(c) of Regulation (EEC, Euratom) 1182/71).
[[nodiscard]] Date last_day_of(std::chrono::years period, const CountedFrom& from, Date date);

/// "10 years from the end of the year of issued_on"; empty without a period.
[[nodiscard]] std::string period_words(const ErasureRule& rule);

}  // namespace gdprd::policy
