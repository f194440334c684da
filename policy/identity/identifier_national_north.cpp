// Denmark, Estonia, Finland, Iceland, Lithuania, Latvia, Norway, Sweden.
#include "policy/identity/identifier_national_rules.hpp"
#include "policy/identity/identifier_text.hpp"

namespace gdprd::policy::national {
namespace {

using text::digit;

/// Denmark gave up check digits in 2007: only shape and birth date are left.
IdentifierCheck dk_cpr(std::string_view value, std::optional<Date> today) {
    std::string n = text::compact(value, " -");
    if (auto refusal = refuse_unless_digits(n, 10)) return *refusal;
    const std::string_view s = n;
    const int day = text::number(s.substr(0, 2));
    const int month = text::number(s.substr(2, 2));
    int year = text::number(s.substr(4, 2));
    const int series = digit(n[6]);
    if (series >= 5 && series <= 8 && year >= 58)
        year += 1800;
    else if (series <= 3 || ((series == 4 || series == 9) && year >= 37))
        year += 1900;
    else
        year += 2000;
    if (!is_day(year, month, day)) return IdentifierCheck::refuse(kBirthDate);
    if (is_future(year, month, day, today)) return IdentifierCheck::refuse(kFuture);
    return IdentifierCheck::accept(std::move(n));
}

/// Estonia and Lithuania: two passes of weights, then 0.
bool baltic_check(std::string_view n) noexcept {
    int rest = text::weighted(n, "1234567891") % 11;
    if (rest == 10) rest = text::weighted(n, "3456789123") % 11;
    return rest % 10 == digit(n[10]);
}

bool baltic_birth_date(std::string_view n) noexcept {
    const int series = digit(n[0]);
    if (series < 1 || series > 8) return false;
    const int century = 1800 + (series - 1) / 2 * 100;
    return is_day(century + text::number(n.substr(1, 2)), text::number(n.substr(3, 2)),
                  text::number(n.substr(5, 2)));
}

IdentifierCheck ee_ik(std::string_view value, std::optional<Date>) {
    std::string n = text::compact(value, " ");
    if (auto refusal = refuse_unless_digits(n, 11)) return *refusal;
    if (!baltic_birth_date(n)) return IdentifierCheck::refuse(kBirthDate);
    return baltic_check(n) ? IdentifierCheck::accept(std::move(n))
                           : IdentifierCheck::refuse(kCheck);
}

IdentifierCheck lt_asmens(std::string_view value, std::optional<Date>) {
    std::string n = text::compact(value, " ");
    if (auto refusal = refuse_unless_digits(n, 11)) return *refusal;
    // Numbers that begin with 9 carry no birth date.
    if (n[0] != '9' && !baltic_birth_date(n)) return IdentifierCheck::refuse(kBirthDate);
    return baltic_check(n) ? IdentifierCheck::accept(std::move(n))
                           : IdentifierCheck::refuse(kCheck);
}

IdentifierCheck fi_hetu(std::string_view value, std::optional<Date>) {
    std::string n = text::upper_ascii(text::compact(value, ""));
    if (n.size() != 11) return IdentifierCheck::refuse(kLength);
    const std::string_view s = n;
    if (!text::all_digits(s.substr(0, 6)) || !text::all_digits(s.substr(7, 3))) {
        return IdentifierCheck::refuse(kFormat);
    }
    int century = 0;
    if (n[6] == '+')
        century = 1800;
    else if (n[6] == '-')
        century = 1900;
    else if (n[6] == 'A')
        century = 2000;
    else
        return IdentifierCheck::refuse(kFormat);
    if (!is_day(century + text::number(s.substr(4, 2)), text::number(s.substr(2, 2)),
                text::number(s.substr(0, 2)))) {
        return IdentifierCheck::refuse(kBirthDate);
    }
    const int individual = text::number(s.substr(7, 3));
    if (individual < 2 || individual >= 900)
        return IdentifierCheck::refuse(kFormat);  // 900+: temporary
    constexpr std::string_view kControls = "0123456789ABCDEFHJKLMNPRSTUVWXY";
    const std::string digits = n.substr(0, 6) + n.substr(7, 3);
    return by_check_digit(n, kControls[text::mod(digits, 31)], n[10]);
}

IdentifierCheck is_kennitala(std::string_view value, std::optional<Date>) {
    std::string n = text::compact(value, "-");
    if (auto refusal = refuse_unless_digits(n, 10)) return *refusal;
    const std::string_view s = n;
    int day = text::number(s.substr(0, 2));
    if (day >= 80 || (n[9] != '0' && n[9] != '9')) return IdentifierCheck::refuse(kFormat);
    if (day >= 40) day -= 40;  // an organisation
    const int century = n[9] == '9' ? 1900 : 2000;
    if (!is_day(century + text::number(s.substr(4, 2)), text::number(s.substr(2, 2)), day)) {
        return IdentifierCheck::refuse(kBirthDate);
    }
    return text::weighted(n, "3276543210") % 11 == 0 ? IdentifierCheck::accept(std::move(n))
                                                     : IdentifierCheck::refuse(kCheck);
}

/// Latvia's register of taxpayers: companies by their own check, people by birth date and check.
IdentifierCheck lv_pvn(std::string_view value, std::optional<Date>) {
    std::string n = text::upper_ascii(text::compact(value, " -"));
    if (n.starts_with("LV")) n.erase(0, 2);
    if (auto refusal = refuse_unless_digits(n, 11)) return *refusal;
    const std::string_view s = n;
    if (n[0] > '3') {
        return text::weighted(n, "91483:25761") % 11 == 3 ? IdentifierCheck::accept(std::move(n))
                                                          : IdentifierCheck::refuse(kCheck);
    }
    const int year = 1800 + digit(n[6]) * 100 + text::number(s.substr(4, 2));
    if (!is_day(year, text::number(s.substr(2, 2)), text::number(s.substr(0, 2)))) {
        return IdentifierCheck::refuse(kBirthDate);
    }
    const int rest = (1 + text::weighted(n, ":584216379")) % 11;
    return by_check_digit(n, static_cast<char>('0' + rest % 10), n[10]);
}

/// Year of birth behind a Norwegian number: two digits and the individual number; 0 when undefined.
int norwegian_year(int year, int individual) noexcept {
    if (individual < 500) return 1900 + year;
    if (individual < 750 && year >= 54) return 1800 + year;
    if (year < 40) return 2000 + year;
    return individual >= 900 ? 1900 + year : 0;
}

IdentifierCheck no_fodselsnummer(std::string_view value, std::optional<Date> today) {
    std::string n = text::compact(value, " -:");
    if (auto refusal = refuse_unless_digits(n, 11)) return *refusal;
    const bool first = (text::weighted(n, "376189452") + digit(n[9])) % 11 == 0;
    const bool second = (text::weighted(n, "5432765432") + digit(n[10])) % 11 == 0;
    if (!first || !second) return IdentifierCheck::refuse(kCheck);
    const std::string_view s = n;
    int day = text::number(s.substr(0, 2));
    int month = text::number(s.substr(2, 2));
    if (day >= 80)
        return IdentifierCheck::refuse(kBirthDate);  // emergency number without birth date
    if (day > 40) day -= 40;                         // D-number
    if (month > 40) month -= 40;                     // H-number
    const int year = norwegian_year(text::number(s.substr(4, 2)), text::number(s.substr(6, 3)));
    if (!is_day(year, month, day)) return IdentifierCheck::refuse(kBirthDate);
    if (is_future(year, month, day, today)) return IdentifierCheck::refuse(kFuture);
    return IdentifierCheck::accept(std::move(n));
}

/// A two-digit year lies in the hundred years up to today, "+" in the hundred before. Without a
/// present day either century will do; it matters for the 29th of February only.
bool swedish_birth_date(std::string_view date, char separator, std::optional<Date> today) noexcept {
    const int month = text::number(date.substr(date.size() - 4, 2));
    const int day = text::number(date.substr(date.size() - 2));
    const int written = text::number(date.substr(0, date.size() - 4));
    if (date.size() == 8) return is_day(written, month, day);
    if (!today) return is_day(1900 + written, month, day) || is_day(2000 + written, month, day);
    const int now = static_cast<int>(today->year());
    int century = now / 100;
    if (written > now % 100) --century;
    if (separator == '+') --century;
    return is_day(century * 100 + written, month, day);
}

/// Normal form as people write it: YYMMDD-NNNC or YYYYMMDD-NNNC, "+" from the 100th birthday on.
IdentifierCheck se_personnummer(std::string_view value, std::optional<Date> today) {
    std::string n = text::compact(value, " :");
    if (n.size() < 10) return IdentifierCheck::refuse(kLength);
    const auto is_separator = [](char c) { return c == '-' || c == '+'; };
    if ((n.size() == 10 || n.size() == 12) && !is_separator(n[n.size() - 5])) {
        n.insert(n.size() - 4, 1, '-');
    }
    std::string date = n.substr(0, n.size() - 5);
    std::erase_if(date, is_separator);
    const std::string tail = n.substr(n.size() - 5);
    if (date.size() != 6 && date.size() != 8) return IdentifierCheck::refuse(kLength);
    const std::string digits = date + tail.substr(1);
    if (!is_separator(tail[0]) || !text::all_digits(digits))
        return IdentifierCheck::refuse(kFormat);
    if (!swedish_birth_date(date, tail[0], today)) return IdentifierCheck::refuse(kBirthDate);
    if (!text::luhn(std::string_view(digits).substr(digits.size() - 10))) {
        return IdentifierCheck::refuse(kCheck);
    }
    return IdentifierCheck::accept(date + tail);
}

constexpr std::array<NamedRule, 8> kRules{{
    {"dk.cpr", dk_cpr},
    {"ee.ik", ee_ik},
    {"fi.hetu", fi_hetu},
    {"is.kennitala", is_kennitala},
    {"lt.asmens", lt_asmens},
    {"lv.pvn", lv_pvn},
    {"no.fodselsnummer", no_fodselsnummer},
    {"se.personnummer", se_personnummer},
}};

}  // namespace

std::span<const NamedRule> northern_rules() noexcept {
    return kRules;
}

}  // namespace gdprd::policy::national
