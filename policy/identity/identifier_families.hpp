#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "policy/identity/identifier.hpp"

namespace gdprd::policy {

/// RFC 5321 mailbox: dot-atom or quoted local part (UTF-8 allowed, RFC 6531), a domain of at least
/// two labels by DNS rules, international names as UTS #46 ASCII. No comments, no address literals.
/// The normal form is lower case throughout: the RFC lets a host distinguish the case of the local
/// part, but none in use does, and two spellings of one mailbox must match in a search.
[[nodiscard]] IdentifierCheck check_email(std::string_view value);
/// check_email(value).valid(), without making a normal form where it can; likewise is_iban,
/// is_card.
[[nodiscard]] bool is_email(std::string_view value);

/// How people write an address in its normal form: the same, and when its domain has an
/// international name, with the name's letters: small, capital for stores that tell non-ASCII
/// letters' cases apart, and with their marks as characters of their own (Unicode's NFD).
[[nodiscard]] std::vector<std::string> email_spellings(const std::string& normal_form);

/// What is dialled of a written phone number: without the "tel:" and the parameters of a URI
/// (RFC 3966: ";ext=12", ";phone-context=+33"), and without an extension as people write it.
[[nodiscard]] std::string_view dialled_part(std::string_view value) noexcept;
/// International form: "+", or "00", then country code and national number. Normal form: E.164.
[[nodiscard]] IdentifierCheck check_phone(std::string_view value);
[[nodiscard]] bool is_phone(std::string_view value);

/// An international number taken apart; both views are into it, the trunk prefixes are constant.
struct PhoneParts {
    std::string_view calling_code;
    std::string_view national;
    std::string_view trunk;  ///< dialled before a national number at home; "|" between two; or none
};
/// By the calling code of "+" and digits; none when no country has it. Whether the number is
/// allocated is not asked: stores hold old and fictitious ones.
[[nodiscard]] std::optional<PhoneParts> parts_of_phone(std::string_view e164);

/// National form of the country (lower-case ISO 3166 code), trunk prefix optional; the
/// international form is accepted too. `std::nullopt` when the number plan has no such country.
[[nodiscard]] std::optional<IdentifierCheck> check_phone_in(std::string_view country,
                                                            std::string_view value);
/// Countries that check_phone_in knows, sorted.
[[nodiscard]] std::span<const std::string_view> phone_countries() noexcept;

/// ISO 13616: country, length and structure of the BBAN, mod 97. Normal form: compact upper case.
[[nodiscard]] IdentifierCheck check_iban(std::string_view value);
[[nodiscard]] bool is_iban(std::string_view value);

/// Payment card: issuer range, its lengths, Luhn. Spaces and hyphens are dropped.
[[nodiscard]] IdentifierCheck check_card(std::string_view value);
[[nodiscard]] bool is_card(std::string_view value);

/// IPv4 dotted quad without leading zeros; IPv6 in any RFC 4291 form without zone, normal form RFC
/// 5952.
[[nodiscard]] IdentifierCheck check_ip(std::string_view value);
[[nodiscard]] bool is_ipv4(std::string_view value);

/// Six bytes in hexadecimal: "00:1b:44:11:3a:b7", with hyphens, or as 001b.4411.3ab7; neither all
/// zeros nor broadcast. Normal form: lower case with colons.
[[nodiscard]] IdentifierCheck check_mac(std::string_view value);

/// 3GPP TS 23.003: 15 digits, the last one by Luhn. Spaces, hyphens and slashes are dropped.
[[nodiscard]] IdentifierCheck check_imei(std::string_view value);

/// Latitude and longitude in degrees, WGS 84, with at least four decimals (fewer are a town), a
/// comma or semicolon between. Normal form: "48.8566,2.3522", decimals as they came.
[[nodiscard]] IdentifierCheck check_geo(std::string_view value);

/// VAT number with its country before it, of the member states of the EU, GB or XI, as VIES has
/// them (Greece: EL). Normal form: compact upper case.
[[nodiscard]] IdentifierCheck check_vat(std::string_view value);

/// Calendar date: ISO 8601 (2026-03-05, 20260305), or day first as in Europe (5.3.2026, 05/03/2026,
/// 05-03-2026). 03/04/2026 is the third of April: month first is never read. A time of midnight
/// after an ISO date is dropped. Normal form: ISO 8601.
[[nodiscard]] IdentifierCheck check_date(std::string_view value);

/// National numbers of Europe; `std::nullopt` when the type is not among them.
[[nodiscard]] std::optional<IdentifierCheck> check_national(std::string_view type,
                                                            std::string_view value,
                                                            std::optional<Date> today);
/// Types that check_national knows, sorted.
[[nodiscard]] std::span<const std::string_view> national_types();

}  // namespace gdprd::policy
