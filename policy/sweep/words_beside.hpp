#pragma once

#include <string_view>

#include "policy/sweep/detector.hpp"

namespace gdprd::policy::sweep {

/// How far before an identifier the word that names it may stand.
inline constexpr std::size_t kBesideBytes = 48;

/// Whether the text right before an identifier says that it is of this kind ("geb.", "Tel",
/// "PESEL"): a word of one of Europe's languages that begins so, or is so when it is short.
[[nodiscard]] bool says(std::string_view before, Kind kind) noexcept;

}  // namespace gdprd::policy::sweep
