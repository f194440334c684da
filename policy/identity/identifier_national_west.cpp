// Austria, Belgium, Switzerland, Germany, France, United Kingdom, Ireland, Luxembourg, Netherlands.
#include <algorithm>

#include "policy/identity/identifier_national_rules.hpp"
#include "policy/identity/identifier_text.hpp"

namespace gdprd::policy::national {
namespace {

using text::digit;

IdentifierCheck at_vnr(std::string_view value, std::optional<Date>) {
    std::string n = text::compact(value, " ");
    if (auto refusal = refuse_unless_digits(n, 10)) return *refusal;
    if (n[0] == '0') return IdentifierCheck::refuse(kFormat);
    const int rest = text::weighted(n, "3790584216") % 11;
    return by_check_digit(
        n, rest < 10 ? std::optional(static_cast<char>('0' + rest)) : std::nullopt, n[3]);
}

IdentifierCheck be_nn(std::string_view value, std::optional<Date> today) {
    std::string n = text::compact(value, " -.");
    if (auto refusal = refuse_unless_digits(n, 11)) return *refusal;
    if (n.find_first_not_of('0') == std::string::npos) return IdentifierCheck::refuse(kFormat);
    const std::string_view body = std::string_view(n).substr(0, 9);
    const unsigned check = static_cast<unsigned>(text::number(std::string_view(n).substr(9)));
    if (97 - text::mod(body, 97) == check) return IdentifierCheck::accept(std::move(n));
    // Born from 2000 on: a 2 is put before the number. The year must have come already.
    const int year = 2000 + text::number(body.substr(0, 2));
    const bool possible = !today || year <= static_cast<int>(today->year());
    if (possible && 97 - text::mod("2" + std::string(body), 97) == check) {
        return IdentifierCheck::accept(std::move(n));
    }
    return IdentifierCheck::refuse(kCheck);
}

IdentifierCheck ch_ssn(std::string_view value, std::optional<Date>) {
    std::string n = text::compact(value, " .");
    if (auto refusal = refuse_unless_digits(n, 13)) return *refusal;
    if (!n.starts_with("756")) return IdentifierCheck::refuse(kFormat);
    const int rest = text::weighted(n, "1313131313131") % 10;
    return rest == 0 ? IdentifierCheck::accept(std::move(n)) : IdentifierCheck::refuse(kCheck);
}

IdentifierCheck de_idnr(std::string_view value, std::optional<Date>) {
    std::string n = text::compact(value, " -./,");
    if (auto refusal = refuse_unless_digits(n, 11)) return *refusal;
    if (n[0] == '0') return IdentifierCheck::refuse(kFormat);
    // Of the first ten digits exactly one occurs more than once, two or three times.
    std::array<int, 10> seen{};
    for (std::size_t i = 0; i < 10; ++i) ++seen[static_cast<std::size_t>(digit(n[i]))];
    int repeated = 0;
    for (const int count : seen) {
        if (count > 3) return IdentifierCheck::refuse(kFormat);
        if (count > 1) ++repeated;
    }
    if (repeated != 1) return IdentifierCheck::refuse(kFormat);
    return text::mod_11_10(n) ? IdentifierCheck::accept(std::move(n))
                              : IdentifierCheck::refuse(kCheck);
}

IdentifierCheck fr_nir(std::string_view value, std::optional<Date>) {
    std::string n = text::upper_ascii(text::compact(value, " ."));
    if (n.size() != 15) return IdentifierCheck::refuse(kLength);
    std::string digits = n;
    // Corsica: 2A counts as 19, 2B as 18.
    if (digits.compare(5, 2, "2A") == 0)
        digits.replace(5, 2, "19");
    else if (digits.compare(5, 2, "2B") == 0)
        digits.replace(5, 2, "18");
    if (!text::all_digits(digits)) return IdentifierCheck::refuse(kFormat);
    const unsigned key = 97 - text::mod(std::string_view(digits).substr(0, 13), 97);
    if (static_cast<int>(key) != text::number(std::string_view(digits).substr(13))) {
        return IdentifierCheck::refuse(kCheck);
    }
    return IdentifierCheck::accept(std::move(n));
}

/// A capital letter as the two digits of its place in the alphabet.
std::string letter_digits(char letter) {
    const int place = letter - 'A' + 1;
    return {static_cast<char>('0' + place / 10), static_cast<char>('0' + place % 10)};
}

/// Sum of the digits of digit x weight, mod 10.
char cross_sum(std::string_view digits, std::string_view weights) noexcept {
    int sum = 0;
    for (std::size_t i = 0; i < digits.size() && i < weights.size(); ++i) {
        const int product = digit(digits[i]) * digit(weights[i]);
        sum += product / 10 + product % 10;
    }
    return static_cast<char>('0' + sum % 10);
}

/// Health insurance number: the part that stays for life (section 290 SGB V).
IdentifierCheck de_kvnr(std::string_view value, std::optional<Date>) {
    std::string n = text::upper_ascii(text::compact(value, " -"));
    if (n.size() != 10) return IdentifierCheck::refuse(kLength);
    const std::string_view s = n;
    if (!text::is_upper(n[0]) || !text::all_digits(s.substr(1)))
        return IdentifierCheck::refuse(kFormat);
    const std::string digits = letter_digits(n[0]) + n.substr(1, 8);
    return by_check_digit(n, cross_sum(digits, "1212121212"), n[9]);
}

/// Pension insurance number (section 147 SGB VI): area, birth date, letter, serial, check digit.
IdentifierCheck de_rvnr(std::string_view value, std::optional<Date>) {
    std::string n = text::upper_ascii(text::compact(value, " -"));
    if (n.size() != 12) return IdentifierCheck::refuse(kLength);
    const std::string_view s = n;
    if (!text::all_digits(s.substr(0, 8)) || !text::is_upper(n[8]) ||
        !text::all_digits(s.substr(9)))
        return IdentifierCheck::refuse(kFormat);
    const int day = text::number(s.substr(2, 2));
    const int month = text::number(s.substr(4, 2));
    if (day < 1 || day > 31 || month < 1 || month > 12) return IdentifierCheck::refuse(kBirthDate);
    const std::string digits = n.substr(0, 8) + letter_digits(n[8]) + n.substr(9, 2);
    return by_check_digit(n, cross_sum(digits, "212571212121"), n[11]);
}

IdentifierCheck fr_nif(std::string_view value, std::optional<Date>) {
    std::string n = text::compact(value, " ");
    if (auto refusal = refuse_unless_digits(n, 13)) return *refusal;
    if (n[0] > '3') return IdentifierCheck::refuse(kFormat);
    return IdentifierCheck::accept(std::move(n));
}

IdentifierCheck gb_nhs(std::string_view value, std::optional<Date>) {
    std::string n = text::compact(value, " -");
    if (auto refusal = refuse_unless_digits(n, 10)) return *refusal;
    return text::weighted(n, ":987654321") % 11 == 0 ? IdentifierCheck::accept(std::move(n))
                                                     : IdentifierCheck::refuse(kCheck);
}

/// HMRC NIM39110: two letters (the first not D, F, I, Q, U, V, the second not O either), six digits
/// and A to D; the suffix may be left out by people, not here. Some prefixes are never given.
IdentifierCheck gb_nino(std::string_view value, std::optional<Date>) {
    constexpr std::string_view kNever = "DFIQUV";
    constexpr std::array<std::string_view, 7> kUnused{"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"};
    std::string n = text::upper_ascii(text::compact(value, " -"));
    if (n.size() != 9) return IdentifierCheck::refuse(kLength);
    const std::string_view s = n;
    const bool shape = text::is_upper(n[0]) && text::is_upper(n[1]) &&
                       text::all_digits(s.substr(2, 6)) && n[8] >= 'A' && n[8] <= 'D';
    if (!shape) return IdentifierCheck::refuse(kFormat);
    if (kNever.find(n[0]) != std::string_view::npos ||
        kNever.find(n[1]) != std::string_view::npos || n[1] == 'O' ||
        std::find(kUnused.begin(), kUnused.end(), s.substr(0, 2)) != kUnused.end())
        return IdentifierCheck::refuse("no such prefix");
    return IdentifierCheck::accept(std::move(n));
}

IdentifierCheck gb_utr(std::string_view value, std::optional<Date>) {
    std::string n = text::upper_ascii(text::compact(value, " "));
    n.erase(0, n.find_first_not_of('K'));
    if (auto refusal = refuse_unless_digits(n, 10)) return *refusal;
    constexpr std::string_view kChecks = "21987654321";
    const int sum = text::weighted(std::string_view(n).substr(1), "6789:5432");
    return by_check_digit(n, kChecks[static_cast<std::size_t>(sum % 11)], n[0]);
}

IdentifierCheck ie_pps(std::string_view value, std::optional<Date>) {
    std::string n = text::upper_ascii(text::compact(value, " -"));
    if (n.size() != 8 && n.size() != 9) return IdentifierCheck::refuse(kLength);
    constexpr std::string_view kAlphabet = "WABCDEFGHIJKLMNOPQRSTUV";
    constexpr std::string_view kSecond = "AHWTX";
    const bool shape = text::all_digits(std::string_view(n).substr(0, 7)) &&
                       kAlphabet.find(n[7]) != std::string_view::npos &&
                       (n.size() == 8 || kSecond.find(n[8]) != std::string_view::npos);
    if (!shape) return IdentifierCheck::refuse(kFormat);
    int sum = text::weighted(n, "8765432");
    // Numbers issued since 2013 let the ninth character, A or H, count too.
    if (n.size() == 9 && (n[8] == 'A' || n[8] == 'H')) sum += 9 * (n[8] - 'A' + 1);
    return by_check_digit(n, kAlphabet[static_cast<std::size_t>(sum % 23)], n[7]);
}

/// Matricule: birth date, three digits, and two check digits of the same eleven digits.
IdentifierCheck lu_matricule(std::string_view value, std::optional<Date> today) {
    std::string n = text::compact(value, " -.");
    if (auto refusal = refuse_unless_digits(n, 13)) return *refusal;
    const std::string_view s = n;
    const int year = text::number(s.substr(0, 4));
    const int month = text::number(s.substr(4, 2));
    const int day = text::number(s.substr(6, 2));
    constexpr int kFirstYear = 1850;
    constexpr int kLastYear = 2100;
    if (year < kFirstYear || year > kLastYear || !is_day(year, month, day))
        return IdentifierCheck::refuse(kBirthDate);
    if (is_future(year, month, day, today)) return IdentifierCheck::refuse(kFuture);
    const bool good =
        text::luhn(s.substr(0, 12)) && text::verhoeff(std::string(s.substr(0, 11)) + n[12]);
    return good ? IdentifierCheck::accept(std::move(n)) : IdentifierCheck::refuse(kCheck);
}

std::string dutch_number(std::string_view value) {
    std::string n = text::compact(value, " -.");
    if (n.size() < 9) n.insert(0, 9 - n.size(), '0');
    return n;
}

/// The eleven test; a citizen's number leaves 0, an education number 5.
int eleven_test(std::string_view n) noexcept {
    const int rest = (text::weighted(n, "98765432") - digit(n[8])) % 11;
    return rest < 0 ? rest + 11 : rest;
}

IdentifierCheck nl_bsn(std::string_view value, std::optional<Date>) {
    std::string n = dutch_number(value);
    if (auto refusal = refuse_unless_digits(n, 9)) return *refusal;
    if (n == "000000000") return IdentifierCheck::refuse(kFormat);
    return eleven_test(n) == 0 ? IdentifierCheck::accept(std::move(n))
                               : IdentifierCheck::refuse(kCheck);
}

IdentifierCheck nl_onderwijsnummer(std::string_view value, std::optional<Date>) {
    std::string n = dutch_number(value);
    if (auto refusal = refuse_unless_digits(n, 9)) return *refusal;
    if (!n.starts_with("10")) return IdentifierCheck::refuse(kFormat);
    return eleven_test(n) == 5 ? IdentifierCheck::accept(std::move(n))
                               : IdentifierCheck::refuse(kCheck);
}

constexpr std::array<NamedRule, 15> kRules{{
    {"at.vnr", at_vnr},
    {"be.nn", be_nn},
    {"ch.ssn", ch_ssn},
    {"de.idnr", de_idnr},
    {"de.kvnr", de_kvnr},
    {"de.rvnr", de_rvnr},
    {"fr.nif", fr_nif},
    {"fr.nir", fr_nir},
    {"gb.nhs", gb_nhs},
    {"gb.nino", gb_nino},
    {"gb.utr", gb_utr},
    {"ie.pps", ie_pps},
    {"lu.matricule", lu_matricule},
    {"nl.bsn", nl_bsn},
    {"nl.onderwijsnummer", nl_onderwijsnummer},
}};

}  // namespace

std::span<const NamedRule> western_rules() noexcept {
    return kRules;
}

}  // namespace gdprd::policy::national
