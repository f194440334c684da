#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "config/base/secret.hpp"
#include "policy/catalogue/schema.hpp"
#include "policy/language/policy.hpp"

namespace gdprd::policy {

/// Values that are made of the value before, for erasure actions. Pure.

/// How a store writes a moment back that has a fraction of a second of zero.
enum class ZeroFraction : unsigned char {
    stays,  ///< "00:00:00.000", or as it was written
    goes,   ///< "00:00:00" (PostgreSQL)
};

/// What a keyed name is written as.
enum class KeyedForm : unsigned char { text, mail, uuid };

/// Bytes of keyed_name(): 27, with `mail` 45, with `uuid` 36.
[[nodiscard]] std::size_t keyed_name_bytes(KeyedForm form) noexcept;
[[nodiscard]] KeyedForm keyed_form(const FieldSchema& schema,
                                   const std::optional<Category>& category);
/// Why no value of the field can become what the rule says, whatever it is: its type or length.
/// Empty when values can, and for rules that make no value of the one before.
[[nodiscard]] std::string find_misfit(const FieldSchema& schema, const ErasureRule& rule,
                                      const std::optional<Category>& category);
/// HMAC-SHA-256 of `normal` under `key` as a name that nobody bears: `letter`, "-", 100 bits in
/// lower-case base32, and 25 that are a check. The same text gives the same name; without the key
/// nobody can tell which text gave it. A uuid (version 8) has 72 bits, and 48 that are a check.
[[nodiscard]] std::string keyed_name(const Secret& key, char letter, std::string_view normal,
                                     KeyedForm form);
/// Whether keyed_name() of this key, letter and form made the text. By a million to one right for a
/// text of that form that it did not make.
[[nodiscard]] bool is_keyed_name(const Secret& key, char letter, std::string_view text,
                                 KeyedForm form);

/// "1984-05-17 10:30:00" → "1984-01-01 00:00:00" (year), "1984-05-01 00:00:00" (month): a date that
/// may be followed by a time and a zone. None when the text is no such date.
[[nodiscard]] std::optional<std::string> generalise_date(std::string_view text,
                                                         DatePrecision precision,
                                                         ZeroFraction fraction);
/// The date moved by so many days; the time stays. None when the text is no date of the years 1 to
/// 9999, or would be none.
[[nodiscard]] std::optional<std::string> shift_date(std::string_view text, std::chrono::days by);
/// From -most to most and never 0, by the key.
[[nodiscard]] std::chrono::days shift_of(const Secret& key, std::chrono::days most);

/// The first characters (code points); the text itself when it has no more.
[[nodiscard]] std::string_view first_characters(std::string_view text, std::uint32_t count);

}  // namespace gdprd::policy
