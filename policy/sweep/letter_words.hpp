#pragma once

#include <span>
#include <string_view>

namespace gdprd::policy::sweep {

/// What people write in letters and tickets around names, in one language; phrases separated by
/// "|", in lower case as they are spelled, without the dots of abbreviations.
struct LetterWords {
    std::string_view language;       ///< ISO 639-1
    std::string_view greetings;      ///< "dear": a title or a name follows
    std::string_view titles;         ///< "mr", "dr": stand before a name, after a greeting
    std::string_view forms;          ///< titles that announce a name at the begin of a line too
    std::string_view titles_behind;  ///< stand behind a name: "kungs"
    std::string_view closings;       ///< "kind regards": a name stands below or behind
    std::string_view introductions;  ///< "my name is"
    std::string_view may_introduce;  ///< "i am": only before a known given name and another
    std::string_view labels;         ///< "cc", "contact": before a colon and a name
    std::string_view others;         ///< who is greeted and signs, but is no person by name
};

/// The 24 official languages of the EU.
[[nodiscard]] std::span<const LetterWords> letter_words() noexcept;

/// Small words inside names ("van der"), of all languages.
[[nodiscard]] std::string_view name_particles() noexcept;
/// Labels behind which products, organisations and places stand too ("name", "from").
[[nodiscard]] std::string_view labels_of_things_too() noexcept;
/// "and", of all languages.
[[nodiscard]] std::string_view name_conjunctions() noexcept;
/// Words of organisations, teams and time that no name holds, of all languages.
[[nodiscard]] std::string_view no_names() noexcept;

}  // namespace gdprd::policy::sweep
