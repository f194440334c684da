#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace gdprd::policy::text {

[[nodiscard]] constexpr bool is_digit(char c) noexcept {
    return c >= '0' && c <= '9';
}
[[nodiscard]] constexpr bool is_upper(char c) noexcept {
    return c >= 'A' && c <= 'Z';
}
[[nodiscard]] constexpr bool is_lower(char c) noexcept {
    return c >= 'a' && c <= 'z';
}
[[nodiscard]] constexpr bool is_alpha(char c) noexcept {
    return is_upper(c) || is_lower(c);
}
[[nodiscard]] constexpr bool is_alnum(char c) noexcept {
    return is_alpha(c) || is_digit(c);
}
[[nodiscard]] constexpr int digit(char c) noexcept {
    return c - '0';
}

/// At least one character, ASCII digits only.
[[nodiscard]] constexpr bool all_digits(std::string_view text) noexcept {
    for (const char c : text) {
        if (!is_digit(c)) return false;
    }
    return !text.empty();
}
/// Value of a run of digits; the caller checked it. At most 9 digits.
[[nodiscard]] constexpr int number(std::string_view digits) noexcept {
    int value = 0;
    for (const char c : digits.substr(0, 9)) value = value * 10 + digit(c);
    return value;
}
[[nodiscard]] std::string_view trim(std::string_view text) noexcept;
[[nodiscard]] std::string upper_ascii(std::string_view text);
[[nodiscard]] std::string lower_ascii(std::string_view text);

/// Unicode spaces, dashes, dots, slashes and full-width digits as their ASCII forms; the characters
/// of `dropped`, no letters or digits, removed; white space at both ends trimmed. How people type
/// numbers.
[[nodiscard]] std::string compact(std::string_view text, std::string_view dropped);

/// The ASCII form of a Unicode space, dash, dot, slash or full-width digit; '\0' for others.
[[nodiscard]] char ascii_look_alike(char32_t c) noexcept;

/// What next_code_point returns for bytes that are not UTF-8.
inline constexpr char32_t kIllFormed = 0xFFFFFFFF;
/// Decodes the code point at `at` (< text.size()) and moves `at` behind it, by one byte when
/// ill-formed.
[[nodiscard]] char32_t next_code_point(std::string_view text, std::size_t& at) noexcept;
[[nodiscard]] bool is_utf8(std::string_view text) noexcept;

/// Luhn check of a run of digits.
[[nodiscard]] bool luhn(std::string_view digits) noexcept;
/// Verhoeff's check (1969) of a run of digits, check digit included.
[[nodiscard]] bool verhoeff(std::string_view digits) noexcept;
/// ISO 7064 mod 11,10 of a run of digits, check digit included.
[[nodiscard]] bool mod_11_10(std::string_view digits) noexcept;
/// Remainder of a run of digits of any length.
[[nodiscard]] unsigned mod(std::string_view digits, unsigned divisor) noexcept;
/// Sum of digit × weight over the shorter of both. Weights are characters: '1'…'9', ':' is 10.
[[nodiscard]] int weighted(std::string_view digits, std::string_view weights) noexcept;

}  // namespace gdprd::policy::text
