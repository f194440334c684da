#pragma once

#include <string_view>

namespace gdprd::policy::sweep {

/// Whether an identifier may stand inside a value of at most kShapeBytesMax bytes that is none as a
/// whole and has no '@': says no, quickly, to single words, to moments of time and to what has too
/// few digits. What it denies of a shape it denies of every value of that shape, unless
/// characters were folded.
[[nodiscard]] bool may_stand_inside(std::string_view value) noexcept;

/// Whether a value can hold more than one word.
[[nodiscard]] bool has_parts(std::string_view value) noexcept;

}  // namespace gdprd::policy::sweep
