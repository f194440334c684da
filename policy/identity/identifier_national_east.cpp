// Bulgaria, Czechia, Hungary, Poland, Romania, Slovakia.
#include "policy/identity/identifier_national_rules.hpp"
#include "policy/identity/identifier_text.hpp"

namespace gdprd::policy::national {
namespace {

IdentifierCheck bg_egn(std::string_view value, std::optional<Date>) {
    std::string n = text::compact(value, " -.");
    if (auto refusal = refuse_unless_digits(n, 10)) return *refusal;
    const std::string_view s = n;
    int year = 1900 + text::number(s.substr(0, 2));
    int month = text::number(s.substr(2, 2));
    if (month > 40) {  // born from 2000 on
        year += 100;
        month -= 40;
    } else if (month > 20) {  // born before 1900
        year -= 100;
        month -= 20;
    }
    if (!is_day(year, month, text::number(s.substr(4, 2))))
        return IdentifierCheck::refuse(kBirthDate);
    return by_check_digit(n, static_cast<char>('0' + text::weighted(n, "2485:9736") % 11 % 10),
                          n[9]);
}

IdentifierCheck bg_pnf(std::string_view value, std::optional<Date>) {
    std::string n = text::compact(value, " -.");
    if (auto refusal = refuse_unless_digits(n, 10)) return *refusal;
    // The weights 21, 19, 17, 13, 11, 9, 7, 3, 1 mod 10.
    return by_check_digit(n, static_cast<char>('0' + text::weighted(n, "197319731") % 10), n[9]);
}

/// Birth number of Czechia and Slovakia; nine digits and no check digit until 1953.
IdentifierCheck cz_rc(std::string_view value, std::optional<Date>) {
    std::string n = text::compact(value, " /");
    if (!text::all_digits(n)) return IdentifierCheck::refuse(kNotDigits);
    if (n.size() != 9 && n.size() != 10) return IdentifierCheck::refuse(kLength);
    const std::string_view s = n;
    int year = 1900 + text::number(s.substr(0, 2));
    const int month = text::number(s.substr(2, 2)) % 50 % 20;  // women + 50; spare series + 20
    if (n.size() == 9) {
        if (year >= 1980) year -= 100;
        if (year > 1953) return IdentifierCheck::refuse(kLength);
    } else if (year < 1954) {
        year += 100;
    }
    if (!is_day(year, month, text::number(s.substr(4, 2))))
        return IdentifierCheck::refuse(kBirthDate);
    if (n.size() == 9) return IdentifierCheck::accept(std::move(n));
    unsigned rest = text::mod(s.substr(0, 9), 11);
    if (year < 1985) rest %= 10;
    return by_check_digit(
        n, rest < 10 ? std::optional(static_cast<char>('0' + rest)) : std::nullopt, n[9]);
}

/// Tax number of a person (adóazonosító jel), from the 8 and the days since 1867 on.
IdentifierCheck hu_adojel(std::string_view value, std::optional<Date>) {
    std::string n = text::compact(value, " -");
    if (auto refusal = refuse_unless_digits(n, 10)) return *refusal;
    if (n[0] != '8') return IdentifierCheck::refuse(kFormat);
    const int rest = text::weighted(n, "123456789") % 11;
    return by_check_digit(
        n, rest < 10 ? std::optional(static_cast<char>('0' + rest)) : std::nullopt, n[9]);
}

/// Personal number (személyi azonosító); its weights were turned round for births from 1997 on.
IdentifierCheck hu_szemelyi(std::string_view value, std::optional<Date>) {
    std::string n = text::compact(value, " -");
    if (auto refusal = refuse_unless_digits(n, 11)) return *refusal;
    if (n[0] == '0' || n[0] == '9') return IdentifierCheck::refuse(kFormat);
    const std::string_view s = n;
    const int two = text::number(s.substr(1, 2));
    // 3, 4, 7 and 8 were given to people born before 1900, and are again to those born from 2000
    // on.
    const bool other_century = n[0] == '3' || n[0] == '4' || n[0] == '7' || n[0] == '8';
    constexpr int kFirstYear = 67;
    const int old_or_new = two >= kFirstYear ? 1800 : 2000;
    const int year = two + (other_century ? old_or_new : 1900);
    if (!is_day(year, text::number(s.substr(3, 2)), text::number(s.substr(5, 2))))
        return IdentifierCheck::refuse(kBirthDate);
    const int rest = text::weighted(n, year < 1997 ? "123456789:" : ":987654321") % 11;
    return by_check_digit(
        n, rest < 10 ? std::optional(static_cast<char>('0' + rest)) : std::nullopt, n[10]);
}

/// Health insurance number (társadalombiztosítási azonosító jel).
IdentifierCheck hu_taj(std::string_view value, std::optional<Date>) {
    std::string n = text::compact(value, " -");
    if (auto refusal = refuse_unless_digits(n, 9)) return *refusal;
    if (n.find_first_not_of('0') == std::string::npos) return IdentifierCheck::refuse(kFormat);
    return by_check_digit(n, static_cast<char>('0' + text::weighted(n, "37373737") % 10), n[8]);
}

IdentifierCheck pl_pesel(std::string_view value, std::optional<Date>) {
    std::string n = text::compact(value, " -");
    if (auto refusal = refuse_unless_digits(n, 11)) return *refusal;
    const int rest = text::weighted(n, "1379137913") % 10;
    if (text::digit(n[10]) != (10 - rest) % 10) return IdentifierCheck::refuse(kCheck);
    // The century is coded in the month: + 80 for 18xx, + 20, 40, 60 for 20xx, 21xx, 22xx.
    constexpr std::array<int, 5> kCenturies{1900, 2000, 2100, 2200, 1800};
    const std::string_view s = n;
    const int month = text::number(s.substr(2, 2));
    const int year =
        kCenturies[static_cast<std::size_t>(month / 20)] + text::number(s.substr(0, 2));
    if (!is_day(year, month % 20, text::number(s.substr(4, 2))))
        return IdentifierCheck::refuse(kBirthDate);
    return IdentifierCheck::accept(std::move(n));
}

IdentifierCheck ro_cnp(std::string_view value, std::optional<Date>) {
    std::string n = text::compact(value, " -");
    if (auto refusal = refuse_unless_digits(n, 13)) return *refusal;
    if (n[0] == '0') return IdentifierCheck::refuse(kFormat);
    int century = 1900;  // 1, 2; and 7 to 9, foreign residents, whose century is not coded
    if (n[0] == '3' || n[0] == '4') century = 1800;
    if (n[0] == '5' || n[0] == '6') century = 2000;
    const std::string_view s = n;
    if (!is_day(century + text::number(s.substr(1, 2)), text::number(s.substr(3, 2)),
                text::number(s.substr(5, 2)))) {
        return IdentifierCheck::refuse(kBirthDate);
    }
    const int rest = text::weighted(n, "279146358279") % 11;
    return by_check_digit(n, rest == 10 ? '1' : static_cast<char>('0' + rest), n[12]);
}

constexpr std::array<NamedRule, 9> kRules{{
    {"bg.egn", bg_egn},
    {"bg.pnf", bg_pnf},
    {"cz.rc", cz_rc},
    {"hu.adojel", hu_adojel},
    {"hu.szemelyi", hu_szemelyi},
    {"hu.taj", hu_taj},
    {"pl.pesel", pl_pesel},
    {"ro.cnp", ro_cnp},
    {"sk.rc", cz_rc},
}};

}  // namespace

std::span<const NamedRule> eastern_rules() noexcept {
    return kRules;
}

}  // namespace gdprd::policy::national
