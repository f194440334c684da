#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "policy/identity/identifier_text.hpp"
#include "policy/sweep/placed_find.hpp"
#include "policy/sweep/street_words.hpp"

namespace gdprd::policy::sweep {

/// Postal addresses: a street with its number, as most countries of the EU write it, with a postal
/// code and a town before or behind it; the street alone; the code with a known town alone.
class AddressesInText {
  public:
    /// Longer ones are told as the street alone.
    static constexpr std::size_t kReach = 170;

    /// Finds are added to `out`; both must live as long as this.
    AddressesInText(std::string_view text, std::vector<PlacedFind>& out)
        : text_(text), out_(out), words_(StreetWords::all()) {}

    /// Whether the digits that begin at `at` could number a house or a town: says no, quickly, to
    /// nearly all that stand in prose.
    [[nodiscard]] bool may_be_part(std::size_t at, std::size_t digits) const noexcept {
        constexpr std::size_t kDigitsMax = 5;
        return digits <= kDigitsMax && (may_stand_before(at + digits) || may_stand_behind(at));
    }
    /// Looks at such digits.
    void number(std::size_t at);

  private:
    struct Street {
        std::size_t begin = 0;
        std::size_t end = 0;  ///< behind the number
        bool sure = false;    ///< an address even without a town
        [[nodiscard]] bool empty() const noexcept { return begin == end; }
    };
    /// A postal code and its town.
    struct Town {
        std::size_t begin = 0;
        std::size_t end = 0;
        [[nodiscard]] bool empty() const noexcept { return begin == end; }
    };

    [[nodiscard]] bool may_stand_before(std::size_t end) const noexcept;
    [[nodiscard]] bool may_stand_behind(std::size_t at) const noexcept;
    [[nodiscard]] std::size_t number_end(std::size_t at, std::size_t digits) const;
    [[nodiscard]] Street street_before(std::size_t at) const;
    [[nodiscard]] Street street_named(const TextWord& last) const;
    [[nodiscard]] Street street_behind(std::size_t end) const;
    [[nodiscard]] TextWord word_before(std::size_t at) const;
    [[nodiscard]] Town town_behind(std::size_t end) const;
    [[nodiscard]] Town town_before(std::size_t begin) const;
    void town_alone(std::size_t at, std::size_t digits);

    std::string_view text_;
    std::vector<PlacedFind>& out_;
    const StreetWords& words_;
};

}  // namespace gdprd::policy::sweep
