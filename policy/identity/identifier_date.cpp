#include <array>
#include <optional>

#include "policy/identity/identifier_families.hpp"
#include "policy/identity/identifier_text.hpp"

namespace gdprd::policy {
namespace {

/// A time of midnight, as databases print a date that is stored as a timestamp.
bool is_midnight(std::string_view time) noexcept {
    if (time.size() < 6 || (time[0] != 'T' && time[0] != ' ')) return false;
    time.remove_prefix(1);
    if (time.back() == 'Z') time.remove_suffix(1);
    return time.starts_with("00:00") && time.find_first_not_of("0:.") == std::string_view::npos;
}

struct Parts {
    std::string_view year;
    std::string_view month;
    std::string_view day;
};

std::optional<Parts> split_iso(std::string_view value) noexcept {
    if (value.size() >= 10 && value[4] == '-' && value[7] == '-') {
        if (value.size() > 10 && !is_midnight(value.substr(10))) return std::nullopt;
        return Parts{value.substr(0, 4), value.substr(5, 2), value.substr(8, 2)};
    }
    if (value.size() == 8 && text::all_digits(value)) {
        return Parts{value.substr(0, 4), value.substr(4, 2), value.substr(6, 2)};
    }
    return std::nullopt;
}

std::optional<Parts> split_day_first(std::string_view value) noexcept {
    const std::size_t first = value.find_first_of("./-");
    if (first == std::string_view::npos) return std::nullopt;
    const std::size_t second = value.find(value[first], first + 1);
    if (second == std::string_view::npos) return std::nullopt;
    const Parts parts{value.substr(second + 1), value.substr(first + 1, second - first - 1),
                      value.substr(0, first)};
    if (parts.year.size() != 4 || parts.month.size() > 2 || parts.day.size() > 2) {
        return std::nullopt;
    }
    return parts;
}

}  // namespace

IdentifierCheck check_date(std::string_view value) {
    const std::string_view trimmed = text::trim(value);
    auto parts = split_iso(trimmed);
    if (!parts) parts = split_day_first(trimmed);
    if (!parts || !text::all_digits(parts->year) || !text::all_digits(parts->month) ||
        !text::all_digits(parts->day)) {
        return IdentifierCheck::refuse("not a date");
    }
    const Date date{std::chrono::year(text::number(parts->year)),
                    std::chrono::month(static_cast<unsigned>(text::number(parts->month))),
                    std::chrono::day(static_cast<unsigned>(text::number(parts->day)))};
    if (!date.ok() || text::number(parts->year) == 0) {
        return IdentifierCheck::refuse("no such day");
    }
    std::string out(parts->year);
    for (const std::string_view part : {parts->month, parts->day}) {
        out += part.size() == 1 ? "-0" : "-";
        out += part;
    }
    return IdentifierCheck::accept(std::move(out));
}

}  // namespace gdprd::policy
