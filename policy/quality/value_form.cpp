#include "policy/quality/value_form.hpp"

#include <algorithm>
#include <utility>

#include "config/base/assert.hpp"
#include "policy/catalogue/taxonomy.hpp"
#include "policy/identity/identifier_families.hpp"
#include "policy/identity/identifier_text.hpp"

namespace gdprd::policy {

namespace {

/// Values after which rules that few of them pass are no longer tried.
constexpr std::uint64_t kProbedValues = 1000;
constexpr std::size_t kNationalDigitsMin = 5;
constexpr std::size_t kNationalDigitsMax = 15;
constexpr std::size_t kIsoDateBytes = 10;

bool is_national(const IdentifierType& type) {
    return type.value() == "national";
}

/// Without a country nobody can tell a right national number from one with a digit too many.
bool is_phone_number(std::string_view value) {
    const std::string_view trimmed = text::trim(value);
    if (trimmed.starts_with('+') || trimmed.starts_with("00")) return is_phone(trimmed);
    const std::string digits = text::compact(value, " -./()");
    return text::all_digits(digits) && digits.size() >= kNationalDigitsMin &&
           digits.size() <= kNationalDigitsMax;
}

bool is_integer(std::string_view value) {
    std::string_view digits = text::trim(value);
    if (digits.starts_with('-') || digits.starts_with('+')) digits.remove_prefix(1);
    return text::all_digits(digits);
}

bool is_number(std::string_view value) {
    std::string_view rest = text::trim(value);
    if (rest.starts_with('-') || rest.starts_with('+')) rest.remove_prefix(1);
    const std::size_t exponent = rest.find_first_of("eE");
    if (exponent != std::string_view::npos && !is_integer(rest.substr(exponent + 1))) return false;
    rest = rest.substr(0, exponent);
    const std::size_t point = rest.find('.');
    const bool whole = text::all_digits(rest.substr(0, point));
    if (point == std::string_view::npos) return whole;
    const std::string_view fraction = rest.substr(point + 1);
    return (whole || point == 0) && (fraction.empty() ? whole : text::all_digits(fraction));
}

/// A moment's day is what stands before its time.
std::string_view day_of(std::string_view value) {
    const std::string_view trimmed = text::trim(value);
    const bool has_time = trimmed.size() > kIsoDateBytes &&
                          (trimmed[kIsoDateBytes] == 'T' || trimmed[kIsoDateBytes] == ' ');
    return has_time ? trimmed.substr(0, kIsoDateBytes) : trimmed;
}

std::size_t chars_of(std::string_view value) {
    return static_cast<std::size_t>(std::count_if(value.begin(), value.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    }));
}

/// Passports, licences and plates have no rule here; a category that says less may be one of them.
bool has_national_rules(const Category& category) {
    return category.value() == "user.government_id" ||
           category.value() == "user.government_id.national_identification_number";
}

bool holds_ip(const FieldMeaning& of) {
    return of.category && is_within(of.category->value(), "user.device.ip_address");
}

bool holds_birth_date(const FieldMeaning& of) {
    return of.category && is_within(of.category->value(), "user.demographic.date_of_birth");
}

}  // namespace

ValueForm::ValueForm(const FieldMeaning& of, Date today) : max_chars_(of.max_chars), today_(today) {
    const bool is_date = of.type == FieldType::date || of.type == FieldType::timestamp;
    const bool is_count = of.type == FieldType::integer || of.type == FieldType::real ||
                          of.type == FieldType::numeric;
    if (of.identifier && is_national(*of.identifier)) {
        if (of.category && !has_national_rules(*of.category)) return;
        kind_ = Kind::national;
        for (const auto name : national_types()) rules_.push_back({name, 0});
    } else if (of.identifier && of.identifier->value() == "phone") {
        kind_ = Kind::phone;
        name_ = "phone";
    } else if (of.identifier && is_known(*of.identifier)) {
        kind_ = Kind::identifier;
        type_ = *of.identifier;
        name_ = type_.value();
    } else if (of.identifier) {
        return;  // the policy's own: only its people know
    } else if (is_date || (holds_birth_date(of) && !is_count)) {
        kind_ = Kind::date;
        name_ = "date";
        counts_too_ = is_date;
    } else if (holds_ip(of) && !is_count) {
        kind_ = Kind::identifier;
        type_ = IdentifierType("ip");
        name_ = "ip";
    } else if (is_count) {
        kind_ = of.type == FieldType::integer ? Kind::integer : Kind::number;
        name_ = of.type == FieldType::integer ? "integer" : "number";
    }
}

bool ValueForm::fits(std::string_view value) const {
    switch (kind_) {
        case Kind::none:
        case Kind::national:
            return true;
        case Kind::identifier:
            return check_identifier(type_, value, today_).valid();
        case Kind::phone:
            return is_phone_number(value);
        case Kind::date:
            return check_date(day_of(value)).valid() || (counts_too_ && is_number(value));
        case Kind::integer:
            return is_integer(value);
        case Kind::number:
            return is_number(value);
    }
    assertion_failed("enumerator", __FILE__, __LINE__);
}

void ValueForm::add_national(std::string_view value) {
    std::uint64_t best = 0;
    for (auto& rule : rules_) {
        const auto check = check_national(rule.name, value, today_);
        if (check && check->valid()) ++rule.passed;
        best = std::max(best, rule.passed);
    }
    // What is far behind after so many values will not be the rule of most.
    if (values_ % kProbedValues == 0 && rules_.size() > 1)
        std::erase_if(rules_, [&](const NationalRule& rule) { return rule.passed < best / 2; });
}

void ValueForm::add(std::string_view value) {
    ++values_;
    if (kind_ == Kind::national) {
        add_national(value);
    } else if (!fits(value) || (max_chars_ && chars_of(value) > *max_chars_)) {
        ++malformed_;
    }
}

std::optional<Malformed> ValueForm::result() const {
    if (kind_ == Kind::national) {
        const auto best = std::max_element(
            rules_.begin(), rules_.end(),
            [](const NationalRule& a, const NationalRule& b) { return a.passed < b.passed; });
        if (best == rules_.end() || best->passed == 0 || best->passed * 2 < values_)
            return std::nullopt;
        return Malformed{std::string(best->name), values_ - best->passed};
    }
    if (kind_ != Kind::none) return Malformed{name_, malformed_};
    if (max_chars_)
        return Malformed{"at most " + std::to_string(*max_chars_) + " characters", malformed_};
    return std::nullopt;
}

}  // namespace gdprd::policy
