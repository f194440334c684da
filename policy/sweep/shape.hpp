#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "policy/sweep/detector.hpp"

namespace gdprd::policy::sweep {

/// Longest identifier that is known by its shape: the longest IBAN in groups of four has 42.
inline constexpr std::size_t kShapeBytesMax = 64;

/// A value with its digits as 0, its letters as A (A-F), G (G-Z), a, g, the spaces and dashes of
/// Unicode that people type in numbers as ' ' and '-', all else as it is. It has no personal datum
/// left: it is safe to remember.
struct Shape {
    std::array<char, kShapeBytesMax> bytes{};  ///< zeros behind `size`
    std::uint8_t size = 0;
    bool folded = false;  ///< spaces or dashes of Unicode were
    [[nodiscard]] std::string_view text() const noexcept { return {bytes.data(), size}; }
};

/// What is known of all values of a shape.
struct KnownShape {
    Shape shape;
    bool may_hold = false;  ///< an identifier inside them (may_stand_inside)
    DetectorSet patterns;   ///< that they match
};

/// The value must have at most kShapeBytesMax bytes.
[[nodiscard]] Shape shape_of(std::string_view value) noexcept;

/// Which patterns a shape matches, as the RE2 set of all patterns says; the newest answers are
/// remembered in a table of fixed size (about 170 KiB). Not for two threads.
class ShapeTable {
  public:
    ShapeTable();
    /// The answer stays until the next question.
    [[nodiscard]] const KnownShape& known(const Shape& shape);
    /// Of the shape of a value of at most kShapeBytesMax bytes. `last` keeps the answer for the
    /// next value of the same place, where shapes mostly repeat.
    [[nodiscard]] const KnownShape& known(std::string_view value, KnownShape& last);

  private:
    std::vector<KnownShape> table_;
};

}  // namespace gdprd::policy::sweep
