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
        if (digits > kTownDigitsMax || is_part_of_number(at, digits)) return false;
        if (digits <= kHouseDigitsMax && !is_year(at, digits) && text_[at] != '0' &&
            (may_stand_before(at + digits) || may_stand_behind(at, digits)))
            return true;
        return digits >= kTownDigitsMin && may_be_code(at, digits);
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

    static constexpr std::size_t kHouseDigitsMax = 4;
    static constexpr std::size_t kTownDigitsMin = 4;
    static constexpr std::size_t kTownDigitsMax = 5;

    /// "12.50", "10:15", "a12".
    [[nodiscard]] bool is_part_of_number(std::size_t at, std::size_t digits) const noexcept {
        const auto joins = [](char c) { return c == '.' || c == ',' || c == ':'; };
        const std::size_t next = at + digits;
        if (next + 1 < text_.size() && joins(text_[next]) && text::is_digit(text_[next + 1]))
            return true;
        if (at == 0) return false;
        const char before = text_[at - 1];
        return text::is_alpha(before) || (at > 1 && joins(before) && text::is_digit(text_[at - 2]));
    }
    [[nodiscard]] bool is_year(std::size_t at, std::size_t digits) const noexcept {
        return digits == 4 && (text_[at] == '1' || text_[at] == '2') &&
               (at + digits == text_.size() || !text::is_alpha(text_[at + digits]));
    }
    [[nodiscard]] static bool is_high(char c) noexcept { return static_cast<signed char>(c) < 0; }
    [[nodiscard]] static bool may_begin_name(char c) noexcept {
        return text::is_upper(c) || is_high(c);
    }

    /// "12 rue", "12 High Street".
    [[nodiscard]] bool may_stand_before(std::size_t end) const noexcept {
        constexpr std::size_t kWordBytesMax = 20;
        std::size_t at = end;
        if (at < text_.size() && text::is_alpha(text_[at])) ++at;  // "12a"
        if (at < text_.size() && text_[at] == ',') ++at;
        if (at + 4 > text_.size() || text_[at] != ' ') return false;
        ++at;
        if (words_.may_lead(text_.data() + at)) return true;
        if (text_[at] == 'b' || text_[at] == 't') {
            const std::string_view more = text_.substr(at, 3);
            return more == "bis" || more == "ter";
        }
        if (!may_begin_name(text_[at])) return false;
        // two capitals
        const std::size_t most = std::min(text_.size(), at + kWordBytesMax);
        while (at < most && text_[at] != ' ') ++at;
        return at + 1 < text_.size() && text_[at] == ' ' && may_begin_name(text_[at + 1]);
    }

    /// "Hauptstraße 12", "utca 12", "Foch, 12". Where a sentence goes on behind the number only a
    /// word for streets before it counts: of "via Roma 12 is" nothing is seen.
    [[nodiscard]] bool may_stand_behind(std::size_t at, std::size_t digits) const noexcept {
        if (at < 4) return false;
        std::size_t end = at;
        if (text_[end - 1] == ' ' || is_high(text_[end - 1])) --end;
        if (text_[end - 1] == '.' || text_[end - 1] == ',') {
            const char abbreviated = text_[end - 2];
            return text::is_alpha(abbreviated) || is_high(abbreviated);
        }
        if (end == at || (!text::is_alpha(text_[end - 1]) && !is_high(text_[end - 1])))
            return false;
        if (words_.may_follow(text_.data() + end - 3)) return true;
        const std::size_t next = at + digits;
        if (next + 1 < text_.size() && text_[next] == ' ' && text::is_lower(text_[next + 1]))
            return false;
        constexpr std::size_t kSmallMax = 40;
        std::size_t begin = end - 1;
        while (begin > 0 && end - begin < kSmallMax && text::is_lower(text_[begin])) --begin;
        return may_begin_name(text_[begin]);
    }

    /// "80331 München" at the begin of a line or behind a comma.
    [[nodiscard]] bool may_be_code(std::size_t at, std::size_t digits) const noexcept {
        const std::size_t next = at + digits;
        if (next + 1 >= text_.size() || text_[next] != ' ' || !may_begin_name(text_[next + 1]))
            return false;
        if (at == 0 || text_[at - 1] == '\n' || text_[at - 1] == '>') return true;
        return text_[at - 1] == ' ' &&
               (at == 1 || text_[at - 2] == ',' || text_[at - 2] == '\n' || text_[at - 2] == ' ');
    }

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
