#include "policy/catalogue/classifier_type_score.hpp"

#include <algorithm>
#include <array>

#include "policy/catalogue/taxonomy.hpp"
#include "policy/identity/identifier_text.hpp"

namespace gdprd::policy {
namespace {

enum class Shape : unsigned char { unknown, text, integer, decimal, boolean, moment, bytes, uuid };

bool any_of(std::string_view type, std::initializer_list<std::string_view> words) {
    return std::any_of(words.begin(), words.end(),
                       [&](std::string_view w) { return type.find(w) != std::string_view::npos; });
}

Shape shape_of(std::string_view declared) {
    const std::string type = text::lower_ascii(declared);
    if (type.empty()) return Shape::unknown;
    if (any_of(type, {"bool", "tinyint(1)"}) || type == "bit" || type == "bit(1)")
        return Shape::boolean;
    if (any_of(type, {"char", "text", "string", "clob", "enum", "citext"})) return Shape::text;
    if (any_of(type, {"uuid", "uniqueidentifier"})) return Shape::uuid;
    if (any_of(type, {"date", "timestamp", "time"})) return Shape::moment;
    if (any_of(type, {"interval", "point", "inet", "cidr", "json"})) return Shape::unknown;
    if (any_of(type, {"int", "serial"})) return Shape::integer;
    if (any_of(type, {"float", "double", "decimal", "numeric", "real", "money", "number"}))
        return Shape::decimal;
    if (any_of(type, {"blob", "binary", "bytea", "image"})) return Shape::bytes;
    return Shape::unknown;
}

bool within_any(std::string_view category, std::initializer_list<std::string_view> keys) {
    return std::any_of(keys.begin(), keys.end(),
                       [&](std::string_view k) { return is_within(category, k); });
}

double against_boolean(std::string_view category) {
    if (is_within(category, "user.privacy_preferences")) return 0.3;
    if (within_any(category, {"user.health_and_medical", "user.criminal_history",
                              "user.demographic.gender", "user.demographic.trade_union_membership",
                              "user.demographic.marital_status", "user.demographic"})) {
        return 1.0;
    }
    return 5.0;
}

double against_integer(std::string_view category, bool whole) {
    // A place by its number is one of a list of places, of stock for instance.
    if (is_within(category, "user.location.imprecise")) return 4.0;
    if (within_any(category, {"user.unique_id", "user.demographic.date_of_birth",
                              "user.demographic.age_range", "user.financial", "user.government_id",
                              "user.biometric.health", "user.social", "user.behavior",
                              "user.location", "user.contact.address.postal_code"})) {
        return 0;
    }
    if (within_any(category,
                   {"user.demographic", "user.health_and_medical", "user.criminal_history"}))
        return 0.8;
    if (is_within(category, "user.contact.phone_number") ||
        is_within(category, "user.device.ip_address") ||
        is_within(category, "user.contact.fax_number") || is_within(category, "user.payment")) {
        return 1.0;
    }
    if (within_any(category, {"user.privacy_preferences", "user.authorization", "user.account",
                              "user.workplace", "user.job_title", "user.content.self_image"})) {
        return 2.0;
    }
    // A whole name of a person's part with a number in it is a reference: city → cities.
    if (is_within(category, "user.name")) return whole ? 3.5 : 4.5;
    return is_within(category, "user.contact.address") ? 4.0 : 4.5;
}

double against_decimal(std::string_view category) {
    return within_any(category, {"user.financial", "user.location", "user.biometric.health",
                                 "user.demographic", "user.behavior", "user.health_and_medical",
                                 "user.payment"})
               ? 0.0
               : 4.0;
}

double against_moment(std::string_view category) {
    return within_any(
               category,
               {"user.demographic.date_of_birth", "user.demographic", "user.workplace",
                "user.account", "user.behavior", "user.health_and_medical", "user.criminal_history",
                "user.government_id", "user.financial", "user.privacy_preferences"})
               ? 0.0
               : 5.0;
}

double against_uuid(std::string_view category) {
    return within_any(category, {"user.unique_id", "user.device", "user.authorization"}) ? 0.0
                                                                                         : 5.0;
}

double against(Shape shape, std::string_view category, bool whole) {
    switch (shape) {
        case Shape::boolean:
            return against_boolean(category);
        case Shape::integer:
            return against_integer(category, whole);
        case Shape::decimal:
            return against_decimal(category);
        case Shape::moment:
            return against_moment(category);
        case Shape::uuid:
            return against_uuid(category);
        case Shape::bytes:
        case Shape::text:
        case Shape::unknown:
            return 0;
    }
    return 0;
}

}  // namespace

bool holds_keys(const FieldEvidence& field, const values::Profile& profile) {
    const Shape shape = shape_of(field.declared_type);
    if (shape == Shape::integer || shape == Shape::uuid) return true;
    return profile.count >= 3 && (profile.integer >= 0.95 || profile.uuid >= 0.95);
}

bool holds_bytes(const FieldEvidence& field) {
    return shape_of(field.declared_type) == Shape::bytes;
}

std::vector<Evidence> score_type(const FieldEvidence& field, const values::Profile& profile,
                                 std::string_view category, bool whole_name) {
    std::vector<Evidence> terms;
    // The country of an address is as often a reference to a list of countries as its name.
    const bool of_list = !field.refers_to.empty() && is_within(category, "user.contact.address");
    const double declared =
        of_list ? 0.0 : against(shape_of(field.declared_type), category, whole_name);
    double seen = 0;
    if (profile.count >= 3) {
        // Who did something is one and the same person in many a table: "1", "1", "1" is no flag
        // where the field holds whole numbers and is named for a person.
        const bool refers = is_within(category, "user.unique_id") &&
                            shape_of(field.declared_type) == Shape::integer;
        if (profile.boolean >= 0.95 && profile.distinct <= 2 && profile.gender_code < 0.5 &&
            !refers) {
            seen = against_boolean(category);
        } else if (profile.uuid >= 0.9) {
            seen = against_uuid(category);
        } else if (profile.number >= 0.95 && profile.integer < 0.9) {
            seen = against_decimal(category);
        }
    }
    if (declared > 0 && declared >= seen)
        terms.push_back({-declared, "its type does not fit"});
    else if (seen > 0)
        terms.push_back({-seen, "its values are flags, keys or amounts"});
    return terms;
}

}  // namespace gdprd::policy
