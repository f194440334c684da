#include "policy/identity/identifier.hpp"

#include <algorithm>
#include <vector>

#include "config/base/assert.hpp"
#include "policy/identity/identifier_families.hpp"

namespace gdprd::policy {
namespace {

constexpr std::string_view kPhoneIn = "phone.";

/// Longest value that is looked at; no identifier is longer.
constexpr std::size_t kValueBytesMax = 1024;

std::vector<std::string_view> all_types() {
    static const std::vector<std::string> phones = [] {
        std::vector<std::string> names;
        for (const std::string_view country : phone_countries()) {
            names.push_back(std::string(kPhoneIn) + std::string(country));
        }
        return names;
    }();
    std::vector<std::string_view> types{"card", "date", "email", "geo",   "iban",
                                        "imei", "ip",   "mac",   "phone", "vat"};
    types.insert(types.end(), phones.begin(), phones.end());
    types.insert(types.end(), national_types().begin(), national_types().end());
    std::sort(types.begin(), types.end());
    return types;
}

}  // namespace

std::string_view to_string(IdentifierVerdict verdict) noexcept {
    switch (verdict) {
        case IdentifierVerdict::valid:
            return "valid";
        case IdentifierVerdict::invalid:
            return "invalid";
        case IdentifierVerdict::unknown:
            return "unknown";
    }
    return "unknown";
}

IdentifierCheck IdentifierCheck::accept(std::string normal_form) {
    return {IdentifierVerdict::valid, Personal<std::string>(std::move(normal_form)), {}};
}

IdentifierCheck IdentifierCheck::refuse(std::string_view constant_reason) {
    return {IdentifierVerdict::invalid, {}, constant_reason};
}

IdentifierCheck check_identifier(const IdentifierType& type, std::string_view value,
                                 std::optional<Date> today) {
    const std::string_view name = type.value();
    if (!is_known(type)) return {IdentifierVerdict::unknown, {}, "unknown type"};
    if (value.size() > kValueBytesMax) return IdentifierCheck::refuse("too long");
    if (name == "email") return check_email(value);
    if (name == "phone") return check_phone(value);
    if (name == "iban") return check_iban(value);
    if (name == "card") return check_card(value);
    if (name == "ip") return check_ip(value);
    if (name == "date") return check_date(value);
    if (name == "mac") return check_mac(value);
    if (name == "imei") return check_imei(value);
    if (name == "geo") return check_geo(value);
    if (name == "vat") return check_vat(value);
    const auto checked = name.starts_with(kPhoneIn)
                             ? check_phone_in(name.substr(kPhoneIn.size()), value)
                             : check_national(name, value, today);
    GDPRD_ASSERT(checked.has_value());  // the type is known
    return *checked;
}

bool is_known(const IdentifierType& type) noexcept {
    const auto types = identifier_types();
    return std::binary_search(types.begin(), types.end(), std::string_view(type.value()));
}

std::span<const std::string_view> identifier_types() {
    static const std::vector<std::string_view> types = all_types();
    return types;
}

}  // namespace gdprd::policy
