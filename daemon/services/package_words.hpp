#pragma once

#include <span>
#include <string>
#include <string_view>

#include "config/base/strong.hpp"
#include "policy/language/policy.hpp"
#include "policy/requests/information.hpp"

namespace gdprd::daemon {

/// Languages in which gdprd answers a subject (Art. 12(1)); names of fields and the policy's own
/// texts stay as they were written.
enum class AnswerLanguage : unsigned char { en, fr, de };

/// The language of an answer for the tag of a request: English where there are no words for it.
[[nodiscard]] AnswerLanguage answer_language(std::string_view tag) noexcept;
/// "en": of the attribute `lang`.
[[nodiscard]] std::string_view to_string(AnswerLanguage language) noexcept;

/// One sentence of the readable page in each language.
struct Phrase {
    std::string_view key;
    std::string_view en;
    std::string_view fr;
    std::string_view de;

    [[nodiscard]] std::string_view in(AnswerLanguage language) const noexcept;
};

/// All phrases that the page's template names.
[[nodiscard]] std::span<const Phrase> package_phrases() noexcept;
/// A phrase by its key; every key that the program asks for is there.
[[nodiscard]] std::string_view phrase(std::string_view key, AnswerLanguage language);

/// A category in words: its own, or those of the closest category above it.
[[nodiscard]] std::string category_words(const Category& category, AnswerLanguage language);
/// "contract (Art. 6(1)(b))".
[[nodiscard]] std::string basis_words(policy::LegalBasis basis, AnswerLanguage language);
/// What a right lets the subject ask for, with its article.
[[nodiscard]] std::string right_words(policy::SubjectRight right, AnswerLanguage language);

}  // namespace gdprd::daemon
