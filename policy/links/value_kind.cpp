#include "policy/links/value_kind.hpp"

#include <algorithm>
#include <array>

#include "config/base/assert.hpp"
#include "config/base/crypto.hpp"
#include "policy/identity/identifier_families.hpp"
#include "policy/identity/identifier_text.hpp"
#include "policy/identity/placeholder.hpp"
#include "policy/identity/resolver_identifiers.hpp"

namespace gdprd::policy {
namespace {

constexpr std::size_t kSamplesMin = 5;
constexpr double kMostOfSample = 0.9;
constexpr double kHalfOfSample = 0.5;
constexpr std::size_t kCodeBytesMin = 6;
constexpr std::size_t kCodeBytesMax = 64;
constexpr std::size_t kNumberDigitsMax = 18;
constexpr std::size_t kUuidDigits = 32;

std::optional<ValueKind> kind_of_type(const IdentifierType& type) {
    constexpr std::array<std::pair<std::string_view, ValueKind>, 5> kKinds{{
        {"email", ValueKind::email},
        {"phone", ValueKind::phone},
        {"iban", ValueKind::bank_account},
        {"card", ValueKind::card},
        {"national", ValueKind::national_number},
    }};
    for (const auto& [name, kind] : kKinds)
        if (type.value() == name) return kind;
    return std::nullopt;
}

IdentifierType type_of_kind(ValueKind kind) {
    switch (kind) {
        case ValueKind::email:
            return IdentifierType("email");
        case ValueKind::phone:
            return IdentifierType("phone");
        case ValueKind::bank_account:
            return IdentifierType("iban");
        case ValueKind::card:
            return IdentifierType("card");
        case ValueKind::national_number:
            return IdentifierType("national");
        case ValueKind::uuid:
        case ValueKind::number:
        case ValueKind::code:
            return IdentifierType("code");
    }
    assertion_failed("enumerator", __FILE__, __LINE__);
}

std::optional<std::string> uuid_form(std::string_view value) {
    std::string digits;
    for (const char c : text::lower_ascii(value)) {
        if (c == '-' || c == '{' || c == '}') continue;
        if (!text::is_digit(c) && (c < 'a' || c > 'f')) return std::nullopt;
        digits.push_back(c);
    }
    const bool nil = digits.find_first_not_of('0') == std::string::npos;
    if (digits.size() != kUuidDigits || nil) return std::nullopt;
    return digits;
}

/// 0 and -1 stand for "none" wherever they stand among keys.
std::optional<std::string> number_form(std::string_view value) {
    const bool negative = value.starts_with('-');
    std::string_view digits = negative ? value.substr(1) : value;
    if (!text::all_digits(digits)) return std::nullopt;
    digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size()));
    if (digits.empty() || digits.size() > kNumberDigitsMax) return std::nullopt;
    if (negative && digits == "1") return std::nullopt;
    return (negative ? "-" : "") + std::string(digits);
}

/// 2024-05-01T10:00:00Z has letters and digits, too.
bool begins_with_date(std::string_view value) {
    return value.size() >= 10 && text::all_digits(value.substr(0, 4)) && value[4] == '-' &&
           text::all_digits(value.substr(5, 2)) && value[7] == '-';
}

std::optional<std::string> code_form(std::string_view value) {
    if (value.size() < kCodeBytesMin || value.size() > kCodeBytesMax) return std::nullopt;
    const bool plain = std::all_of(value.begin(), value.end(), [](char c) {
        return c > ' ' && static_cast<unsigned char>(c) < 0x7f;
    });
    const bool letters = std::any_of(value.begin(), value.end(), text::is_alpha);
    const bool digits = std::any_of(value.begin(), value.end(), text::is_digit);
    if (!plain || !letters || !digits || begins_with_date(value)) return std::nullopt;
    return text::upper_ascii(value);
}

std::optional<std::string> spelling_of(ValueKind kind, std::string_view value) {
    switch (kind) {
        case ValueKind::email:
        case ValueKind::phone:
        case ValueKind::bank_account:
        case ValueKind::card:
        case ValueKind::national_number: {
            auto seed = normalise(type_of_kind(kind), value, {});
            if (!seed || is_placeholder(type_of_kind(kind), value)) return std::nullopt;
            return std::move(seed->value).expose();
        }
        case ValueKind::uuid:
            return uuid_form(value);
        case ValueKind::number:
            return number_form(value);
        case ValueKind::code:
            return code_form(value);
    }
    assertion_failed("enumerator", __FILE__, __LINE__);
}

/// Whether that share of the filled values is of the kind.
bool are_mostly(std::span<const Personal<std::string>> samples, ValueKind kind, double share) {
    std::size_t filled = 0;
    std::size_t fitting = 0;
    for (const auto& sample : samples) {
        if (text::trim(sample.expose()).empty()) continue;
        ++filled;
        if (comparable_form(kind, sample.expose())) ++fitting;
    }
    return filled >= kSamplesMin &&
           static_cast<double>(fitting) >= share * static_cast<double>(filled);
}

/// Postcodes and street numbers are letters and digits, too, and many people share one.
bool is_place(const Category& category) {
    return category.value().starts_with("user.contact.address") ||
           category.value().starts_with("user.location");
}

}  // namespace

std::string_view to_string(ValueKind kind) noexcept {
    switch (kind) {
        case ValueKind::email:
            return "e-mail address";
        case ValueKind::phone:
            return "phone number";
        case ValueKind::bank_account:
            return "bank account";
        case ValueKind::card:
            return "card number";
        case ValueKind::national_number:
            return "national number";
        case ValueKind::uuid:
            return "UUID";
        case ValueKind::number:
            return "number";
        case ValueKind::code:
            return "code";
    }
    assertion_failed("enumerator", __FILE__, __LINE__);
}

bool is_identifying(ValueKind kind) noexcept {
    return kind != ValueKind::number && kind != ValueKind::code;
}

std::optional<ValueKind> value_kind_of(const FieldSchema& field,
                                       const std::optional<Category>& category,
                                       std::span<const Personal<std::string>> samples) {
    if (category) {
        if (is_place(*category)) return std::nullopt;
        const auto type = identifier_type_of(*category);
        const auto kind = type ? kind_of_type(*type) : std::nullopt;
        if (kind && are_mostly(samples, *kind, kHalfOfSample)) return kind;
    }
    switch (field.type) {
        case FieldType::integer:
            return ValueKind::number;
        case FieldType::uuid:
            return ValueKind::uuid;
        case FieldType::text:
        case FieldType::numeric:
        case FieldType::other:
            break;
        case FieldType::real:
        case FieldType::boolean:
        case FieldType::date:
        case FieldType::timestamp:
        case FieldType::time:
        case FieldType::json:
        case FieldType::bytes:
        case FieldType::inet:
        case FieldType::array:
            return std::nullopt;
    }
    for (const auto kind : {ValueKind::uuid, ValueKind::number, ValueKind::code})
        if (are_mostly(samples, kind, kMostOfSample)) return kind;
    return std::nullopt;
}

std::optional<Personal<std::string>> comparable_form(ValueKind kind, std::string_view value) {
    auto form = spelling_of(kind, text::trim(value));
    if (!form) return std::nullopt;
    return Personal<std::string>(std::move(*form));
}

ValueHasher::ValueHasher(Secret key) : key_(std::move(key)) {
    GDPRD_ASSERT(key_.size() == crypto::kKeyBytes);
}

std::uint64_t ValueHasher::hash(ValueKind kind, const Personal<std::string>& form) const {
    // The key has a fixed length and three quarters of the digest are dropped, so that nothing can
    // be appended to a hashed value: no HMAC is needed, which costs twice as much for each value.
    const std::array<std::uint8_t, 1> tag{static_cast<std::uint8_t>(kind)};
    const Hash digest = crypto::sha256({key_.expose(), BytesView(tag), as_bytes(form.expose())});
    std::uint64_t out = 0;
    for (std::size_t i = 0; i < sizeof out; ++i) out = out << 8 | digest[i];
    return out;
}

}  // namespace gdprd::policy
