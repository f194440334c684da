// The validators behind the detectors. What identity/ has rules for is checked there; what is left
// here has no check digit, and only bounds.
#include <algorithm>
#include <string>

#include "config/base/assert.hpp"
#include "policy/identity/identifier_families.hpp"
#include "policy/identity/identifier_national_rules.hpp"
#include "policy/identity/identifier_text.hpp"
#include "policy/sweep/detector.hpp"

namespace gdprd::policy::sweep {
namespace {

using Check = bool (*)(std::string_view);

bool is_international_phone(std::string_view value) {
    // The pattern leaves open which digits: most numbers end here.
    if (value[0] != '+' && !value.starts_with("00")) return false;
    return is_phone(value);
}

constexpr std::array<bool, 256> kBetweenGroups = [] {
    std::array<bool, 256> between{};
    for (const char c : std::string_view(" /()-")) between[static_cast<unsigned char>(c)] = true;
    return between;
}();

/// Six to fifteen digits as people set them, with a trunk 0 or in groups; whose country's they are
/// is not known here.
bool is_national_phone(std::string_view value) {
    const bool trunk = value.starts_with('0') || value.starts_with("(0");
    const bool grouped = std::any_of(value.begin(), value.end(), [](char c) {
        return kBetweenGroups[static_cast<unsigned char>(c)];
    });
    if (!trunk && !grouped) return false;
    if (value.size() == 10 && value[4] == '-' && value[7] == '-') return false;  // a date
    const auto digits = std::count_if(value.begin(), value.end(), text::is_digit);
    return digits >= 6 && digits <= 15 && !check_date(value).valid();
}

bool is_ip(std::string_view value) {
    return check_ip(value).valid();
}

bool is_mac(std::string_view value) {
    return check_mac(value).valid();
}

bool is_imei(std::string_view value) {
    return check_imei(value).valid();
}

bool is_geo(std::string_view value) {
    return check_geo(value).valid();
}

bool is_vat(std::string_view value) {
    return check_vat(value).valid();
}

/// Of a person who may be alive.
bool is_birth_date(std::string_view value) {
    constexpr int kOldest = 1900;
    const auto part = [&](std::size_t at, std::size_t size) {
        return text::number(value.substr(at, size));
    };
    if (value.size() == 10 && value[4] == '-')  // the pattern has digits in all other places
        return part(0, 4) >= kOldest && national::is_day(part(0, 4), part(5, 2), part(8, 2));
    const bool spaced = value.find(' ') != std::string_view::npos;
    const IdentifierCheck date = spaced ? check_date(text::compact(value, " ")) : check_date(value);
    return date.valid() &&
           text::number(std::string_view(date.normal_form.expose()).substr(0, 4)) >= kOldest;
}

bool is_of_its_pattern(std::string_view) {
    return true;
}

bool is_name(std::string_view value) {
    return !value.empty() && value.find_first_of("0123456789@\n") == std::string_view::npos;
}

bool is_part_of_address(std::string_view value) {
    return std::any_of(value.begin(), value.end(), text::is_digit) &&
           std::any_of(value.begin(), value.end(), [](char c) { return !text::is_digit(c); });
}

struct Named {
    std::string_view name;
    Check check;
};

constexpr std::array<Named, 20> kChecks{{
    {"email", is_email},
    {"phone", is_international_phone},
    {"phone.national", is_national_phone},
    {"iban", is_iban},
    {"card", is_card},
    {"ipv4", is_ipv4},
    {"ipv6", is_ip},
    {"mac", is_mac},
    {"imei", is_imei},
    {"geo", is_geo},
    {"date", is_birth_date},
    {"plate", is_of_its_pattern},
    {"vat", is_vat},
    {"name.greeting", is_name},
    {"name.signature", is_name},
    {"name.introduced", is_name},
    {"name.addressed", is_name},
    {"address", is_part_of_address},
    {"address.street", is_part_of_address},
    {"address.town", is_part_of_address},
}};

/// Either of both is set.
struct Validator {
    Check check = nullptr;
    national::Rule rule = nullptr;
};

national::Rule rule_of(std::string_view type) {
    for (const auto part : {national::northern_rules(), national::western_rules(),
                            national::eastern_rules(), national::southern_rules()}) {
        for (const national::NamedRule& one : part) {
            if (one.type == type) return one.check;
        }
    }
    return nullptr;
}

std::array<Validator, kDetectors> all_validators() {
    std::array<Validator, kDetectors> all;
    for (std::size_t place = 0; place < kDetectors; ++place) {
        const std::string_view name = detectors()[place].name;
        for (const Named& one : kChecks) {
            if (one.name == name) all[place].check = one.check;
        }
        all[place].rule = rule_of(name);
        GDPRD_ASSERT((all[place].check == nullptr) != (all[place].rule == nullptr));
    }
    return all;
}

bool obeys(national::Rule rule, std::string_view value) {
    return rule(value, std::nullopt).valid();
}

}  // namespace

bool passes(std::size_t place, std::string_view value) {
    static const std::array<Validator, kDetectors> validators = all_validators();
    const Validator& one = validators[place];
    return one.check != nullptr ? one.check(value) : obeys(one.rule, value);
}

}  // namespace gdprd::policy::sweep
