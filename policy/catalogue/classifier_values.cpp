#include "policy/catalogue/classifier_values.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <numeric>
#include <unordered_set>
#include <vector>

#include "policy/catalogue/classifier_lexicon.hpp"
#include "policy/catalogue/classifier_names.hpp"
#include "policy/identity/identifier_families.hpp"
#include "policy/identity/identifier_text.hpp"

namespace gdprd::policy::values {
namespace {

constexpr std::size_t kValuesMax = 200;
constexpr std::size_t kValueBytesMax = 2000;

using WordSet = std::unordered_set<std::string_view>;

WordSet word_set(std::string_view words) {
    WordSet set;
    while (!words.empty()) {
        const std::size_t end = std::min(words.find(' '), words.size());
        if (end > 0) set.insert(words.substr(0, end));
        words.remove_prefix(std::min(end + 1, words.size()));
    }
    return set;
}

bool in_list(std::string_view word, std::string_view (*list)() noexcept) {
    static const WordSet given = word_set(lexicon::given_names());
    static const WordSet family = word_set(lexicon::family_names());
    static const WordSet places = word_set(lexicon::place_names());
    static const WordSet streets = word_set(lexicon::street_words());
    static const WordSet enumerated = word_set(lexicon::enumerated_words());
    if (list == lexicon::given_names) return given.contains(word);
    if (list == lexicon::family_names) return family.contains(word);
    if (list == lexicon::place_names) return places.contains(word);
    if (list == lexicon::street_words) return streets.contains(word);
    return enumerated.contains(word);
}

std::vector<std::string> plain_words(std::string_view value) {
    const std::string folded = names::fold(value);
    std::vector<std::string> words;
    std::string word;
    for (const char c : folded) {
        if (text::is_alnum(c) || static_cast<signed char>(c) < 0) {
            word += c;
        } else if (!word.empty()) {
            words.push_back(std::move(word));
            word.clear();
        }
    }
    if (!word.empty()) words.push_back(std::move(word));
    return words;
}

bool is_number(std::string_view v) noexcept {
    if (v.starts_with('-') || v.starts_with('+')) v.remove_prefix(1);
    if (v.empty() || !text::is_digit(v.front()) || !text::is_digit(v.back())) return false;
    std::size_t points = 0;
    for (const char c : v) {
        if (c == '.' || c == ',')
            ++points;
        else if (!text::is_digit(c))
            return false;
    }
    return points <= 1;
}

bool is_hex(std::string_view v) noexcept {
    return v.size() >= 16 && std::all_of(v.begin(), v.end(), [](char c) {
               return text::is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
           });
}

bool is_uuid(std::string_view v) noexcept {
    if (v.size() != 36) return false;
    for (std::size_t i = 0; i < v.size(); ++i) {
        const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        if (dash ? v[i] != '-' : std::isxdigit(static_cast<unsigned char>(v[i])) == 0) return false;
    }
    return true;
}

bool is_boolean(std::string_view lower) noexcept {
    constexpr std::array<std::string_view, 17> kWords{"0",   "1",   "t",  "f",   "true", "false",
                                                      "yes", "no",  "y",  "n",   "ja",   "nein",
                                                      "oui", "non", "si", "sim", "nao"};
    return std::find(kWords.begin(), kWords.end(), lower) != kWords.end();
}

bool is_gender(std::string_view lower) noexcept {
    constexpr std::array<std::string_view, 27> kWords{
        "m",         "f",        "w",        "d",        "x",        "u",     "h",
        "male",      "female",   "man",      "woman",    "mr",       "mrs",   "ms",
        "mann",      "frau",     "herr",     "mannlich", "weiblich", "homme", "femme",
        "masculino", "feminino", "femenino", "hombre",   "mujer",    "mme"};
    return std::find(kWords.begin(), kWords.end(), lower) != kWords.end();
}

/// Six to fifteen digits with the punctuation of phone numbers, and not merely a number.
bool is_phone_like(std::string_view v) noexcept {
    std::size_t digits = 0;
    for (const char c : v) {
        if (text::is_digit(c))
            ++digits;
        else if (std::string_view("+-./() x#").find(c) == std::string_view::npos)
            return false;
    }
    return digits >= 6 && digits <= 15;
}

bool mentions_person(std::string_view v) {
    const std::size_t at = v.find('@');
    if (at == std::string_view::npos || at == 0) return false;
    const std::size_t begin = v.substr(0, at).find_last_of(" <>,;:\t\n(") + 1;
    const std::size_t end = std::min(v.find_first_of(" <>,;:\t\n)", at), v.size());
    std::string_view address = v.substr(begin, end - begin);
    while (address.ends_with('.')) address.remove_suffix(1);
    return address.size() < v.size() && check_email(address).valid();
}

/// National numbers with a check digit, and how many random values of their shape pass it. Those
/// that begin with letters or hold a control letter are rare by shape alone. The NHS number is not
/// among them: its check digit is that of ISBN-10, so only a name can tell them apart.
struct NationalType {
    std::string_view type;
    double random_accept;
};
constexpr std::array<NationalType, 21> kNational{{
    {"it.codicefiscale", 0.0001},
    {"es.nie", 0.005},
    {"es.dni", 0.02},
    {"fi.hetu", 0.01},
    {"fr.nir", 0.011},
    {"ie.pps", 0.03},
    {"ch.ssn", 0.001},
    {"de.idnr", 0.01},
    {"pl.pesel", 0.04},
    {"be.nn", 0.02},
    {"ro.cnp", 0.03},
    {"se.personnummer", 0.04},
    {"no.fodselsnummer", 0.01},
    {"bg.egn", 0.04},
    {"cz.rc", 0.04},
    {"hr.oib", 0.1},
    {"ee.ik", 0.03},
    {"lt.asmens", 0.03},
    {"si.emso", 0.02},
    {"gr.amka", 0.04},
    {"nl.bsn", 0.09},
}};

/// The type that every value satisfies, when chance cannot explain it: a lone check digit proves
/// little, and sequences and epochs run through all check digits.
std::string_view national_type(const std::vector<std::string_view>& values) {
    for (const NationalType& candidate : kNational) {
        std::size_t valid = 0;
        for (const std::string_view v : values) {
            const auto check = check_national(candidate.type, v, std::nullopt);
            if (check && check->valid())
                ++valid;
            else if (valid == 0)
                break;
        }
        const double share = static_cast<double>(valid) / static_cast<double>(values.size());
        const double chance = std::pow(candidate.random_accept, static_cast<double>(valid));
        if (share >= 0.9 && chance < 1e-5) return candidate.type;
    }
    return {};
}

/// Adds one value's shape to the counts in `p` (they become shares at the end).
void look_at_words(const std::string_view v, Profile& p) {
    const auto words = plain_words(v);
    if (words.empty()) return;
    const bool letters = std::all_of(v.begin(), v.end(), [](char c) {
        return text::is_alpha(c) || static_cast<signed char>(c) < 0 ||
               std::string_view(" -'.").find(c) != std::string_view::npos;
    });
    if (letters) ++p.letters_only;
    if (words.size() == 2 || words.size() == 3) ++p.two_words;
    if (words.size() >= 8) ++p.free_text;
    if (letters && words.size() <= 4) {
        if (in_list(words.front(), lexicon::given_names)) ++p.given_name;
        if (in_list(words.back(), lexicon::family_names)) ++p.family_name;
        if (in_list(words.front(), lexicon::place_names)) ++p.place;
    }
    if (words.size() <= 2 && in_list(words.front(), lexicon::enumerated_words)) ++p.enumerated;
    const bool digit = std::any_of(v.begin(), v.end(), text::is_digit);
    if (digit) ++p.with_digit;
    if (digit && words.size() >= 2 && words.size() <= 8) {
        const bool street = std::any_of(words.begin(), words.end(), [](const std::string& w) {
            return in_list(w, lexicon::street_words) || w.ends_with("strasse") ||
                   w.ends_with("str") || w.ends_with("weg") || w.ends_with("platz") ||
                   w.ends_with("gasse") || w.ends_with("straat");
        });
        if (street) ++p.street;
    }
    const std::string folded = names::fold(v);
    if (is_boolean(folded)) ++p.boolean;
    if (is_gender(folded)) ++p.gender_code;
}

struct Years {
    int first = 9999;
    int last = 0;
    void take(int year) noexcept {
        first = std::min(first, year);
        last = std::max(last, year);
    }
};

void look_at_dates(std::string_view v, Profile& p, Years& years) {
    if (v.size() == 4 && text::all_digits(v)) {
        const int year = text::number(v);
        if (year >= 1900 && year <= 2100) ++p.year;
        if (year >= 1910 && year <= 2020) ++p.birth;
        years.take(year);
        return;
    }
    IdentifierCheck check = check_date(v);
    if (!check.valid() && v.size() > 10) check = check_date(v.substr(0, 10));
    if (!check.valid()) return;
    ++p.date;
    const int year = text::number(std::string_view(check.normal_form.expose()).substr(0, 4));
    years.take(year);
    if (year >= 1910 && year <= 2020) ++p.birth;
}

void look_at_formats(std::string_view v, Profile& p) {
    if (v.find('@') != std::string_view::npos) {
        if (check_email(v).valid())
            ++p.email;
        else if (mentions_person(v))
            ++p.mentions;
    }
    const bool integer = text::all_digits(v);
    if (integer) ++p.integer;
    if (is_number(v)) ++p.number;
    if (is_uuid(v)) ++p.uuid;
    if (is_hex(v) && !integer) ++p.hex;
    if (v.starts_with("http://") || v.starts_with("https://") || v.starts_with("www.")) ++p.url;
    if (check_ip(v).valid()) {
        ++p.ip;
        if (v.find('.') == 1) ++p.ip_small;
    }
    if (v.size() >= 15 && check_iban(v).valid()) ++p.iban;
    if (v.size() >= 12 && check_card(v).valid()) ++p.card;
    if (is_phone_like(v) && !check_date(v).valid() && !check_ip(v).valid()) {
        ++p.phone;
        if (v.starts_with('+') && check_phone(v).valid()) ++p.phone_plus;
    }
}

/// A series in any order: its numbers lie close together, or all apart by multiples of one step.
bool is_progression(std::vector<long long> numbers) {
    constexpr std::size_t kFewest = 8;
    constexpr long long kStepMin = 10;
    if (numbers.size() < kFewest) return false;
    std::sort(numbers.begin(), numbers.end());
    long long step = 0;
    for (std::size_t i = 1; i < numbers.size(); ++i)
        step = std::gcd(step, numbers[i] - numbers[i - 1]);
    const long long range = numbers.back() - numbers.front();
    return step >= kStepMin || range < 20 * static_cast<long long>(numbers.size());
}

/// Integers: do they only rise, and are they moments?
void look_at_series(const std::vector<std::string_view>& values, Profile& p) {
    if (p.integer < 0.9 || values.size() < 3) return;
    std::size_t rises = 0;
    std::size_t moments = 0;
    long long before = -1;
    std::vector<long long> numbers;
    for (const std::string_view v : values) {
        const long long n = v.size() <= 18 ? std::strtoll(std::string(v).c_str(), nullptr, 10) : 0;
        if (before >= 0 && n > before) ++rises;
        before = n;
        if (n > 0) numbers.push_back(n);
        const bool seconds = n >= 631152000LL && n <= 2208988800LL && v.size() <= 10;
        const bool millis = n >= 631152000000LL && n <= 2208988800000LL;
        if (seconds || millis) ++moments;
    }
    p.monotonic = rises + 1 == values.size() || is_progression(numbers);
    p.epochs = moments == values.size();
}

/// At most kValueBytesMax bytes, cut between two characters.
std::string_view beginning_of(std::string_view value) noexcept {
    if (value.size() <= kValueBytesMax) return value;
    std::size_t end = kValueBytesMax;
    while (end > 0 && (static_cast<unsigned char>(value[end]) & 0xC0U) == 0x80U) --end;
    return value.substr(0, end);
}

void divide(Profile& p) {
    const double n = static_cast<double>(p.count);
    for (double* share :
         {&p.email,     &p.phone,        &p.phone_plus, &p.ip_small,   &p.iban,
          &p.card,      &p.ip,           &p.uuid,       &p.url,        &p.hex,
          &p.integer,   &p.number,       &p.boolean,    &p.date,       &p.year,
          &p.birth,     &p.letters_only, &p.with_digit, &p.given_name, &p.family_name,
          &p.two_words, &p.place,        &p.street,     &p.enumerated, &p.free_text,
          &p.mentions,  &p.gender_code,  &p.mean_length}) {
        *share /= n;
    }
}

}  // namespace

Profile profile(std::span<const Personal<std::string>> samples) {
    Profile p;
    Years years;
    std::vector<std::string_view> values;
    for (const Personal<std::string>& sample :
         samples.first(std::min(samples.size(), kValuesMax))) {
        const std::string_view v = text::trim(beginning_of(sample.expose()));
        if (v.empty() || !text::is_utf8(v)) continue;
        values.push_back(v);
        p.mean_length += static_cast<double>(v.size());
        look_at_formats(v, p);
        look_at_words(v, p);
        look_at_dates(v, p, years);
    }
    p.count = values.size();
    if (p.count == 0) return p;
    p.distinct = std::unordered_set<std::string_view>(values.begin(), values.end()).size();
    divide(p);
    look_at_series(values, p);
    if (years.last > 0) p.date_spread_years = years.last - years.first;
    if (p.count >= 3 && !p.monotonic && !p.epochs && p.distinct * 2 > p.count) {
        p.national = national_type(values);
    }
    return p;
}

}  // namespace gdprd::policy::values
