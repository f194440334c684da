#include "policy/catalogue/classifier_values.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <numeric>
#include <unordered_set>
#include <utility>
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

/// National numbers with a check digit, the rarest by chance first. Those that begin with letters
/// or hold a control letter are rare by shape alone. The NHS number is not among them: its check
/// digit is that of ISBN-10, so only a name can tell them apart.
constexpr std::array<std::string_view, 25> kNational{"it.codicefiscale",
                                                     "lu.matricule",
                                                     "de.rvnr",
                                                     "es.nie",
                                                     "es.dni",
                                                     "fi.hetu",
                                                     "fr.nir",
                                                     "ie.pps",
                                                     "ch.ssn",
                                                     "de.idnr",
                                                     "pl.pesel",
                                                     "be.nn",
                                                     "ro.cnp",
                                                     "se.personnummer",
                                                     "no.fodselsnummer",
                                                     "bg.egn",
                                                     "hu.szemelyi",
                                                     "hu.adojel",
                                                     "cz.rc",
                                                     "hr.oib",
                                                     "ee.ik",
                                                     "lt.asmens",
                                                     "si.emso",
                                                     "gr.amka",
                                                     "nl.bsn"};

/// What a text tells of a person; an IP address or a device in it is mostly a log's.
constexpr bool points_at_person(sweep::Kind kind) noexcept {
    using sweep::Kind;
    return kind == Kind::email || kind == Kind::phone || kind == Kind::bank_account ||
           kind == Kind::card || kind == Kind::national_number || kind == Kind::birth_date ||
           kind == Kind::name || kind == Kind::address;
}

/// What people are told of a text: a part of an address is evidence, but points at nobody.
constexpr bool is_told(sweep::Kind kind) noexcept {
    return points_at_person(kind) || kind == sweep::Kind::street;
}

using Counts = std::array<std::size_t, sweep::kDetectors>;

/// The type that every value satisfies, when chance cannot explain it: a lone check digit proves
/// little, and sequences and epochs run through all check digits.
std::string_view national_type(const Counts& valid, std::size_t values) {
    for (const std::string_view type : kNational) {
        const std::size_t place = sweep::place_of(type);
        const auto passed = static_cast<double>(valid[place]);
        const double chance = std::pow(sweep::detectors()[place].random_accept, passed);
        if (passed >= 0.9 * static_cast<double>(values) && chance < 1e-5) return type;
    }
    return {};
}

bool has_only_letters(std::string_view v) noexcept {
    return std::all_of(v.begin(), v.end(), [](char c) {
        return text::is_alpha(c) || static_cast<signed char>(c) < 0 ||
               std::string_view(" -'.").find(c) != std::string_view::npos;
    });
}

/// "Weber, Anna" as "Anna Weber"; anything else as it is.
std::string in_spoken_order(std::string_view v) {
    const std::size_t comma = v.find(',');
    if (comma == std::string_view::npos) return std::string(v);
    const std::string_view family = text::trim(v.substr(0, comma));
    const std::string_view given = text::trim(v.substr(comma + 1));
    if (!has_only_letters(family) || !has_only_letters(given)) return std::string(v);
    const auto families = plain_words(family);
    const auto givens = plain_words(given);
    const bool name = !families.empty() && !givens.empty() &&
                      in_list(families.back(), lexicon::family_names) &&
                      in_list(givens.front(), lexicon::given_names);
    return name ? std::string(given) + ' ' + std::string(family) : std::string(v);
}

/// Adds one value's shape to the counts in `p` (they become shares at the end).
void look_at_words(const std::string_view written, Profile& p) {
    const std::string v = in_spoken_order(written);
    const auto words = plain_words(v);
    if (words.empty()) return;
    const bool letters = has_only_letters(v);
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

/// Identifiers: what the value is, and what a longer text holds.
class Formats {
    /// A longer text has an address in it, but is none.
    static constexpr std::size_t kAddressBytesMax = 64;

  public:
    explicit Formats(sweep::Sweeper& sweeper) : sweeper_(sweeper) {}
    void look_at(std::string_view v, std::string_view whole, Profile& p) {
        const sweep::ValueHits hits = sweeper_.value(whole);
        hits.whole.each([this](std::size_t place) { ++valid_[place]; });
        const auto is = [&hits](std::size_t place) { return hits.whole.has(place); };
        if (is(sweep::kEmail)) ++p.email;
        if (is(ipv4_) || is(ipv6_)) {
            ++p.ip;
            if (v.find('.') == 1) ++p.ip_small;
        }
        if (is(iban_)) ++p.iban;
        if (is(card_)) ++p.card;
        if (is_phone_like(v) && !is(ipv4_) && !check_date(v).valid()) {
            ++p.phone;
            if (v.starts_with('+') && is(phone_)) ++p.phone_plus;
        }
        look_inside(hits.inside, p);
        if (v.size() <= kAddressBytesMax && hits.inside.has(sweep::kAddress)) ++p.address;
    }
    [[nodiscard]] const Counts& valid() const noexcept { return valid_; }

  private:
    static void look_inside(sweep::DetectorSet inside, Profile& p) {
        std::array<bool, sweep::kKinds> holds{};
        bool person = false;
        inside.each([&](std::size_t place) {
            const sweep::Kind kind = sweep::detectors()[place].kind;
            holds[static_cast<std::size_t>(kind)] = true;
            person = person || points_at_person(kind);
        });
        for (std::size_t kind = 0; kind < holds.size(); ++kind)
            p.inside[kind] += holds[kind] ? 1 : 0;
        if (person) ++p.mentions;
    }

    sweep::Sweeper& sweeper_;
    Counts valid_{};
    std::size_t ipv4_ = sweep::place_of("ipv4");
    std::size_t ipv6_ = sweep::place_of("ipv6");
    std::size_t iban_ = sweep::place_of("iban");
    std::size_t card_ = sweep::place_of("card");
    std::size_t phone_ = sweep::place_of("phone");
};

void look_at_numbers(std::string_view v, Profile& p) {
    const bool integer = text::all_digits(v);
    if (integer) ++p.integer;
    if (is_number(v)) ++p.number;
    if (is_uuid(v)) ++p.uuid;
    if (is_hex(v) && !integer) ++p.hex;
    if (v.starts_with("http://") || v.starts_with("https://") || v.starts_with("www.")) ++p.url;
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

/// What is swept for identifiers: all of a text, up to a bound on time.
std::string_view whole_of(std::string_view value) noexcept {
    constexpr std::size_t kSweptBytesMax = 1024UL * 1024;
    return value.substr(0, kSweptBytesMax);
}

void divide(Profile& p) {
    const double n = static_cast<double>(p.count);
    for (double* share :
         {&p.email,     &p.phone,        &p.phone_plus,  &p.ip_small,   &p.iban,
          &p.card,      &p.ip,           &p.uuid,        &p.url,        &p.hex,
          &p.integer,   &p.number,       &p.boolean,     &p.date,       &p.year,
          &p.birth,     &p.letters_only, &p.with_digit,  &p.given_name, &p.family_name,
          &p.two_words, &p.place,        &p.street,      &p.enumerated, &p.free_text,
          &p.mentions,  &p.gender_code,  &p.mean_length, &p.address}) {
        *share /= n;
    }
    for (double& share : p.inside) share /= n;
}

}  // namespace

std::string mentions_in_words(const Profile& profile) {
    const auto percent = [](double share) {
        return std::to_string(std::max(1L, std::lround(share * 100))) + " %";
    };
    std::vector<std::pair<double, sweep::Kind>> kinds;
    for (std::size_t i = 0; i < sweep::kKinds; ++i) {
        const auto kind = static_cast<sweep::Kind>(i);
        if (profile.inside[i] > 0 && is_told(kind)) kinds.emplace_back(profile.inside[i], kind);
    }
    std::sort(kinds.begin(), kinds.end(), [](const auto& a, const auto& b) {
        return a.first != b.first ? a.first > b.first : a.second < b.second;
    });
    std::string words = percent(profile.mentions) + " of the texts hold identifiers";
    for (std::size_t i = 0; i < kinds.size(); ++i) {
        words += i == 0 ? ": " : ", ";
        words.append(sweep::plural(kinds[i].second)) += ' ' + percent(kinds[i].first);
    }
    return words;
}

Profile profile(std::span<const Personal<std::string>> samples, sweep::Sweeper& sweeper) {
    Profile p;
    Years years;
    Formats formats(sweeper);
    std::vector<std::string_view> values;
    for (const Personal<std::string>& sample :
         samples.first(std::min(samples.size(), kValuesMax))) {
        const std::string_view v = text::trim(beginning_of(sample.expose()));
        if (v.empty() || !text::is_utf8(v)) continue;
        values.push_back(v);
        p.mean_length += static_cast<double>(v.size());
        formats.look_at(v, whole_of(sample.expose()), p);
        look_at_numbers(v, p);
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
        p.national = national_type(formats.valid(), p.count);
    }
    return p;
}

}  // namespace gdprd::policy::values
