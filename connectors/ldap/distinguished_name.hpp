#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace gdprd::connectors {

/// One spelling of a DN for comparing, as servers do that ignore case: types and values in small
/// letters, spaces squeezed, the parts of a multi-valued RDN in order, escaped as RFC 4514 asks.
/// Canonical text stays as it is. nullopt for what is no DN.
[[nodiscard]] std::optional<std::string> canonical_dn(std::string_view text);

/// What a value of syntax Name And Optional UID names, canonical, without the UID.
[[nodiscard]] std::optional<std::string> canonical_dn_with_uid(std::string_view text);

/// Whether an entry is `base` or below it; both canonical.
[[nodiscard]] bool is_at_or_below(std::string_view dn, std::string_view base);

/// The attribute types that name the entry among its siblings, in small letters.
[[nodiscard]] std::set<std::string> naming_attributes(std::string_view dn);

/// ASCII letters in small, as names of attributes and classes are compared.
[[nodiscard]] std::string small_letters(std::string_view name);

}  // namespace gdprd::connectors
