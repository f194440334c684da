#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace gdprd {

/// How many letters to insert, remove, change or swap with a neighbour to get from `a` to `b`
/// (optimal string alignment, on bytes).
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b);

/// The candidate that `word` was probably meant to be: the nearest one, when no more than a third
/// of its letters differ. Ties go to the earlier candidate.
[[nodiscard]] std::optional<std::string> closest(std::string_view word,
                                                 std::span<const std::string_view> candidates);
[[nodiscard]] std::optional<std::string> closest(std::string_view word,
                                                 std::span<const std::string> candidates);

/// For the hint of an error: "did you mean "email"? " when `word` is near a candidate, then `rest`.
[[nodiscard]] std::string did_you_mean(std::string_view word,
                                       std::span<const std::string_view> candidates,
                                       std::string_view rest);

}  // namespace gdprd
