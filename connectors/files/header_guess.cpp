#include "connectors/files/header_guess.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <span>

#include "policy/catalogue/classifier_names.hpp"
#include "policy/catalogue/classifier_values.hpp"

namespace gdprd::connectors {

namespace {

using Rows = std::vector<std::vector<std::string>>;

constexpr std::size_t kNameMax = 128;
constexpr std::size_t kNamesToOnePerson = 4;

bool is_digit(char c) noexcept {
    return c >= '0' && c <= '9';
}

bool is_small(char c) noexcept {
    return c >= 'a' && c <= 'z';
}

/// A name of a field is short, not empty, and no value: no number, date, address.
bool may_be_name(const std::string& text) {
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string::npos || text.size() > kNameMax) return false;
    const char c = text[first];
    return !is_digit(c) && c != '+' && c != '-' && text.find('@') == std::string::npos &&
           text.find('\n') == std::string::npos;
}

/// As programs name things: small letters, digits, underscores.
bool is_identifier(std::string_view text) {
    return !text.empty() && is_small(text.front()) &&
           std::ranges::all_of(text, [](char c) { return is_small(c) || is_digit(c) || c == '_'; });
}

enum class Words : unsigned char { other, of_names, of_fields };

/// Whether fields are named with these words, and nothing else ("Kundennr", "date of birth"), and
/// whether they are of fields alone: "Bill" and "Max" are in other names too.
Words words_in(const std::string& text) {
    using policy::lexicon::Term;
    const auto words = policy::names::words_of(text);
    const auto units = policy::names::units_of(words);
    Words out = Words::other;
    for (const auto& unit : units) {
        if (unit.entry == nullptr) return Words::other;
        const bool of_fields =
            std::ranges::any_of(std::array{Term::concept_, Term::whole_name, Term::operational},
                                [&](Term term) { return unit.entry->is(term); });
        out = of_fields || out == Words::of_fields ? Words::of_fields : Words::of_names;
    }
    return out;
}

/// What people are called, where they live, how they are reached.
bool is_of_person(const std::string& text, policy::sweep::Sweeper& sweeper) {
    const std::vector<Personal<std::string>> one{Personal<std::string>(text)};
    const policy::values::Profile is = policy::values::profile(one, sweeper);
    return is.given_name > 0 || is.family_name > 0 || is.place > 0 || is.street > 0 ||
           is.email > 0 || is.phone > 0 || is.iban > 0 || is.mentions > 0;
}

/// Below it stand only numbers, dates, addresses.
bool differs_from_column(std::size_t column, const Rows& next) {
    std::size_t values = 0;
    for (const auto& row : next) {
        if (row[column].empty()) continue;
        if (may_be_name(row[column])) return false;
        ++values;
    }
    return values > 0;
}

bool stands_in_column(const std::string& text, std::size_t column, const Rows& next) {
    return std::ranges::any_of(next, [&](const auto& row) { return row[column] == text; });
}

}  // namespace

FirstRecord guess_first_record(const std::vector<std::string>& first, const Rows& next) {
    const std::set<std::string> distinct(first.begin(), first.end());
    if (distinct.size() != first.size() || !std::ranges::all_of(first, may_be_name))
        return FirstRecord::values;
    policy::sweep::Sweeper sweeper;
    std::size_t named = 0;
    std::size_t persons = 0;
    std::size_t shown = 0;  // by their words, or by what stands below
    std::size_t plain = 0;
    for (std::size_t i = 0; i < first.size(); ++i) {
        const std::string& cell = first[i];
        if (stands_in_column(cell, i, next)) return FirstRecord::unclear;
        const bool identifier = is_identifier(cell);
        const Words words = words_in(cell);
        const bool clear =
            words == Words::of_fields || (identifier && cell.find('_') != std::string::npos);
        const bool person = !clear && is_of_person(cell, sweeper);
        const bool name = clear || (words == Words::of_names && !person);
        named += name ? 1 : 0;
        persons += person ? 1 : 0;
        if (name || differs_from_column(i, next)) {
            ++shown;
        } else if (identifier) {
            ++plain;
        }
    }
    // "Price" and "Page" are families too
    if (persons * kNamesToOnePerson > named) return FirstRecord::unclear;
    const bool all = shown > 0 && shown + plain == first.size();
    return all || 2 * shown > first.size() ? FirstRecord::names : FirstRecord::unclear;
}

}  // namespace gdprd::connectors
