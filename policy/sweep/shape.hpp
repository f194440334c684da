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
    std::size_t size = 0;
    [[nodiscard]] std::string_view text() const noexcept { return {bytes.data(), size}; }
};

/// A shape and the patterns that it matches.
struct KnownShape {
    Shape shape;
    DetectorSet patterns;
};

/// The value must have at most kShapeBytesMax bytes.
[[nodiscard]] Shape shape_of(std::string_view value) noexcept;

/// Which patterns a shape matches, as the RE2 set of all patterns says; the newest answers are
/// remembered in a table of fixed size (about 170 KiB). Not for two threads.
class ShapeTable {
  public:
    ShapeTable();
    [[nodiscard]] DetectorSet patterns_of(const Shape& shape);
    /// `last` is what was asked the last time in the same place, where shapes mostly repeat.
    [[nodiscard]] DetectorSet patterns_of(const Shape& shape, KnownShape& last);

  private:
    std::vector<KnownShape> table_;
};

}  // namespace gdprd::policy::sweep
