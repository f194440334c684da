#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "policy/catalogue/classifier_lexicon.hpp"

namespace gdprd::policy::names {

/// Words of a name: split at punctuation, at changes of case and between letters and digits, folded
/// to lower-case ASCII; glued compounds ("kundennummer", "firstname") cut along the lexicon.
[[nodiscard]] std::vector<std::string> words_of(std::string_view name);

/// Parts of a nested path: "billing.address.line1", "items[].name", "data/attributes/email".
[[nodiscard]] std::vector<std::string_view> path_parts(std::string_view field);

/// Lower-case ASCII of any text: accents dropped, ß as ss, other letters kept as they are.
[[nodiscard]] std::string fold(std::string_view text);

/// All that the lexicon knows of one phrase.
struct Entry {
    std::uint16_t terms = 0;    ///< bit per lexicon::Term
    std::string_view category;  ///< of a concept
    double weight = 0;          ///< of the concept
    double negation = 0;        ///< of the negator

    [[nodiscard]] bool is(lexicon::Term term) const noexcept {
        return (terms >> static_cast<unsigned>(term) & 1U) != 0;
    }
};

/// A run of words that is in the lexicon, or one word that is not (`entry` null).
struct Unit {
    std::string phrase;
    const Entry* entry = nullptr;
    std::size_t words = 1;
};

/// Longer phrases are never looked up.
inline constexpr std::size_t kPhraseWordsMax = 6;

/// Longest phrases first, from the left.
[[nodiscard]] std::vector<Unit> units_of(std::span<const std::string> words);

/// The entry of a phrase; single words also without their plural or case ending.
[[nodiscard]] const Entry* find(std::string_view phrase);

}  // namespace gdprd::policy::names
