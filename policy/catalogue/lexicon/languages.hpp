#pragma once

#include <span>
#include <string_view>

#include "policy/catalogue/classifier_lexicon.hpp"

/// What the tables of identity, life and context lack: the words of forms and columns in each of
/// the 24 official languages of the EU. They keep their accents and are folded when they are read.
namespace gdprd::policy::lexicon {

struct Language {
    std::string_view code;  ///< ISO 639-1; "columns" for abbreviations of columns
    std::span<const Line> lines;
};

[[nodiscard]] std::span<const Language> languages() noexcept;

[[nodiscard]] std::span<const Line> abbreviations() noexcept;
[[nodiscard]] std::span<const Line> bulgarian() noexcept;
[[nodiscard]] std::span<const Line> croatian() noexcept;
[[nodiscard]] std::span<const Line> czech() noexcept;
[[nodiscard]] std::span<const Line> danish() noexcept;
[[nodiscard]] std::span<const Line> dutch() noexcept;
[[nodiscard]] std::span<const Line> english() noexcept;
[[nodiscard]] std::span<const Line> english_abbreviations() noexcept;
[[nodiscard]] std::span<const Line> estonian() noexcept;
[[nodiscard]] std::span<const Line> finnish() noexcept;
[[nodiscard]] std::span<const Line> french() noexcept;
[[nodiscard]] std::span<const Line> german() noexcept;
[[nodiscard]] std::span<const Line> greek() noexcept;
[[nodiscard]] std::span<const Line> hungarian() noexcept;
[[nodiscard]] std::span<const Line> irish() noexcept;
[[nodiscard]] std::span<const Line> italian() noexcept;
[[nodiscard]] std::span<const Line> latvian() noexcept;
[[nodiscard]] std::span<const Line> lithuanian() noexcept;
[[nodiscard]] std::span<const Line> maltese() noexcept;
[[nodiscard]] std::span<const Line> polish() noexcept;
[[nodiscard]] std::span<const Line> portuguese() noexcept;
[[nodiscard]] std::span<const Line> romanian() noexcept;
[[nodiscard]] std::span<const Line> slovak() noexcept;
[[nodiscard]] std::span<const Line> slovene() noexcept;
[[nodiscard]] std::span<const Line> spanish() noexcept;
[[nodiscard]] std::span<const Line> swedish() noexcept;

}  // namespace gdprd::policy::lexicon
