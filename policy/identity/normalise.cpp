#include "policy/identity/normalise.hpp"

#include <algorithm>
#include <iterator>

#include "config/base/edit_distance.hpp"
#include "policy/identity/identifier.hpp"
#include "policy/identity/placeholder.hpp"
#include "policy/identity/resolver_identifiers.hpp"

namespace gdprd::policy {

namespace {

/// Types that only strengthen or contradict a match (policy/identity/seed.hpp).
constexpr std::string_view kSupporting[] = {"name", "birth_date"};
constexpr std::size_t kIdentifierBytesMax = 1000;

bool declared_by_policy(const Policy& rules, const IdentifierType& type) {
    for (const auto& field : rules.fields)
        if (field.identifier && *field.identifier == type.value()) return true;
    return false;
}

/// Names known types only: what a caller took for a type may be a value.
Error unknown_type(const Policy& rules, const IdentifierType& type) {
    const auto known = identifier_types();
    std::vector<std::string_view> types(known.begin(), known.end());
    types.insert(types.end(), std::begin(kSupporting), std::end(kSupporting));
    std::string own;
    for (const auto& field : rules.fields) {
        if (!field.identifier ||
            std::find(types.begin(), types.end(), *field.identifier) != types.end())
            continue;
        types.emplace_back(*field.identifier);
        own += ", " + *field.identifier;
    }
    return Error(ErrorCode::invalid_argument, "an identifier has a type that nobody knows",
                 did_you_mean(type.value(), types,
                              "known are email, phone, iban, card, name, birth_date, national "
                              "numbers such as fr.nir" +
                                  own));
}

/// What would be accepted and then lead to nobody is refused: a type that no store is searched for,
/// and a value that only fills a form ("0", "n/a", noreply@…).
Result<void> must_point_at_somebody(const Seed& seed) {
    if (power_of(seed.type) == IdentifierPower::none)
        return Error(ErrorCode::invalid_argument,
                     "an identifier of type " + seed.type.value() + " is not searched for",
                     "searched for are email, phone, iban, card, national numbers such as fr.nir "
                     "and the policy's own types; a birth date goes with a name: name, birth_date");
    if (is_placeholder(seed.type, seed.value.expose()))
        return Error(ErrorCode::invalid_argument,
                     "an identifier of type " + seed.type.value() +
                         " is a filler that many rows carry and nobody's own",
                     "ask the subject for another identifier (Art. 11(2), 12(6))");
    return {};
}

}  // namespace

Result<Seed> normalise(const Policy& rules, const Seed& raw) {
    const std::string& value = raw.value.expose();
    if (value.empty() || value.size() > kIdentifierBytesMax)
        return Error(ErrorCode::invalid_argument,
                     "an identifier is empty or longer than 1000 bytes");
    if (is_known(raw.type)) {
        auto check = check_identifier(raw.type, value);
        if (check.valid()) {
            Seed seed{raw.type, std::move(check.normal_form)};
            GDPRD_TRY(must_point_at_somebody(seed));
            return seed;
        }
        return Error(ErrorCode::invalid_argument,
                     "an identifier of type " + raw.type.value() +
                         " is not valid: " + std::string(check.reason),
                     raw.type.value() == "phone"
                         ? "write it as +49 341 ..., or name the country: phone.de"
                         : "check the letter; gdprctl identifiers check tells more");
    }
    if (raw.type.value() == "birth_date") {
        GDPRD_TRY_ASSIGN(const Date date, parse_date(value));
        return Seed{raw.type, Personal<std::string>(format_date(date))};
    }
    std::string small = raw.type.value();
    for (char& c : small)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (small != raw.type.value() && !declared_by_policy(rules, raw.type))
        return normalise(rules, {IdentifierType(std::move(small)), raw.value});
    const bool supporting = std::find(std::begin(kSupporting), std::end(kSupporting),
                                      raw.type.value()) != std::end(kSupporting);
    if (!supporting && !declared_by_policy(rules, raw.type)) return unknown_type(rules, raw.type);
    if (!supporting) {
        GDPRD_TRY(must_point_at_somebody(raw));
    }
    return raw;
}

}  // namespace gdprd::policy
