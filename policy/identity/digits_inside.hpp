#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace gdprd::policy {

/// A text as a number inside it is read, one byte for each character: digits, "+", ".", "-", "/",
/// "(", ")" and "," stay, also as other characters of Unicode; blanks of every kind become ' ',
/// ends of lines '\n', ASCII letters small, all else '_'. Marks without width are gone. Of what
/// JSON, HTML and addresses of the web encode ("\u00a0", "&nbsp;", "%20"), what can stand in a
/// number is read; digits never stand encoded.
[[nodiscard]] std::string dialled_marks(std::string_view text);

/// Where digits stand in marks; `end` is behind the last one.
struct DigitsPlace {
    std::size_t begin = std::string::npos;
    std::size_t end = std::string::npos;
    [[nodiscard]] bool found() const noexcept { return begin != std::string::npos; }
};

/// The digits at or behind `from`, one after the other, with at most kBetweenDigitsMax blanks, ends
/// of lines, "+", ".", "-", "/", "(" and ")" between two.
inline constexpr std::size_t kBetweenDigitsMax = 4;
[[nodiscard]] DigitsPlace find_digits(std::string_view marks, std::string_view digits,
                                      std::size_t from) noexcept;
/// The same digits when the last of them stands before `end`, likewise; nearest to it.
[[nodiscard]] DigitsPlace digits_before(std::string_view marks, std::string_view digits,
                                        std::size_t end) noexcept;

/// What stands between digits of one number.
[[nodiscard]] bool is_between_digits(char mark) noexcept;

/// How stores compare for MatchMode::digits_inside: whether the text holds the digits as above.
/// They may be part of a longer number. Other characters of `digits` are passed over; without a
/// digit nothing matches.
[[nodiscard]] bool holds_digits_inside(std::string_view text, std::string_view digits);

/// The digits of a wanted value.
[[nodiscard]] std::string only_digits(std::string_view text);

}  // namespace gdprd::policy
