#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "policy/sweep/byte_triples.hpp"
#include "policy/sweep/letter_phrases.hpp"

namespace gdprd::policy::sweep {

/// How streets are called in the languages of the EU.
class StreetWords {
  public:
    [[nodiscard]] static const StreetWords& all();

    /// Stands before the street's own name: "rue", "via", "ul".
    [[nodiscard]] bool leads(std::string_view folded) const { return leading_.contains(folded); }
    /// The same, where the number comes first: "rue", "triq".
    [[nodiscard]] bool leads_behind_number(std::string_view folded) const {
        return leading_behind_.contains(folded);
    }
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

    /// Whether a word for streets may follow a street's number ("rue"), by its first three bytes.
    [[nodiscard]] bool may_lead(const char* three) const noexcept {
        return lead_begins_.may_have(three);
    }
    /// Whether a word for streets may stand before a street's number ("utca", "Hauptstraße"), by
    /// its last three bytes.
    [[nodiscard]] bool may_follow(const char* three) const noexcept {
        return follow_ends_.may_have(three);
    }

  private:
    StreetWords();
    Words leading_;
    Words leading_behind_;
    Words following_;
    Words english_;
    Words at_;
    Words numbers_;
    Words joins_;
    Words towns_;
    std::vector<std::string> endings_;
    std::vector<std::string> weak_endings_;
    Words no_compounds_;
    ByteTriples<12> lead_begins_;
    ByteTriples<13> follow_ends_;
};

}  // namespace gdprd::policy::sweep
