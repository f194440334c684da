#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace gdprd::policy::names {

/// Finds the form that the lexicon has of a word or phrase that stands in another case or number:
/// its stem by the endings of the same language, of a phrase that of its last word. Words shorter
/// than six letters are left alone: too many of them differ in nothing but what looks like an
/// ending.
class Inflections {
  public:
    /// `word` is folded; of a language without endings (lexicon/endings.hpp) nothing is learnt.
    void learn(std::string_view language, std::string_view word);
    /// The form that was learnt, or an empty view.
    [[nodiscard]] std::string_view known_form(std::string_view word) const;

  private:
    struct Form {
        std::string_view endings;
        std::string word;
    };
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const noexcept {
            return std::hash<std::string_view>{}(text);
        }
    };
    std::unordered_map<std::string, std::vector<Form>, Hash, std::equal_to<>> stems_;
};

}  // namespace gdprd::policy::names
