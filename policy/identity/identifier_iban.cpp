#include <algorithm>
#include <array>
#include <cstdint>

#include "policy/identity/identifier_families.hpp"
#include "policy/identity/identifier_text.hpp"

namespace gdprd::policy {
namespace {

/// Structure of a country's BBAN: runs of a length and a class (n digits, a letters, c either).
struct Country {
    std::string_view code;
    std::string_view bban;
};

/// ISO 13616 registry, sorted by code. Adjacent runs of one class are written as one.
constexpr std::array<Country, 88> kCountries{{
    {"AD", "8n12c"},    {"AE", "19n"},      {"AL", "8n16c"},    {"AT", "16n"},
    {"AZ", "4a20c"},    {"BA", "16n"},      {"BE", "12n"},      {"BG", "4a6n8c"},
    {"BH", "4a14c"},    {"BI", "23n"},      {"BR", "23n1a1c"},  {"BY", "4c4n16c"},
    {"CH", "5n12c"},    {"CR", "18n"},      {"CY", "8n16c"},    {"CZ", "20n"},
    {"DE", "18n"},      {"DJ", "23n"},      {"DK", "14n"},      {"DO", "4c20n"},
    {"EE", "16n"},      {"EG", "25n"},      {"ES", "20n"},      {"FI", "14n"},
    {"FK", "2a12n"},    {"FO", "14n"},      {"FR", "10n11c2n"}, {"GB", "4a14n"},
    {"GE", "2a16n"},    {"GI", "4a15c"},    {"GL", "14n"},      {"GR", "7n16c"},
    {"GT", "24c"},      {"HN", "4a20n"},    {"HR", "17n"},      {"HU", "24n"},
    {"IE", "4a14n"},    {"IL", "19n"},      {"IQ", "4a15n"},    {"IS", "22n"},
    {"IT", "1a10n12c"}, {"JO", "4a4n18c"},  {"KW", "4a22c"},    {"KZ", "3n13c"},
    {"LB", "4n20c"},    {"LC", "4a24c"},    {"LI", "5n12c"},    {"LT", "16n"},
    {"LU", "3n13c"},    {"LV", "4a13c"},    {"LY", "21n"},      {"MC", "10n11c2n"},
    {"MD", "20c"},      {"ME", "18n"},      {"MK", "3n10c2n"},  {"MN", "16n"},
    {"MR", "23n"},      {"MT", "4a5n18c"},  {"MU", "4a19n3a"},  {"NI", "4a20n"},
    {"NL", "4a10n"},    {"NO", "11n"},      {"OM", "3n16c"},    {"PK", "4a16c"},
    {"PL", "24n"},      {"PS", "4a21c"},    {"PT", "21n"},      {"QA", "4a21c"},
    {"RO", "4a16c"},    {"RS", "18n"},      {"RU", "14n15c"},   {"SA", "2n18c"},
    {"SC", "4a20n3a"},  {"SD", "14n"},      {"SE", "20n"},      {"SI", "15n"},
    {"SK", "20n"},      {"SM", "1a10n12c"}, {"SO", "19n"},      {"ST", "21n"},
    {"SV", "4a20n"},    {"TL", "19n"},      {"TN", "20n"},      {"TR", "6n16c"},
    {"UA", "6n19c"},    {"VA", "18n"},      {"VG", "4a16n"},    {"XK", "16n"},
}};

bool is_compact(std::string_view iban) noexcept {
    return std::all_of(iban.begin(), iban.end(),
                       [](char c) { return text::is_digit(c) || text::is_upper(c); });
}

/// Whether a run of one character or more is of the class.
bool in_class(std::string_view run, char wanted) noexcept {
    if (wanted == 'n') return text::all_digits(run);
    if (wanted == 'a') return std::all_of(run.begin(), run.end(), text::is_upper);
    return is_compact(run);
}

enum class Fit { fits, wrong_length, wrong_structure };

Fit fit(std::string_view bban, std::string_view structure) noexcept {
    Fit result = Fit::fits;
    std::size_t at = 0;
    for (std::size_t i = 0; i < structure.size();) {
        std::size_t run = 0;
        for (; text::is_digit(structure[i]); ++i) {
            run = run * 10 + static_cast<std::size_t>(text::digit(structure[i]));
        }
        const char wanted = structure[i++];
        if (bban.size() - at < run) return Fit::wrong_length;
        if (!in_class(bban.substr(at, run), wanted)) result = Fit::wrong_structure;
        at += run;
    }
    return at == bban.size() ? result : Fit::wrong_length;
}

/// ISO 7064 mod 97,10 over the rearranged text; letters count 10 to 35.
unsigned rest_97(std::string_view iban) noexcept {
    static constexpr std::size_t kAtOnce =
        8;  // with two digits before, 18 at most: they fit 64 bits
    std::uint64_t rest = 0;
    const auto take = [&rest](std::string_view part) {
        for (; !part.empty(); part.remove_prefix(std::min(kAtOnce, part.size()))) {
            for (const char c : part.substr(0, kAtOnce)) {
                rest = text::is_digit(c) ? rest * 10 + static_cast<std::uint64_t>(c - '0')
                                         : rest * 100 + static_cast<std::uint64_t>(c - 'A') + 10;
            }
            rest %= 97;
        }
    };
    take(iban.substr(4));
    take(iban.substr(0, 4));
    return static_cast<unsigned>(rest);
}

/// Spain: two mod 11 digits over bank and branch, and over the account.
bool spanish_digits(std::string_view bban) noexcept {
    const auto check = [](std::string_view part) {
        unsigned sum = 0;
        unsigned weight = 1;
        for (const char c : part) {
            sum += static_cast<unsigned>(text::digit(c)) * weight;
            weight = weight * 2 % 11;
        }
        const unsigned rest = sum % 11;
        return static_cast<char>('0' + (rest < 2 ? rest : 11 - rest));
    };
    return bban[8] == check("00" + std::string(bban.substr(0, 8))) &&
           bban[9] == check(bban.substr(10));
}

/// Belgium: account digits mod 97, 0 written as 97.
bool belgian_digits(std::string_view bban) noexcept {
    const unsigned rest = text::mod(bban.substr(0, 10), 97);
    return text::number(bban.substr(10)) == static_cast<int>(rest == 0 ? 97 : rest);
}

/// Norway: mod 11; postal accounts (0000…) have seven digits with Luhn.
bool norwegian_digits(std::string_view bban) noexcept {
    if (bban.starts_with("0000")) return text::luhn(bban.substr(4));
    return (text::weighted(bban, "5432765432") + text::digit(bban[10])) % 11 == 0;
}

bool national_digits(std::string_view country, std::string_view bban) noexcept {
    if (country == "ES") return spanish_digits(bban);
    if (country == "BE") return belgian_digits(bban);
    if (country == "NO") return norwegian_digits(bban);
    if (country == "ME") return text::mod(bban, 97) == 1;  // Montenegro: ISO 7064 once more
    return true;
}

/// Why a compact number in upper case is no IBAN, or nothing.
std::string_view fault_of(std::string_view iban) {
    if (iban.size() < 5) return "wrong length";
    const std::string_view code = iban.substr(0, 2);
    const auto* country = std::lower_bound(
        kCountries.begin(), kCountries.end(), code, [](const Country& a, std::string_view b) {
            return a.code[0] != b[0] ? a.code[0] < b[0] : a.code[1] < b[1];
        });
    if (country == kCountries.end() || country->code != code)
        return "no such country in the IBAN registry";
    const std::string_view bban = iban.substr(4);
    if (!text::is_digit(iban[2]) || !text::is_digit(iban[3])) return "wrong structure";
    switch (fit(bban, country->bban)) {
        case Fit::wrong_length:
            return "wrong length";
        case Fit::wrong_structure:
            return "wrong structure";
        case Fit::fits:
            break;
    }
    if (rest_97(iban) != 1) return "wrong check digits";
    if (!national_digits(code, bban)) return "wrong national check digits";
    return {};
}

}  // namespace

IdentifierCheck check_iban(std::string_view value) {
    std::string iban = text::compact(value, " -.");
    if (std::any_of(iban.begin(), iban.end(), text::is_lower)) iban = text::upper_ascii(iban);
    const std::string_view fault = fault_of(iban);
    return fault.empty() ? IdentifierCheck::accept(std::move(iban))
                         : IdentifierCheck::refuse(fault);
}

bool is_iban(std::string_view value) {
    return fault_of(value).empty() || (!is_compact(value) && check_iban(value).valid());
}

}  // namespace gdprd::policy
