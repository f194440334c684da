#pragma once

#include <string_view>

namespace gdprd::policy {

/// Of a field, or of a link: that it is so, that a person must look, that it is not so.
enum class Decision : unsigned char { accept, review, reject };
enum class DecidedBy : unsigned char { classifier, person, policy };

[[nodiscard]] std::string_view to_string(Decision decision) noexcept;
[[nodiscard]] std::string_view to_string(DecidedBy by) noexcept;

}  // namespace gdprd::policy
