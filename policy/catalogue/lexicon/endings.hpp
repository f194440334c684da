#pragma once

#include <string_view>

namespace gdprd::policy::lexicon {

/// Case, number and article endings of nouns and adjectives in a language, folded, separated by
/// spaces; empty where words hardly change or the general plurals do. Source: any grammar of it.
[[nodiscard]] std::string_view endings(std::string_view language) noexcept;

/// Whether the language writes compounds as one word: "Passwortlänge". Of no language (words of
/// columns) too.
[[nodiscard]] bool writes_compounds(std::string_view language) noexcept;

}  // namespace gdprd::policy::lexicon
