#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "policy/catalogue/catalogue.hpp"
#include "policy/identity/seed.hpp"
#include "policy/language/policy.hpp"
#include "policy/plan/query.hpp"

namespace gdprd::policy {

/// What an identifier can prove (DESIGN §5).
enum class IdentifierPower : unsigned char {
    unique,      ///< one person has it: e-mail, national number, customer number
    phone,       ///< households share it: proves with an agreeing family name
    supporting,  ///< joint accounts exist: IBAN, card; never enough alone
    none,        ///< name, birth date, and what is not searched
};

[[nodiscard]] IdentifierPower power_of(const IdentifierType& type) noexcept;
/// "phone", or that of one country.
[[nodiscard]] bool is_phone(const IdentifierType& type) noexcept;
/// For people: "e-mail", "phone number", "customer_no".
[[nodiscard]] std::string word_for(const IdentifierType& type);

/// The type that fields of a category carry; "national" for any national number.
[[nodiscard]] std::optional<IdentifierType> identifier_type_of(const Category& category);
/// The type that a field carries, by annotation or category; "national" for any national number.
[[nodiscard]] std::optional<IdentifierType> identifier_type_of(const Policy& policy,
                                                               const Catalogue& catalogue,
                                                               const FieldPath& field);
/// Whether a field that carries no identifier type may hold identifiers all the same: the scan sees
/// one there, or its category is as broad as user.contact. It is swept like free text.
[[nodiscard]] bool may_hold_identifiers(const Policy& policy, const Catalogue& catalogue,
                                        const FieldPath& field);
/// Whether values of a field of type `field` can equal an identifier of type `wanted`.
[[nodiscard]] bool types_meet(const IdentifierType& field, const IdentifierType& wanted) noexcept;

/// Countries (ISO, lower case) that speak for how a subject's national phone numbers are meant.
using Countries = std::set<std::string>;
/// What an identifier or an address tells of the country.
void add_country_of(const Seed& seed, Countries& countries);
void add_country_named(std::string_view text, Countries& countries);

/// The normal form of a stored value; none when it is no such identifier. A national phone number
/// whose country is not known keeps its digits only.
[[nodiscard]] std::optional<Seed> normalise(const IdentifierType& type, std::string_view value,
                                            const Countries& countries);
/// Whether a stored value is this identifier, in whatever spelling.
[[nodiscard]] bool carries(const IdentifierType& field, std::string_view value, const Seed& wanted);

/// The same, but the white space around a type of the policy's own is all that may differ: what
/// 12-3 and 1-23 mean there only the policy's people know.
[[nodiscard]] bool carries_exactly(const IdentifierType& field, std::string_view value,
                                   const Seed& wanted);

/// Whether searching for `known` finds all that searching for `other` would: the same identifier,
/// and not a national phone number beside its international form.
[[nodiscard]] bool covers(const Seed& known, const Seed& other);

/// How to ask a store for an identifier: the mode and one wanted value per written form.
struct WantedForms {
    MatchMode mode = MatchMode::exact;
    std::vector<std::string> values;
};
[[nodiscard]] WantedForms wanted_forms(const Seed& wanted);
/// Written forms to look for in free text; empty when it is too short to be told apart, and for a
/// phone number, which has too many (phone_in_text.hpp).
[[nodiscard]] std::vector<std::string> text_forms(const Seed& wanted);
/// Written forms of an ISO date in text fields.
[[nodiscard]] std::vector<std::string> date_forms(std::string_view iso_date);

}  // namespace gdprd::policy
