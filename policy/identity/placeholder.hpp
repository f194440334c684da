#pragma once

#include <string_view>

#include "policy/identity/seed.hpp"

namespace gdprd::policy {

/// Whether a value only fills a field that must not be empty: "0", "n/a", "GUEST", "unbekannt",
/// noreply@…. It is nobody's: it neither proves nor leads anywhere.
[[nodiscard]] bool is_placeholder(const IdentifierType& type, std::string_view value);

/// Whether an erasure of gdprd wrote it where a text must stand ("erased", "erased-0f3a…"): it is
/// no name.
[[nodiscard]] bool is_erasure_text(std::string_view value);

/// Whether an e-mail address is that of an office and not of one person: info@, kontakt@, accueil@.
/// Whoever reads it changes; it proves nothing.
[[nodiscard]] bool is_role_mailbox(const IdentifierType& type, std::string_view value);

/// Either of them.
[[nodiscard]] bool proves_nothing(const Seed& seed);

}  // namespace gdprd::policy
