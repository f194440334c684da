#pragma once

#include <array>
#include <optional>
#include <span>
#include <string_view>

#include "policy/identity/identifier.hpp"

namespace gdprd::policy::national {

/// Checks one national number; `today` absent means that future birth dates are not refused.
using Rule = IdentifierCheck (*)(std::string_view value, std::optional<Date> today);

struct NamedRule {
    std::string_view type;
    Rule check;
};

/// The countries' rules, by region so that each source stays small.
[[nodiscard]] std::span<const NamedRule> northern_rules() noexcept;
[[nodiscard]] std::span<const NamedRule> western_rules() noexcept;
[[nodiscard]] std::span<const NamedRule> eastern_rules() noexcept;
[[nodiscard]] std::span<const NamedRule> southern_rules() noexcept;

/// The phrases that all rules share.
inline constexpr std::string_view kNotDigits = "not only digits";
inline constexpr std::string_view kLength = "wrong length";
inline constexpr std::string_view kFormat = "wrong format";
inline constexpr std::string_view kCheck = "wrong check digit";
inline constexpr std::string_view kBirthDate = "no such birth date";
inline constexpr std::string_view kFuture = "birth date in the future";

[[nodiscard]] bool is_day(int year, int month, int day) noexcept;
[[nodiscard]] bool is_future(int year, int month, int day, std::optional<Date> today) noexcept;

/// nullopt when `number` is a run of exactly `length` digits, else why not.
[[nodiscard]] std::optional<IdentifierCheck> refuse_unless_digits(std::string_view number,
                                                                  std::size_t length);
/// accept(number) when `good`, else refuse(kCheck).
[[nodiscard]] IdentifierCheck by_check_digit(std::string number, std::optional<char> expected,
                                             char actual);

}  // namespace gdprd::policy::national
