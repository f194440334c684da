#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gdprd::config {

/// "42", nothing else.
[[nodiscard]] std::optional<std::uint64_t> parse_count(std::string_view text) noexcept;
/// "4096", "16KiB", "256MiB", "4GiB".
[[nodiscard]] std::optional<std::uint64_t> parse_size(std::string_view text) noexcept;
/// "500ms", "5s", "2m", "24h", "30d"; the unit is needed.
[[nodiscard]] std::optional<std::chrono::milliseconds> parse_duration(
    std::string_view text) noexcept;
/// In the largest unit that divides it; the parsers read it back.
[[nodiscard]] std::string format_size(std::uint64_t bytes);
[[nodiscard]] std::string format_duration(std::chrono::milliseconds duration);

}  // namespace gdprd::config
