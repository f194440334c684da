// Spain, Greece, Croatia, Italy, Portugal, Slovenia.
#include "policy/identity/identifier_national_rules.hpp"
#include "policy/identity/identifier_text.hpp"

namespace gdprd::policy::national {
namespace {

using text::digit;

char spanish_letter(std::string_view digits) noexcept {
    constexpr std::string_view kLetters = "TRWAGMYFPDXBNJZSQVHLCKE";
    return kLetters[text::mod(digits, 23)];
}

std::string spanish(std::string_view value) {
    return text::upper_ascii(text::compact(value, " -"));
}

IdentifierCheck es_dni(std::string_view value, std::optional<Date>) {
    std::string n = spanish(value);
    if (n.size() != 9) return IdentifierCheck::refuse(kLength);
    const std::string_view body = std::string_view(n).substr(0, 8);
    if (!text::all_digits(body)) return IdentifierCheck::refuse(kFormat);
    return by_check_digit(n, spanish_letter(body), n[8]);
}

IdentifierCheck es_nie(std::string_view value, std::optional<Date>) {
    std::string n = spanish(value);
    if (n.size() != 9) return IdentifierCheck::refuse(kLength);
    std::string body = n.substr(0, 8);
    if (body[0] < 'X' || body[0] > 'Z') return IdentifierCheck::refuse(kFormat);
    body[0] = static_cast<char>('0' + (body[0] - 'X'));
    if (!text::all_digits(body)) return IdentifierCheck::refuse(kFormat);
    return by_check_digit(n, spanish_letter(body), n[8]);
}

/// Companies: a letter, seven digits, a digit or letter derived by Luhn.
IdentifierCheck es_cif(std::string n) {
    constexpr std::string_view kKinds = "ABCDEFGHJNPQRSUVW";
    constexpr std::string_view kLetters = "JABCDEFGHI";
    if (kKinds.find(n[0]) == std::string_view::npos) return IdentifierCheck::refuse(kFormat);
    for (char c = '0'; c <= '9'; ++c) {
        std::string digits = n.substr(1, 7) + c;
        if (!text::luhn(digits)) continue;
        if (n[8] == c || n[8] == kLetters[static_cast<std::size_t>(digit(c))]) {
            return IdentifierCheck::accept(std::move(n));
        }
    }
    return IdentifierCheck::refuse(kCheck);
}

IdentifierCheck es_nif(std::string_view value, std::optional<Date> today) {
    std::string n = spanish(value);
    if (n.starts_with("ES")) n.erase(0, 2);
    if (n.size() != 9) return IdentifierCheck::refuse(kLength);
    const std::string_view middle = std::string_view(n).substr(1, 7);
    if (!text::all_digits(middle)) return IdentifierCheck::refuse(kFormat);
    if (n[0] == 'K' || n[0] == 'L' || n[0] == 'M')
        return by_check_digit(n, spanish_letter(middle), n[8]);
    if (text::is_digit(n[0])) return es_dni(n, today);
    if (n[0] >= 'X' && n[0] <= 'Z') return es_nie(n, today);
    return es_cif(std::move(n));
}

IdentifierCheck gr_amka(std::string_view value, std::optional<Date>) {
    std::string n = text::compact(value, " -");
    if (auto refusal = refuse_unless_digits(n, 11)) return *refusal;
    if (!text::luhn(n)) return IdentifierCheck::refuse(kCheck);
    const std::string_view s = n;
    const int year = text::number(s.substr(4, 2));
    const int month = text::number(s.substr(2, 2));
    const int day = text::number(s.substr(0, 2));
    if (!is_day(1900 + year, month, day) && !is_day(2000 + year, month, day)) {
        return IdentifierCheck::refuse(kBirthDate);
    }
    return IdentifierCheck::accept(std::move(n));
}

IdentifierCheck gr_vat(std::string_view value, std::optional<Date>) {
    std::string n = text::upper_ascii(text::compact(value, " -./:"));
    if (n.starts_with("EL") || n.starts_with("GR")) n.erase(0, 2);
    if (n.size() == 8) n.insert(0, 1, '0');
    if (auto refusal = refuse_unless_digits(n, 9)) return *refusal;
    int sum = 0;
    for (std::size_t i = 0; i < 8; ++i) sum = sum * 2 + digit(n[i]);
    return by_check_digit(n, static_cast<char>('0' + sum * 2 % 11 % 10), n[8]);
}

IdentifierCheck hr_oib(std::string_view value, std::optional<Date>) {
    std::string n = text::upper_ascii(text::compact(value, " -"));
    if (n.starts_with("HR")) n.erase(0, 2);
    if (auto refusal = refuse_unless_digits(n, 11)) return *refusal;
    return text::mod_11_10(n) ? IdentifierCheck::accept(std::move(n))
                              : IdentifierCheck::refuse(kCheck);
}

/// A natural person without a code of 16 characters, or a company: eleven digits.
IdentifierCheck it_numeric(std::string n) {
    if (!text::all_digits(n)) return IdentifierCheck::refuse(kFormat);
    if (n.starts_with("0000000")) return IdentifierCheck::refuse(kFormat);
    const int office = text::number(std::string_view(n).substr(7, 3));
    const bool known = (office >= 1 && office <= 100) || office == 120 || office == 121 ||
                       office == 888 || office == 999;
    if (!known) return IdentifierCheck::refuse(kFormat);
    return text::luhn(n) ? IdentifierCheck::accept(std::move(n)) : IdentifierCheck::refuse(kCheck);
}

/// Digits of year, day and place may be replaced by letters when two people would share a code.
int omocodia_digit(char c) noexcept {
    if (text::is_digit(c)) return digit(c);
    constexpr std::string_view kLetters = "LMNPQRSTUV";
    const std::size_t at = kLetters.find(c);
    return at == std::string_view::npos ? -1 : static_cast<int>(at);
}

/// Value of a character at an odd place (1st, 3rd, …) of the code; letters A to J count as digits
/// do.
int odd_value(char c) noexcept {
    constexpr std::array<int, 26> kValues{1,  0,  5, 7, 9, 13, 15, 17, 19, 21, 2,  4,  18,
                                          20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23};
    return kValues[static_cast<std::size_t>(text::is_digit(c) ? digit(c) : c - 'A')];
}

bool italian_shape(std::string_view n) noexcept {
    constexpr std::string_view kMonths = "ABCDEHLMPRST";
    constexpr std::string_view kShape = "AAAAAADDMDDADDDA";
    for (std::size_t i = 0; i < kShape.size(); ++i) {
        if (kShape[i] == 'A' && !text::is_upper(n[i])) return false;
        if (kShape[i] == 'D' && omocodia_digit(n[i]) < 0) return false;
        if (kShape[i] == 'M' && kMonths.find(n[i]) == std::string_view::npos) return false;
    }
    return true;
}

IdentifierCheck it_codicefiscale(std::string_view value, std::optional<Date>) {
    std::string n = text::upper_ascii(text::compact(value, " -:"));
    if (n.size() == 11) return it_numeric(std::move(n));
    if (n.size() != 16) return IdentifierCheck::refuse(kLength);
    if (!italian_shape(n)) return IdentifierCheck::refuse(kFormat);
    int sum = 0;
    for (std::size_t i = 0; i < 15; ++i) {
        const int even = text::is_digit(n[i]) ? digit(n[i]) : n[i] - 'A';
        sum += i % 2 == 0 ? odd_value(n[i]) : even;
    }
    if (n[15] != static_cast<char>('A' + sum % 26)) return IdentifierCheck::refuse(kCheck);
    constexpr std::string_view kMonths = "ABCDEHLMPRST";
    const int year = omocodia_digit(n[6]) * 10 + omocodia_digit(n[7]);
    const int month = static_cast<int>(kMonths.find(n[8])) + 1;
    const int day = (omocodia_digit(n[9]) * 10 + omocodia_digit(n[10])) % 40;  // women: day + 40
    if (!is_day(year + (year < 20 ? 2000 : 1900), month, day))
        return IdentifierCheck::refuse(kBirthDate);
    return IdentifierCheck::accept(std::move(n));
}

IdentifierCheck pt_nif(std::string_view value, std::optional<Date>) {
    std::string n = text::upper_ascii(text::compact(value, " -."));
    if (n.starts_with("PT")) n.erase(0, 2);
    if (auto refusal = refuse_unless_digits(n, 9)) return *refusal;
    if (n[0] == '0') return IdentifierCheck::refuse(kFormat);
    const int rest = text::weighted(n, "98765432") % 11;
    return by_check_digit(n, rest < 2 ? '0' : static_cast<char>('0' + 11 - rest), n[8]);
}

/// Citizen card: digits, two letters or digits of the version, a check digit.
/// Number of the identity card and, for citizens, the tax number: no check digit, few letters.
IdentifierCheck mt_id(std::string_view value, std::optional<Date>) {
    constexpr std::string_view kSeries = "ABGHLMPZ";
    constexpr std::size_t kLeast = 4;
    constexpr std::size_t kMost = 8;
    std::string n = text::upper_ascii(text::compact(value, " -"));
    if (n.size() < kLeast || n.size() > kMost) return IdentifierCheck::refuse(kLength);
    const std::string_view digits = std::string_view(n).substr(0, n.size() - 1);
    if (!text::all_digits(digits) || kSeries.find(n.back()) == std::string_view::npos ||
        digits.find_first_not_of('0') == std::string_view::npos)
        return IdentifierCheck::refuse(kFormat);
    n.insert(0, kMost - n.size(), '0');
    return IdentifierCheck::accept(std::move(n));
}

IdentifierCheck pt_cc(std::string_view value, std::optional<Date>) {
    std::string n = text::upper_ascii(text::compact(value, " "));
    if (n.size() < 3) return IdentifierCheck::refuse(kLength);
    int sum = 0;
    for (std::size_t i = 0; i < n.size(); ++i) {
        const bool version = i + 3 == n.size() || i + 2 == n.size();
        if (!text::is_digit(n[i]) && !(version && text::is_upper(n[i]))) {
            return IdentifierCheck::refuse(kFormat);
        }
        const int plain = text::is_digit(n[i]) ? digit(n[i]) : n[i] - 'A' + 10;
        const bool doubled = (n.size() - i) % 2 == 0;
        const int twice = plain * 2 > 9 ? plain * 2 - 9 : plain * 2;
        sum += doubled ? twice : plain;
    }
    return sum % 10 == 0 ? IdentifierCheck::accept(std::move(n)) : IdentifierCheck::refuse(kCheck);
}

IdentifierCheck si_emso(std::string_view value, std::optional<Date>) {
    std::string n = text::compact(value, " ");
    if (auto refusal = refuse_unless_digits(n, 13)) return *refusal;
    const std::string_view s = n;
    const int year = text::number(s.substr(4, 3));
    if (!is_day(year + (year < 800 ? 2000 : 1000), text::number(s.substr(2, 2)),
                text::number(s.substr(0, 2)))) {
        return IdentifierCheck::refuse(kBirthDate);
    }
    const int rest = text::weighted(n, "765432765432") % 11;
    return by_check_digit(n, static_cast<char>('0' + (11 - rest) % 11 % 10), n[12]);
}

constexpr std::array<NamedRule, 11> kRules{{
    {"es.dni", es_dni},
    {"es.nie", es_nie},
    {"es.nif", es_nif},
    {"gr.amka", gr_amka},
    {"gr.vat", gr_vat},
    {"hr.oib", hr_oib},
    {"it.codicefiscale", it_codicefiscale},
    {"mt.id", mt_id},
    {"pt.cc", pt_cc},
    {"pt.nif", pt_nif},
    {"si.emso", si_emso},
}};

}  // namespace

std::span<const NamedRule> southern_rules() noexcept {
    return kRules;
}

}  // namespace gdprd::policy::national
