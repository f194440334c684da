#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "config/base/personal.hpp"
#include "config/base/secret.hpp"
#include "config/base/strong.hpp"
#include "policy/catalogue/schema.hpp"

namespace gdprd::policy {

/// Only columns of one kind are compared with each other.
enum class ValueKind : unsigned char {
    email,
    phone,
    bank_account,
    card,
    national_number,
    uuid,
    number,  ///< integers: keys, but also counts and years
    code,    ///< letters and digits without white space: K-100023
};
[[nodiscard]] std::string_view to_string(ValueKind kind) noexcept;
/// One such value is no coincidence: equal ones mean the same person or the same row.
[[nodiscard]] bool is_identifying(ValueKind kind) noexcept;

/// What a column can be compared as: by its category, its type, and what most of a sample look
/// like. None for names, texts, dates, and whatever else equals by chance.
[[nodiscard]] std::optional<ValueKind> value_kind_of(
    const FieldSchema& field, const std::optional<Category>& category,
    std::span<const Personal<std::string>> samples);

/// The spelling that equal values share: e-mail addresses in lower case, phone numbers as E.164
/// where the country is written, numbers without leading zeros. None for what is no such value, and
/// for what only fills a form ("n/a", 0).
[[nodiscard]] std::optional<Personal<std::string>> comparable_form(ValueKind kind,
                                                                   std::string_view value);

/// Keyed hashes of values, uniform over 64 bits. Two hashers with one key agree.
class ValueHasher {
  public:
    /// 32 random bytes, of one scan alone: nobody without them can guess values from hashes, and
    /// hashes of two scans do not meet.
    explicit ValueHasher(Secret key);
    [[nodiscard]] std::uint64_t hash(ValueKind kind, const Personal<std::string>& form) const;

  private:
    Secret key_;
};

}  // namespace gdprd::policy
