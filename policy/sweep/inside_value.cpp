#include "policy/sweep/inside_value.hpp"

#include <algorithm>

#include "policy/identity/identifier_text.hpp"

namespace gdprd::policy::sweep {
namespace {

/// Shorter values without '@' are one word or none that a sweep could find.
constexpr std::size_t kTextBytesMin = 12;

bool is_space(char c) noexcept {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/// Whether it has what any identifier inside it would have.
bool has_signs(std::string_view value) noexcept {
    std::size_t digits = 0;
    std::size_t marks = 0;
    for (const char c : value) {
        digits += text::is_digit(c) ? 1U : 0U;
        marks += c == ':' || c == '-' ? 1U : 0U;
    }
    return digits >= 4 || marks >= 2;
}

/// "2026-11-22 10:15:00" and what may follow: common, and nothing that is looked for.
bool is_moment(std::string_view value) noexcept {
    return value.size() >= 16 && value.size() <= 32 && value[4] == '-' && value[7] == '-' &&
           (value[10] == ' ' || value[10] == 'T') && value[13] == ':' &&
           std::none_of(value.begin() + 16, value.end(), is_space);
}

}  // namespace

bool has_parts(std::string_view value) noexcept {
    return value.size() >= kTextBytesMin && std::any_of(value.begin(), value.end(), [](char c) {
               return !text::is_alnum(c) && c != '.' && c != '-' && c != '_' && c != '/';
           });
}

bool may_stand_inside(std::string_view value) noexcept {
    return has_parts(value) && !is_moment(value) && has_signs(value);
}

}  // namespace gdprd::policy::sweep
