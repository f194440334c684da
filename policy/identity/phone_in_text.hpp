#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "policy/identity/seed.hpp"

namespace gdprd::policy {

/// A known phone number as it is looked for inside texts, in whatever way people write it:
/// "+49 89 7654321", "0049 (0)89/765-43-21", "089 7654321", where the calling code tells the trunk
/// prefix. Nothing is found inside longer numbers; a number that is written without trunk prefix
/// and calling code only where the country has no trunk prefix, or is in North America.
class PhoneInText {
  public:
    /// From the normal form of a phone number: E.164, or the digits of one whose country is not
    /// known, which is found with and without any country's calling code.
    explicit PhoneInText(const std::string& normal_form);

    /// What a store is asked for with MatchMode::digits_inside; it finds more than stands_in().
    /// Empty: too few digits to be told apart.
    [[nodiscard]] const std::string& wanted() const noexcept { return wanted_; }

    [[nodiscard]] bool stands_in(std::string_view text) const;
    /// The same of a text's dialled_marks(), for several numbers in one text.
    [[nodiscard]] bool stands_in_marks(std::string_view marks) const;

  private:
    [[nodiscard]] bool is_number_at(std::string_view marks, std::size_t begin,
                                    std::size_t end) const;
    [[nodiscard]] bool ends_there(std::string_view marks, std::size_t end) const;

    std::string national_;
    std::string wanted_;
    std::vector<std::string> codes_;        ///< calling codes that can stand before it
    std::vector<std::string> trunks_;       ///< what is dialled before it at home
    std::vector<std::string> from_abroad_;  ///< calling codes, without and with a trunk prefix
    bool bare_ = false;                     ///< also written with neither of them
};

}  // namespace gdprd::policy
