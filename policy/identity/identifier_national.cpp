#include <algorithm>
#include <vector>

#include "policy/identity/identifier_families.hpp"
#include "policy/identity/identifier_national_rules.hpp"
#include "policy/identity/identifier_text.hpp"

namespace gdprd::policy {
namespace national {

bool is_day(int year, int month, int day) noexcept {
    if (year < 1) return false;
    return Date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                std::chrono::day(static_cast<unsigned>(day))}
        .ok();
}

bool is_future(int year, int month, int day, std::optional<Date> today) noexcept {
    return today && Date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                         std::chrono::day(static_cast<unsigned>(day))} > *today;
}

std::optional<IdentifierCheck> refuse_unless_digits(std::string_view number, std::size_t length) {
    if (!text::all_digits(number)) return IdentifierCheck::refuse(kNotDigits);
    if (number.size() != length) return IdentifierCheck::refuse(kLength);
    return std::nullopt;
}

IdentifierCheck by_check_digit(std::string number, std::optional<char> expected, char actual) {
    if (!expected || *expected != actual) return IdentifierCheck::refuse(kCheck);
    return IdentifierCheck::accept(std::move(number));
}

namespace {

const std::vector<NamedRule>& all_rules() {
    static const std::vector<NamedRule> rules = [] {
        std::vector<NamedRule> all;
        for (const auto part :
             {northern_rules(), western_rules(), eastern_rules(), southern_rules()}) {
            all.insert(all.end(), part.begin(), part.end());
        }
        std::sort(all.begin(), all.end(),
                  [](const NamedRule& a, const NamedRule& b) { return a.type < b.type; });
        return all;
    }();
    return rules;
}

}  // namespace
}  // namespace national

std::optional<IdentifierCheck> check_national(std::string_view type, std::string_view value,
                                              std::optional<Date> today) {
    const auto& rules = national::all_rules();
    const auto rule = std::lower_bound(
        rules.begin(), rules.end(), type,
        [](const national::NamedRule& a, std::string_view b) { return a.type < b; });
    if (rule == rules.end() || rule->type != type) return std::nullopt;
    return rule->check(value, today);
}

std::span<const std::string_view> national_types() {
    static const std::vector<std::string_view> types = [] {
        std::vector<std::string_view> names;
        for (const auto& rule : national::all_rules()) names.push_back(rule.type);
        return names;
    }();
    return types;
}

}  // namespace gdprd::policy
