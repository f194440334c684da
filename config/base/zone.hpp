#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "config/base/clock.hpp"
#include "config/base/time.hpp"

namespace gdprd {

/// How a zone's clocks go. Known are UTC and the zones of the European Economic Area, Switzerland
/// and the United Kingdom, by their common rule (Directive 2000/84/EC): an hour ahead from the last
/// Sunday of March to the last Sunday of October, changing at 01:00 UTC. Before 2004 some of them
/// had another rule: older moments may be an hour off.
struct Zone {
    std::chrono::hours standard{0};
    bool summer_time = false;
    friend bool operator==(const Zone&, const Zone&) = default;
};

/// By IANA name; absent when it is not known here.
[[nodiscard]] std::optional<Zone> find_zone(std::string_view name) noexcept;
[[nodiscard]] std::chrono::hours offset_at(const Zone& zone, WallTime time) noexcept;
/// The day that a moment falls on in the zone.
[[nodiscard]] Date date_in(const Zone& zone, WallTime time) noexcept;
/// The first moment of a day in the zone.
[[nodiscard]] WallTime start_of_day(const Zone& zone, Date date) noexcept;

}  // namespace gdprd
