#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace gdprd {

/// UTF-8 as Unicode defines it: no overlong form, no surrogate, nothing above U+10FFFF.
[[nodiscard]] bool valid_utf8(std::string_view text) noexcept;

/// For names that others chose (tables, files, settings) on a terminal or in a log line: control
/// characters, direction overrides and bad UTF-8 become \xNN or \u{NNNN}; cut after `bytes_max`
/// bytes of output with "...".
[[nodiscard]] std::string printable(std::string_view text, std::size_t bytes_max = 256);

/// The first character of a text that is not empty, as printable() writes it.
struct PrintablePiece {
    std::string text;
    std::size_t length = 0;  ///< bytes that it took
    bool as_it_was = false;  ///< else it was escaped
};
[[nodiscard]] PrintablePiece next_printable(std::string_view text);

}  // namespace gdprd
