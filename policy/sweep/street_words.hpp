#pragma once

#include <bitset>
#include <string>
#include <string_view>
#include <vector>

#include "policy/sweep/letter_phrases.hpp"

namespace gdprd::policy::sweep {

/// How streets are called in the languages of the EU.
class StreetWords {
  public:
    [[nodiscard]] static const StreetWords& all();

    /// Stands before the street's own name: "rue", "via", "ul".
    [[nodiscard]] bool leads(std::string_view folded) const { return leading_.contains(folded); }
    /// Stands behind it, before the number: "utca", "gatve", "Straße".
    [[nodiscard]] bool follows(std::string_view folded) const {
        return following_.contains(folded);
    }
    /// Ends the address where the number comes first: "Road".
    [[nodiscard]] bool ends_english(std::string_view folded) const {
        return english_.contains(folded);
    }
    /// Ends with a word for streets: "Hauptstrasse", "Storgatan".
    [[nodiscard]] bool is_compound(std::string_view folded) const;
    /// Could be one, where a town stands beside it: "Lindenhof".
    [[nodiscard]] bool may_be_compound(std::string_view folded) const;
    /// "am", "zur": begin a street's name that has no word for streets.
    [[nodiscard]] bool is_at(std::string_view folded) const { return at_.contains(folded); }
    /// "nr" between street and number.
    [[nodiscard]] bool is_number_sign(std::string_view folded) const {
        return numbers_.contains(folded);
    }
    /// "de la" between the words of a street's name.
    [[nodiscard]] bool joins(std::string_view folded) const { return joins_.contains(folded); }
    [[nodiscard]] bool is_town(std::string_view folded) const { return towns_.contains(folded); }

    /// Whether a word of small letters may follow a street's number ("rue"), by its first two.
    [[nodiscard]] bool may_lead(char first, char second) const noexcept {
        return lead_begins_[pair(first, second)];
    }
    /// Whether a word of small letters may stand before a street's number ("utca"), by its last
    /// two.
    [[nodiscard]] bool may_follow(char last_but_one, char last) const noexcept {
        return follow_ends_[pair(last_but_one, last)];
    }

  private:
    StreetWords();
    static constexpr std::size_t pair(char a, char b) noexcept {
        return static_cast<unsigned char>(a) * 256U + static_cast<unsigned char>(b);
    }

    Words leading_;
    Words following_;
    Words english_;
    Words at_;
    Words numbers_;
    Words joins_;
    Words towns_;
    std::vector<std::string> endings_;
    std::vector<std::string> weak_endings_;
    Words no_compounds_;
    std::bitset<65536> lead_begins_;
    std::bitset<65536> follow_ends_;
};

}  // namespace gdprd::policy::sweep
