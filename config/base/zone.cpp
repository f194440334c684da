#include "config/base/zone.hpp"

#include <algorithm>

namespace gdprd {

namespace {

using namespace std::chrono_literals;
namespace chrono = std::chrono;

struct NamedZone {
    std::string_view name;
    Zone zone;
};

constexpr Zone kAzores{-1h, true};
constexpr Zone kWest{0h, true};
constexpr Zone kCentral{1h, true};
constexpr Zone kEast{2h, true};

constexpr NamedZone kZones[] = {
    {"UTC", {0h, false}},
    {"Etc/UTC", {0h, false}},
    {"Atlantic/Reykjavik", {0h, false}},
    {"Atlantic/Azores", kAzores},
    {"Atlantic/Canary", kWest},
    {"Atlantic/Madeira", kWest},
    {"Europe/Dublin", kWest},
    {"Europe/Lisbon", kWest},
    {"Europe/London", kWest},
    {"Africa/Ceuta", kCentral},
    {"Europe/Amsterdam", kCentral},
    {"Europe/Berlin", kCentral},
    {"Europe/Bratislava", kCentral},
    {"Europe/Brussels", kCentral},
    {"Europe/Budapest", kCentral},
    {"Europe/Copenhagen", kCentral},
    {"Europe/Ljubljana", kCentral},
    {"Europe/Luxembourg", kCentral},
    {"Europe/Madrid", kCentral},
    {"Europe/Malta", kCentral},
    {"Europe/Oslo", kCentral},
    {"Europe/Paris", kCentral},
    {"Europe/Prague", kCentral},
    {"Europe/Rome", kCentral},
    {"Europe/Stockholm", kCentral},
    {"Europe/Vaduz", kCentral},
    {"Europe/Vienna", kCentral},
    {"Europe/Warsaw", kCentral},
    {"Europe/Zagreb", kCentral},
    {"Europe/Zurich", kCentral},
    {"Asia/Nicosia", kEast},
    {"Europe/Athens", kEast},
    {"Europe/Bucharest", kEast},
    {"Europe/Helsinki", kEast},
    {"Europe/Riga", kEast},
    {"Europe/Sofia", kEast},
    {"Europe/Tallinn", kEast},
    {"Europe/Vilnius", kEast},
};

/// 01:00 UTC on the last Sunday of a month.
WallTime change_in(chrono::year year, chrono::month month) noexcept {
    return WallTime(chrono::sys_days(year / month / chrono::Sunday[chrono::last])) + 1h;
}

}  // namespace

std::optional<Zone> find_zone(std::string_view name) noexcept {
    const auto* found = std::ranges::find(kZones, name, &NamedZone::name);
    if (found == std::end(kZones)) return std::nullopt;
    return found->zone;
}

chrono::hours offset_at(const Zone& zone, WallTime time) noexcept {
    if (!zone.summer_time) return zone.standard;
    const chrono::year year = date_of(time).year();
    const bool summer =
        time >= change_in(year, chrono::March) && time < change_in(year, chrono::October);
    return summer ? zone.standard + 1h : zone.standard;
}

Date date_in(const Zone& zone, WallTime time) noexcept {
    return date_of(time + offset_at(zone, time));
}

WallTime start_of_day(const Zone& zone, Date date) noexcept {
    const WallTime local_midnight(chrono::sys_days{date});
    const WallTime guess = local_midnight - zone.standard;
    // Where the clocks change at midnight or just before it, the offset right then decides.
    const WallTime summer = guess - 1h;
    return summer + offset_at(zone, summer) == local_midnight ? summer : guess;
}

}  // namespace gdprd
