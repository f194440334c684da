#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "config/base/personal.hpp"
#include "config/base/time.hpp"
#include "policy/identity/seed.hpp"

namespace gdprd::policy {

enum class IdentifierVerdict : unsigned char { valid, invalid, unknown };

/// "valid", "invalid" or "unknown".
[[nodiscard]] std::string_view to_string(IdentifierVerdict verdict) noexcept;

/// The verdict on one value. `normal_form` is set for valid values: two spellings of one identifier
/// have the same. `reason` is set otherwise: a short constant phrase without the value.
struct IdentifierCheck {
    IdentifierVerdict verdict = IdentifierVerdict::invalid;
    Personal<std::string> normal_form;
    std::string_view reason;

    [[nodiscard]] bool valid() const noexcept { return verdict == IdentifierVerdict::valid; }

    static IdentifierCheck accept(std::string normal_form);
    static IdentifierCheck refuse(std::string_view constant_reason);
};

/// Checks `value` (UTF-8) against the rules of `type`: "email", "phone", "phone.fr", "iban",
/// "card", "ip", "mac", "imei", "geo", "vat", "date", or "cc.name" of a national number ("fr.nir",
/// "de.idnr"). Types are open: one that has no rules here (a policy's own, a misspelt one) gets the
/// verdict unknown. Rules that depend on the present day (a birth date must not lie in the future)
/// apply only when `today` is given.
[[nodiscard]] IdentifierCheck check_identifier(const IdentifierType& type, std::string_view value,
                                               std::optional<Date> today = std::nullopt);

[[nodiscard]] bool is_known(const IdentifierType& type) noexcept;

/// All known types, sorted; "phone.cc" once per country of the number plan.
[[nodiscard]] std::span<const std::string_view> identifier_types();

}  // namespace gdprd::policy
