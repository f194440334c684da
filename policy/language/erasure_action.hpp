#pragma once

#include <string_view>

namespace gdprd::policy {

/// What an erasure does with a field; tokens as in YAML.
enum class ErasureActionKind : unsigned char {
    delete_row,
    null,
    replace,
    keep,
    pseudonym,   ///< keyed, the same in all stores and requests (Art. 4(5))
    hash,        ///< keyed by the request alone: nobody's once its key is destroyed
    generalise,  ///< a date to its year or month, a text to its first characters
    shift,       ///< a date moved by some days, the same for all dates of the subject
};

/// The new value is made of the one before, row by row.
[[nodiscard]] constexpr bool is_transform(ErasureActionKind action) noexcept {
    return action == ErasureActionKind::pseudonym || action == ErasureActionKind::hash ||
           action == ErasureActionKind::generalise || action == ErasureActionKind::shift;
}

/// What is left of a date.
enum class DatePrecision : unsigned char { year, month };

[[nodiscard]] std::string_view to_string(ErasureActionKind action) noexcept;
[[nodiscard]] std::string_view to_string(DatePrecision precision) noexcept;

}  // namespace gdprd::policy
