#include "policy/identity/resolver_identifiers.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "config/limits.hpp"
#include "policy/identity/identifier_families.hpp"
#include "policy/identity/identifier_text.hpp"
#include "policy/identity/matcher.hpp"
#include "policy/language/decide.hpp"

namespace gdprd::policy {
namespace {

namespace limits = config::limits;

const IdentifierType kEmail("email");
const IdentifierType kPhone("phone");
const IdentifierType kIban("iban");
const IdentifierType kCard("card");
const IdentifierType kNational("national");

bool is_within(const Category& category, std::string_view root) noexcept {
    const std::string_view key = category.value();
    return key.starts_with(root) && (key.size() == root.size() || key[root.size()] == '.');
}

bool is_national(const IdentifierType& type) noexcept {
    if (type == kNational) return true;
    return type.value().find('.') != std::string::npos && !is_phone(type);
}

bool is_of_the_policy(const IdentifierType& type) noexcept {
    return type != kNational && !is_known(type);
}

/// Letters and digits, upper case: as MatchMode::digits compares.
std::string bare(std::string_view value) {
    std::string out;
    for (const char c : text::compact(value, " -./()+_")) {
        const auto byte = static_cast<unsigned char>(c);
        if (text::is_alnum(c) || byte >= 0x80) out.push_back(c);
    }
    return text::upper_ascii(out);
}

bool is_e164(std::string_view phone) noexcept {
    return phone.starts_with('+');
}

struct CallingCode {
    std::string_view digits;
    std::string_view country;  ///< the largest of those that share it
};

/// Calling codes are prefix-free, so that the first that fits is the one (ITU-T E.164).
constexpr std::array<CallingCode, 33> kCallingCodes{{
    {"1", "us"},   {"30", "gr"},  {"31", "nl"},  {"32", "be"},  {"33", "fr"},  {"34", "es"},
    {"351", "pt"}, {"352", "lu"}, {"353", "ie"}, {"354", "is"}, {"356", "mt"}, {"357", "cy"},
    {"358", "fi"}, {"359", "bg"}, {"36", "hu"},  {"370", "lt"}, {"371", "lv"}, {"372", "ee"},
    {"385", "hr"}, {"386", "si"}, {"39", "it"},  {"40", "ro"},  {"41", "ch"},  {"420", "cz"},
    {"421", "sk"}, {"423", "li"}, {"43", "at"},  {"44", "gb"},  {"45", "dk"},  {"46", "se"},
    {"47", "no"},  {"48", "pl"},  {"49", "de"},
}};

const CallingCode* find_calling_code(std::string_view e164) noexcept {
    const auto found = std::find_if(
        kCallingCodes.begin(), kCallingCodes.end(),
        [&](const CallingCode& code) { return e164.substr(1).starts_with(code.digits); });
    return found == kCallingCodes.end() ? nullptr : &*found;
}

constexpr std::size_t kPhoneDigitsMin = 7;
constexpr std::size_t kPhoneDigitsMax = 15;

/// "+" and digits when the value is written internationally. Numbers that no plan knows are taken
/// too: stores hold old and fictitious ones, and a phone number proves nothing alone.
std::optional<std::string> international(std::string_view value) {
    const IdentifierCheck check = check_phone(value);
    if (check.valid()) return check.normal_form.expose();
    const std::string_view trimmed = text::trim(dialled_part(value));
    std::string digits = bare(trimmed);
    if (!text::all_digits(digits)) return std::nullopt;
    if (digits.starts_with("00")) {
        digits.erase(0, 2);
    } else if (!trimmed.starts_with('+')) {
        return std::nullopt;
    }
    if (digits.size() < kPhoneDigitsMin || digits.size() > kPhoneDigitsMax) return std::nullopt;
    // "+33 (0)6": the trunk zero is not dialled from abroad.
    const CallingCode* code = find_calling_code("+" + digits);
    const std::size_t zero = code == nullptr ? 0 : code->digits.size();
    if (value.find("(0)") != std::string_view::npos && digits[zero] == '0') digits.erase(zero, 1);
    return "+" + digits;
}

std::string without_trunk_zero(std::string digits) {
    if (digits.starts_with('0')) digits.erase(0, 1);
    return digits;
}

/// A national spelling that means this international number in some country.
bool is_national_spelling(const std::string& national, std::string_view e164) {
    const std::string digits = without_trunk_zero(national);
    const CallingCode* code = find_calling_code(e164);
    if (digits.size() + 1 < kPhoneDigitsMin || code == nullptr) return false;
    return e164.substr(1 + code->digits.size()) == digits || e164.substr(1) == digits;
}

bool same_phone(std::string_view value, const std::string& wanted) {
    if (const auto whole = international(value)) {
        return *whole == wanted || (!is_e164(wanted) && is_national_spelling(wanted, *whole));
    }
    const std::string digits = bare(dialled_part(value));
    if (is_e164(wanted)) return is_national_spelling(digits, wanted);
    return without_trunk_zero(digits) == without_trunk_zero(wanted);
}

std::optional<Seed> normal_phone(const IdentifierType& type, std::string_view value,
                                 const Countries& countries) {
    if (type != kPhone) {
        const IdentifierCheck own = check_identifier(type, value);
        if (own.valid()) return Seed{kPhone, own.normal_form};
    }
    if (auto whole = international(value)) {
        return Seed{kPhone, Personal<std::string>(std::move(*whole))};
    }
    const std::string digits = bare(dialled_part(value));
    if (!text::all_digits(digits) || digits.size() < kPhoneDigitsMin) return std::nullopt;
    if (digits.size() > kPhoneDigitsMax) return std::nullopt;
    std::set<std::string> meanings;
    for (const std::string& country : countries) {
        const auto national = check_phone_in(country, value);
        if (national && national->valid()) meanings.insert(national->normal_form.expose());
    }
    if (meanings.size() == 1) return Seed{kPhone, Personal<std::string>(*meanings.begin())};
    return Seed{kPhone, Personal<std::string>(digits)};
}

std::optional<Seed> normal_national(std::string_view value, const Countries& countries) {
    std::optional<Seed> found;
    for (const std::string_view name : national_types()) {
        if (!countries.contains(std::string(name.substr(0, name.find('.'))))) continue;
        const auto check = check_national(name, value, std::nullopt);
        if (!check || !check->valid()) continue;
        if (found) return Seed{kNational, Personal<std::string>(bare(value))};
        found = Seed{IdentifierType(std::string(name)), check->normal_form};
    }
    if (found) return found;
    const std::string digits = bare(value);
    if (digits.size() < limits::kSweptCharsMin) return std::nullopt;
    return Seed{kNational, Personal<std::string>(digits)};
}

/// As MatchMode::digits compares, also of tel: URIs, as vCard 4.0 has them.
std::vector<std::string> phone_forms(const std::string& e164) {
    const std::string whole = e164.substr(1);
    std::vector<std::string> forms{whole, "00" + whole, "TEL" + whole, "TEL00" + whole};
    const CallingCode* code = find_calling_code(e164);
    if (code == nullptr) return forms;
    const std::string national = e164.substr(1 + code->digits.size());
    forms.push_back("0" + national);
    forms.push_back("TEL0" + national);
    forms.push_back(national);
    forms.push_back("TEL" + national);
    forms.push_back(std::string(code->digits) + "0" + national);  // +33 (0)6 …
    if (code->country == "us") forms.push_back("011" + whole);
    return forms;
}

}  // namespace

bool is_phone(const IdentifierType& type) noexcept {
    return type.value() == "phone" || type.value().starts_with("phone.");
}

IdentifierPower power_of(const IdentifierType& type) noexcept {
    if (is_phone(type)) return IdentifierPower::phone;
    if (type == kIban || type == kCard) return IdentifierPower::supporting;
    constexpr std::array<std::string_view, 4> kNone{"name", "birth_date", "date", "ip"};
    const bool none = std::find(kNone.begin(), kNone.end(), type.value()) != kNone.end();
    return none ? IdentifierPower::none : IdentifierPower::unique;
}

std::string word_for(const IdentifierType& type) {
    if (type == kEmail) return "e-mail";
    if (is_phone(type)) return "phone number";
    if (type == kIban) return "bank account";
    if (is_national(type)) return "national number";
    return type.value();
}

std::optional<IdentifierType> identifier_type_of(const Category& category) {
    if (is_within(category, "user.contact.email")) return kEmail;
    if (is_within(category, "user.contact.phone_number")) return kPhone;
    if (is_within(category, "user.financial.bank_account")) return kIban;
    if (is_within(category, "user.financial.credit_card")) return kCard;
    if (is_within(category, "user.government_id")) return kNational;
    return std::nullopt;
}

std::optional<IdentifierType> identifier_type_of(const Policy& policy, const Catalogue& catalogue,
                                                 const FieldPath& field) {
    const FieldAnnotation* note = policy.find_annotation(field);
    if (note != nullptr && note->not_personal) return std::nullopt;
    if (note != nullptr && note->identifier) return IdentifierType(*note->identifier);
    if (note != nullptr && note->not_identifier) return std::nullopt;
    const std::optional<Category> category = category_of(policy, catalogue, field);
    return category ? identifier_type_of(*category) : std::nullopt;
}

bool may_hold_identifiers(const Policy& policy, const Catalogue& catalogue,
                          const FieldPath& field) {
    constexpr std::array<std::string_view, 3> kBroad{"user", "user.contact", "user.financial"};
    const std::optional<Category> category = category_of(policy, catalogue, field);
    const CatalogueField* found = catalogue.find_field(field);
    if (category && (identifier_type_of(*category) ||
                     std::find(kBroad.begin(), kBroad.end(), category->value()) != kBroad.end()))
        return true;
    return found != nullptr && found->category && identifier_type_of(*found->category);
}

bool types_meet(const IdentifierType& field, const IdentifierType& wanted) noexcept {
    if (field == wanted || (is_phone(field) && is_phone(wanted))) return true;
    if (field == kNational) return is_national(wanted);
    return wanted == kNational && is_national(field);
}

void add_country_of(const Seed& seed, Countries& countries) {
    const std::string& value = seed.value.expose();
    if (is_phone(seed.type) && is_e164(value)) {
        if (const auto* code = find_calling_code(value)) countries.emplace(code->country);
    } else if (seed.type == kIban && value.size() > 2) {
        countries.insert(text::lower_ascii(value.substr(0, 2)));
    } else if (is_national(seed.type) && seed.type != kNational) {
        countries.insert(seed.type.value().substr(0, seed.type.value().find('.')));
    }
}

void add_country_named(std::string_view text, Countries& countries) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 27> kNames{{
        {"france", "fr"},         {"germany", "de"}, {"deutschland", "de"}, {"allemagne", "de"},
        {"spain", "es"},          {"espana", "es"},  {"portugal", "pt"},    {"italy", "it"},
        {"italia", "it"},         {"austria", "at"}, {"osterreich", "at"},  {"belgium", "be"},
        {"belgique", "be"},       {"belgie", "be"},  {"netherlands", "nl"}, {"nederland", "nl"},
        {"switzerland", "ch"},    {"schweiz", "ch"}, {"suisse", "ch"},      {"ireland", "ie"},
        {"united kingdom", "gb"}, {"uk", "gb"},      {"usa", "us"},         {"united states", "us"},
        {"poland", "pl"},         {"denmark", "dk"}, {"sweden", "se"},
    }};
    const std::string folded = fold_text(text);
    for (const auto& [name, code] : kNames) {
        if (folded == name) countries.emplace(code);
    }
    const auto codes = phone_countries();
    if (std::find(codes.begin(), codes.end(), folded) != codes.end()) countries.insert(folded);
}

std::optional<Seed> normalise(const IdentifierType& type, std::string_view value,
                              const Countries& countries) {
    if (bare(value).empty()) return std::nullopt;
    if (is_phone(type)) return normal_phone(type, value, countries);
    if (type == kNational) return normal_national(value, countries);
    const IdentifierCheck check = check_identifier(type, value);
    if (check.valid()) return Seed{type, check.normal_form};
    if (type == kEmail) return std::nullopt;
    if (is_of_the_policy(type))
        return Seed{type, Personal<std::string>(std::string(text::trim(value)))};
    // A value that a store holds with an old check digit: its bare letters and digits still point
    // at the same person.
    return Seed{type, Personal<std::string>(bare(value))};
}

bool carries(const IdentifierType& field, std::string_view value, const Seed& wanted) {
    const std::string& normal = wanted.value.expose();
    if (!types_meet(field, wanted.type)) return false;
    if (is_phone(wanted.type)) return same_phone(value, normal);
    const IdentifierCheck check = check_identifier(wanted.type, value);
    if (check.valid()) return check.normal_form.expose() == normal;
    if (wanted.type == kEmail) return fold_text(value) == fold_text(normal);
    const std::string digits = bare(value);
    return !digits.empty() && digits == bare(normal);
}

bool carries_exactly(const IdentifierType& field, std::string_view value, const Seed& wanted) {
    if (!is_of_the_policy(wanted.type)) return carries(field, value, wanted);
    return field == wanted.type && text::trim(value) == text::trim(wanted.value.expose());
}

bool covers(const Seed& known, const Seed& other) {
    if (known == other) return true;
    const bool wider = is_phone(other.type) && is_e164(other.value.expose());
    if (wider && !is_e164(known.value.expose())) return false;
    return carries_exactly(other.type, other.value.expose(), known);
}

WantedForms wanted_forms(const Seed& wanted) {
    const std::string& value = wanted.value.expose();
    if (wanted.type == kEmail) return {MatchMode::folded, email_spellings(value)};
    if (is_phone(wanted.type) && is_e164(value)) return {MatchMode::digits, phone_forms(value)};
    if (is_phone(wanted.type)) return {MatchMode::digits, {bare(value), "TEL" + bare(value)}};
    return {MatchMode::digits, {bare(value)}};
}

std::vector<std::string> text_forms(const Seed& wanted) {
    const std::string& value = wanted.value.expose();
    if (power_of(wanted.type) == IdentifierPower::none) return {};
    if (value.size() < limits::kSweptCharsMin) return {};
    if (is_phone(wanted.type)) return {};
    if (wanted.type == kEmail) return email_spellings(value);
    if (wanted.type != kIban) return {value};
    std::string spaced;
    for (std::size_t at = 0; at < value.size(); at += 4) {
        if (at > 0) spaced.push_back(' ');
        spaced.append(value.substr(at, 4));
    }
    return {value, spaced};
}

std::vector<std::string> date_forms(std::string_view iso) {
    if (iso.size() != 10) return {};
    const std::string year(iso.substr(0, 4));
    const std::string month(iso.substr(5, 2));
    const std::string day(iso.substr(8, 2));
    return {std::string(iso),
            std::string(iso) + " 00:00:00",
            year + month + day,
            day + "." + month + "." + year,
            day + "/" + month + "/" + year,
            day + "-" + month + "-" + year};
}

}  // namespace gdprd::policy
