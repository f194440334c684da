#include <array>

#include "policy/identity/identifier_families.hpp"
#include "policy/identity/identifier_text.hpp"

namespace gdprd::policy {
namespace {

/// One issuer's range: the first six digits lie in [first, last], the length in [shortest,
/// longest].
struct IssuerRange {
    int first;
    int last;
    std::size_t shortest;
    std::size_t longest;
};

/// ISO/IEC 7812 ranges of the schemes in use. Visa's lengths are 13, 16 and 19 only.
constexpr std::array<IssuerRange, 27> kIssuers{{
    {100000, 199999, 15, 15},  // UATP
    {220000, 220499, 16, 19},  // Mir
    {222100, 272099, 16, 16},  // Mastercard
    {300000, 305999, 14, 19},  // Diners Club
    {309500, 309599, 14, 19},  // Diners Club
    {340000, 349999, 15, 15},  // American Express
    {352800, 358999, 16, 19},  // JCB
    {360000, 369999, 14, 19},  // Diners Club
    {370000, 379999, 15, 15},  // American Express
    {380000, 399999, 14, 19},  // Diners Club
    {400000, 499999, 13, 19},  // Visa
    {500000, 509999, 12, 19},  // Maestro, Dankort, Elo
    {510000, 559999, 16, 16},  // Mastercard
    {560000, 589999, 12, 19},  // Maestro
    {601100, 601199, 16, 19},  // Discover
    {606282, 606282, 16, 19},  // Hipercard
    {608000, 608999, 16, 16},  // RuPay
    {620000, 629999, 16, 19},  // UnionPay
    {636000, 636999, 16, 19},  // InterPayment, Elo
    {639000, 639099, 12, 19},  // Maestro
    {644000, 649999, 16, 19},  // Discover
    {650000, 659999, 16, 19},  // Discover, RuPay, Troy
    {670000, 679999, 12, 19},  // Maestro
    {690000, 699999, 12, 19},  // Maestro
    {810000, 817199, 16, 19},  // UnionPay, RuPay
    {820000, 829999, 16, 16},  // RuPay
    {979200, 979299, 16, 16},  // Troy
}};

bool issued(std::string_view digits) noexcept {
    const int prefix = text::number(digits.substr(0, 6));
    for (const IssuerRange& range : kIssuers) {
        if (prefix < range.first || prefix > range.last) continue;
        if (digits.size() < range.shortest || digits.size() > range.longest) continue;
        if (digits[0] == '4')
            return digits.size() == 13 || digits.size() == 16 || digits.size() == 19;
        return true;
    }
    return false;
}

/// Why digits without anything between are no card number, or nothing.
std::string_view fault_of(std::string_view digits) noexcept {
    if (!text::all_digits(digits)) return "not only digits";
    if (digits.size() < 12 || digits.size() > 19) return "wrong length";
    if (!issued(digits)) return "no issuer has this range and length";
    if (!text::luhn(digits)) return "wrong check digit";
    return {};
}

}  // namespace

IdentifierCheck check_card(std::string_view value) {
    std::string digits = text::compact(value, " -");
    const std::string_view fault = fault_of(digits);
    return fault.empty() ? IdentifierCheck::accept(std::move(digits))
                         : IdentifierCheck::refuse(fault);
}

bool is_card(std::string_view value) {
    return fault_of(value).empty() || (!text::all_digits(value) && check_card(value).valid());
}

}  // namespace gdprd::policy
