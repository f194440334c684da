#include "policy/language/period.hpp"

#include <fmt/format.h>

#include "policy/language/policy.hpp"

namespace gdprd::policy {
namespace {

namespace chrono = std::chrono;

constexpr std::string_view kDate = "date";
constexpr std::string_view kEndOfYear = "end-of-year";

std::optional<unsigned> two_digits(std::string_view text) noexcept {
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    if (text.size() != 2 || !digit(text[0]) || !digit(text[1])) return std::nullopt;
    return static_cast<unsigned>(text[0] - '0') * 10 + static_cast<unsigned>(text[1] - '0');
}

/// The last of the month where the month has no such day in that year.
Date in_year(chrono::year year, chrono::month_day day) {
    const Date date = year / day.month() / day.day();
    if (date.ok()) return date;
    return year / day.month() / chrono::last;
}

}  // namespace

std::string to_string(const CountedFrom& from) {
    if (!from.year_end) return std::string(kDate);
    if (*from.year_end == kCalendarYearEnd) return std::string(kEndOfYear);
    return fmt::format("{:02}-{:02}", static_cast<unsigned>(from.year_end->month()),
                       static_cast<unsigned>(from.year_end->day()));
}

std::optional<CountedFrom> parse_counted_from(std::string_view text) noexcept {
    if (text == kDate) return CountedFrom{};
    if (text == kEndOfYear) return CountedFrom{kCalendarYearEnd};
    if (text.size() != 5 || text[2] != '-') return std::nullopt;
    const auto month = two_digits(text.substr(0, 2));
    const auto day = two_digits(text.substr(3));
    if (!month || !day) return std::nullopt;
    const chrono::month_day end{chrono::month(*month), chrono::day(*day)};
    if (!end.ok()) return std::nullopt;
    return CountedFrom{end};
}

Date last_day_of(chrono::years period, const CountedFrom& from, Date date) {
    Date start = date;
    if (from.year_end) {
        start = in_year(date.year(), *from.year_end);
        if (start < date) start = in_year(date.year() + chrono::years(1), *from.year_end);
    }
    return in_year(start.year() + period,
                   from.year_end.value_or(chrono::month_day{start.month(), start.day()}));
}

std::string period_words(const ErasureRule& rule) {
    if (!rule.keep_years) return {};
    const auto count = rule.keep_years->count();
    std::string words = fmt::format("{} {}", count, count == 1 ? "year" : "years");
    if (!rule.from_field) return words;
    const auto& end = rule.counted_from.year_end;
    if (!end) return words + " from " + *rule.from_field;
    if (*end == kCalendarYearEnd) return words + " from the end of the year of " + *rule.from_field;
    return fmt::format("{} from the end of the financial year (to {}) of {}", words,
                       to_string(rule.counted_from), *rule.from_field);
}

}  // namespace gdprd::policy
