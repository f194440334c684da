#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "audit/criteria.hpp"
#include "config/base/result.hpp"

namespace gdprd::audit {

/// Numbers of entries that may match, walked in the order of the search it was made for.
class Cursor {
  public:
    virtual ~Cursor() = default;
    /// The first number at or behind `at`, in the order; none: no more. `at` never goes back.
    virtual Result<std::optional<std::uint64_t>> seek(std::uint64_t at) = 0;
    /// How many numbers it walks over, about: the most selective one leads.
    [[nodiscard]] virtual std::uint64_t weight() const noexcept = 0;
};

/// Of a sorted list in memory.
[[nodiscard]] std::unique_ptr<Cursor> cursor_over(std::vector<std::uint64_t> numbers,
                                                  SearchOrder order);
/// Each number of [first, end).
[[nodiscard]] std::unique_ptr<Cursor> cursor_over_all(std::uint64_t first, std::uint64_t end,
                                                      SearchOrder order);
/// Numbers that any of them has; at least one.
[[nodiscard]] std::unique_ptr<Cursor> cursor_over_any(std::vector<std::unique_ptr<Cursor>> of,
                                                      SearchOrder order);
/// Numbers that all of them have; at least one.
[[nodiscard]] std::unique_ptr<Cursor> cursor_over_every(std::vector<std::unique_ptr<Cursor>> of);

/// Earliest and latest wall clock of so many entries one after the other.
inline constexpr std::uint64_t kZoneEntries = 512;
struct Zone {
    std::uint64_t earliest = 0;
    std::uint64_t latest = 0;
    friend bool operator==(const Zone&, const Zone&) = default;
};
/// Wall clock, both ends included.
struct TimeRange {
    std::uint64_t earliest = 0;
    std::uint64_t latest = ~std::uint64_t{0};
    [[nodiscard]] bool meets(const Zone& zone) const noexcept {
        return zone.earliest <= latest && zone.latest >= earliest;
    }
    [[nodiscard]] bool covers(const Zone& zone) const noexcept {
        return zone.earliest >= earliest && zone.latest <= latest;
    }
};
/// Numbers of [first, end) in zones that meet the range. Zone i begins at
/// first + i * kZoneEntries.
struct ZoneSpan {
    std::uint64_t first = 0;
    std::uint64_t end = 0;
};
[[nodiscard]] std::unique_ptr<Cursor> cursor_over_zones(std::vector<Zone> zones, ZoneSpan span,
                                                        TimeRange range, SearchOrder order);

}  // namespace gdprd::audit
