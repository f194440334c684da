#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace gdprd::policy::sweep {

/// A run of letters with hyphens and apostrophes inside it, and how it is written.
struct TextWord {
    static constexpr std::size_t kFoldedMax = 40;
    static constexpr std::size_t kBytesMax = 60;
    std::size_t begin = 0;
    std::size_t end = 0;  ///< as `begin` when there is no word, or too long a one
    std::size_t letters = 0;
    bool capital = false;  ///< begins with a capital letter
    bool shouted = false;  ///< more than one letter, all of them capitals
    bool mixed = false;    ///< capitals where names have none: "iPhone", "GmbH"
    std::array<char, kFoldedMax> bytes{};
    std::size_t size = 0;
    [[nodiscard]] bool empty() const noexcept { return begin == end; }
    /// Lower-case, without accents; as names::fold does it.
    [[nodiscard]] std::string_view folded() const noexcept { return {bytes.data(), size}; }
};

/// The word that begins at `at`.
[[nodiscard]] TextWord word_at(std::string_view text, std::size_t at) noexcept;

/// Whether a word could begin, or go on, at `at`: a letter of any script or a digit.
[[nodiscard]] bool is_word_byte(std::string_view text, std::size_t at) noexcept;

/// Behind spaces, tabs and no-break spaces, of which at most kBlanksBytesMax bytes are one break.
inline constexpr std::size_t kBlanksBytesMax = 12;
[[nodiscard]] std::size_t skip_blanks(std::string_view text, std::size_t at) noexcept;

/// Behind blanks, marks of a quotation and the tags of HTML that a line begins with; at most
/// kMarginBytesMax bytes.
inline constexpr std::size_t kMarginBytesMax = 60;
[[nodiscard]] std::size_t skip_margin(std::string_view text, std::size_t at) noexcept;

/// Whether a line of a text, or an element of HTML, ends here.
[[nodiscard]] bool is_line_end(std::string_view text, std::size_t at) noexcept;

/// The begin of the line that follows the one at `at`, at most `most` bytes away; else npos.
[[nodiscard]] std::size_t next_line(std::string_view text, std::size_t at,
                                    std::size_t most) noexcept;

/// Begin of the word that ends at `end`, at most kBytesMax before; `end` when there is none.
[[nodiscard]] std::size_t word_begin(std::string_view text, std::size_t end) noexcept;

}  // namespace gdprd::policy::sweep
