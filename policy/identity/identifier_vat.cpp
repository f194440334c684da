// VAT numbers of the EU's member states and of the United Kingdom, with their country before them
// as VIES writes them. Those of sole traders are personal data; most countries do not tell them
// apart.
#include <algorithm>
#include <array>

#include "policy/identity/identifier_families.hpp"
#include "policy/identity/identifier_text.hpp"

namespace gdprd::policy {
namespace {

using text::digit;

/// Whether the number without its country is one.
using Rule = bool (*)(std::string_view number);

bool digits_of(std::string_view number, std::size_t size) noexcept {
    return number.size() == size && text::all_digits(number);
}

/// Digits that have a rule as national numbers too.
bool is_national(std::string_view type, std::string_view number) {
    const auto check = check_national(type, number, std::nullopt);
    return check && check->valid();
}

/// `size` digits whose weighted sum leaves no rest.
bool no_rest(std::string_view number, std::string_view weights, int divisor) noexcept {
    return digits_of(number, weights.size()) && text::weighted(number, weights) % divisor == 0;
}

bool at_vat(std::string_view n) {
    if (n.size() != 9 || n[0] != 'U' || !text::all_digits(n.substr(1))) return false;
    int sum = 4;
    for (std::size_t i = 1; i < 8; ++i) {
        const int d = digit(n[i]) * (i % 2 == 0 ? 2 : 1);
        sum += d > 9 ? d - 9 : d;
    }
    return (10 - sum % 10) % 10 == digit(n[8]);
}

bool be_vat(std::string_view n) {
    const std::string padded = n.size() == 9 ? '0' + std::string(n) : std::string(n);
    if (!digits_of(padded, 10) || padded.find_first_not_of('0') == std::string::npos) return false;
    const std::string_view s = padded;
    return (text::number(s.substr(0, 8)) + text::number(s.substr(8))) % 97 == 0;
}

bool bg_vat(std::string_view n) {
    if (digits_of(n, 9)) {
        int rest = text::weighted(n, "12345678") % 11;
        if (rest == 10) rest = text::weighted(n, "3456789:") % 11;
        return rest % 10 == digit(n[8]);
    }
    if (!digits_of(n, 10)) return false;
    const int other = (11 - text::weighted(n, "432765432") % 11) % 11;
    return is_national("bg.egn", n) || is_national("bg.pnf", n) || other == digit(n[9]);
}

bool cy_vat(std::string_view n) {
    constexpr std::array<int, 10> kOdd{1, 0, 5, 7, 9, 13, 15, 17, 19, 21};
    if (n.size() != 9 || !text::all_digits(n.substr(0, 8)) || n.starts_with("12")) return false;
    int sum = 0;
    for (std::size_t i = 0; i < 8; ++i)
        sum += i % 2 == 0 ? kOdd[static_cast<std::size_t>(digit(n[i]))] : digit(n[i]);
    return n[8] == 'A' + sum % 26;
}

bool cz_vat(std::string_view n) {
    if (digits_of(n, 8)) {
        const int rest = (11 - text::weighted(n, "8765432") % 11) % 11;
        return n[0] != '9' && (rest == 0 ? 1 : rest) % 10 == digit(n[7]);
    }
    if (digits_of(n, 9) && n[0] == '6') {
        const int rest = text::weighted(n.substr(1), "8765432") % 11;
        return (18 - (21 - rest) % 11) % 10 == digit(n[8]);
    }
    return is_national("cz.rc", n);
}

bool de_vat(std::string_view n) {
    return digits_of(n, 9) && n[0] != '0' && text::mod_11_10(n);
}

bool dk_vat(std::string_view n) {
    return no_rest(n, "27654321", 11) && n[0] != '0';
}

bool ee_vat(std::string_view n) {
    return no_rest(n, "371371371", 10);
}

bool es_vat(std::string_view n) {
    return is_national("es.nif", n);
}

bool fi_vat(std::string_view n) {
    return no_rest(n, "79:58421", 11);
}

/// Key of two characters and the SIREN; those of Monaco begin with 000 and have no check of their
/// own.
bool fr_vat(std::string_view n) {
    constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    if (n.size() != 11 || !text::all_digits(n.substr(2))) return false;
    const std::size_t first = kAlphabet.find(n[0]);
    const std::size_t second = kAlphabet.find(n[1]);
    if (first == std::string_view::npos || second == std::string_view::npos) return false;
    if (!n.substr(2).starts_with("000") && !text::luhn(n.substr(2))) return false;
    const auto key = static_cast<int>(text::is_digit(n[0]) ? first * 24 + second - 10
                                                           : first * 34 + second - 100);
    const int siren = text::number(n.substr(2));
    if (text::all_digits(n))
        return text::mod(std::string(n.substr(2)) + "12", 97) ==
               static_cast<unsigned>(text::number(n.substr(0, 2)));
    return key >= 0 && (siren + 1 + key / 11) % 11 == key % 11;
}

bool gb_vat(std::string_view n) {
    if (!text::all_digits(n) || (n.size() != 9 && n.size() != 12)) return false;
    const int rest = text::weighted(n.substr(0, 9), "8765432:1") % 97;
    return rest == 0 || (n[0] != '0' && (rest == 42 || rest == 55));
}

bool gr_vat(std::string_view n) {
    return is_national("gr.vat", n);
}

bool hr_vat(std::string_view n) {
    return is_national("hr.oib", n);
}

bool hu_vat(std::string_view n) {
    return no_rest(n, "97319731", 10);
}

/// Numbers of the old form have a letter or sign in the second place.
bool ie_vat(std::string_view n) {
    constexpr std::string_view kAlphabet = "WABCDEFGHIJKLMNOPQRSTUV";
    if ((n.size() != 8 && n.size() != 9) || !text::is_digit(n[0])) return false;
    std::string body;
    int sum = 0;
    if (text::all_digits(n.substr(0, 7))) {
        body = n.substr(0, 7);
        if (n.size() == 9) {
            const std::size_t last = kAlphabet.find(n[8]);
            if (last == std::string_view::npos) return false;
            sum = 9 * static_cast<int>(last);
        }
    } else if ((text::is_upper(n[1]) || n[1] == '+' || n[1] == '*') && n.size() == 8) {
        body = '0' + std::string(n.substr(2, 5)) + n[0];
    }
    if (!text::all_digits(body)) return false;
    sum += text::weighted(body, "8765432");
    return n[7] == kAlphabet[static_cast<std::size_t>(sum % 23)];
}

bool it_vat(std::string_view n) {
    return digits_of(n, 11) && is_national("it.codicefiscale", n);
}

bool lt_vat(std::string_view n) {
    const bool company = digits_of(n, 9) && n[7] == '1';
    const bool person = digits_of(n, 12) && n[10] == '1';
    if (!company && !person) return false;
    const std::string_view body = n.substr(0, n.size() - 1);
    int rest = text::weighted(body, "12345678912") % 11;
    if (rest == 10) rest = text::weighted(body, "34567891234") % 11;
    return rest % 10 == digit(n.back());
}

bool lu_vat(std::string_view n) {
    return digits_of(n, 8) && text::number(n.substr(0, 6)) % 89 == text::number(n.substr(6));
}

bool lv_vat(std::string_view n) {
    return is_national("lv.pvn", n);
}

bool mt_vat(std::string_view n) {
    return n[0] != '0' && no_rest(n, "346789:1", 37);
}

/// Companies have a citizen's or company's number before the B; sole traders, since 2020, digits of
/// their own and ISO 7064 mod 97,10 over the whole.
bool nl_vat(std::string_view n) {
    if (n.size() != 12 || n[9] != 'B' || !text::all_digits(n.substr(0, 9)) ||
        !text::all_digits(n.substr(10)) || n.substr(10) == "00" || n.starts_with("000000000"))
        return false;
    if (is_national("nl.bsn", n.substr(0, 9))) return true;
    const std::string number =  // N is 23, L 21, B 11
        "2321" + std::string(n.substr(0, 9)) + "11" + std::string(n.substr(10));
    return text::mod(number, 97) == 1;
}

bool pl_vat(std::string_view n) {
    return digits_of(n, 10) && text::weighted(n, "657234567") % 11 == digit(n[9]);
}

bool pt_vat(std::string_view n) {
    return is_national("pt.nif", n);
}

bool ro_vat(std::string_view n) {
    if (n.size() == 13) return is_national("ro.cnp", n);
    if (n.size() < 2 || n.size() > 10 || !text::all_digits(n) || n[0] == '0') return false;
    const std::string padded = std::string(10 - n.size(), '0') + std::string(n);
    return text::weighted(padded, "753217532") * 10 % 11 % 10 == digit(padded[9]);
}

bool se_vat(std::string_view n) {
    return digits_of(n, 12) && n.ends_with("01") && text::luhn(n.substr(0, 10));
}

bool si_vat(std::string_view n) {
    if (!digits_of(n, 8) || n[0] == '0') return false;
    const int check = 11 - text::weighted(n, "8765432") % 11;
    return check != 11 && check % 10 == digit(n[7]);
}

bool sk_vat(std::string_view n) {
    if (!digits_of(n, 10)) return false;
    if (is_national("sk.rc", n)) return true;
    constexpr std::string_view kThird = "234789";
    return n[0] != '0' && kThird.find(n[2]) != std::string_view::npos && text::mod(n, 11) == 0;
}

struct Country {
    std::string_view prefix;
    Rule rule;
};

constexpr std::array<Country, 30> kCountries{{
    {"AT", at_vat}, {"BE", be_vat}, {"BG", bg_vat}, {"CY", cy_vat}, {"CZ", cz_vat}, {"DE", de_vat},
    {"DK", dk_vat}, {"EE", ee_vat}, {"EL", gr_vat}, {"ES", es_vat}, {"FI", fi_vat}, {"FR", fr_vat},
    {"GB", gb_vat}, {"GR", gr_vat}, {"HR", hr_vat}, {"HU", hu_vat}, {"IE", ie_vat}, {"IT", it_vat},
    {"LT", lt_vat}, {"LU", lu_vat}, {"LV", lv_vat}, {"MT", mt_vat}, {"NL", nl_vat}, {"PL", pl_vat},
    {"PT", pt_vat}, {"RO", ro_vat}, {"SE", se_vat}, {"SI", si_vat}, {"SK", sk_vat}, {"XI", gb_vat},
}};

}  // namespace

IdentifierCheck check_vat(std::string_view value) {
    std::string number = text::upper_ascii(text::compact(value, " -./:"));
    if (number.size() < 4 || number.size() > 15) return IdentifierCheck::refuse("wrong length");
    // The Netherlands: leading zeros of the number before the B are left out by people.
    while (number.starts_with("NL") && number.size() < 14 && number[number.size() - 3] == 'B')
        number.insert(2, 1, '0');
    const std::string_view prefix = std::string_view(number).substr(0, 2);
    const auto* const country =
        std::find_if(kCountries.begin(), kCountries.end(),
                     [prefix](const Country& one) { return one.prefix == prefix; });
    if (country == kCountries.end()) return IdentifierCheck::refuse("no such country");
    if (!country->rule(std::string_view(number).substr(2)))
        return IdentifierCheck::refuse("not a number of that country");
    if (number.starts_with("GR")) number.replace(0, 2, "EL");
    // Old numbers have a digit less.
    if ((number.starts_with("BE") && number.size() == 11) ||
        (number.starts_with("EL") && number.size() == 10))
        number.insert(2, 1, '0');
    return IdentifierCheck::accept(std::move(number));
}

}  // namespace gdprd::policy
