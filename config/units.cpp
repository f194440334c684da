#include "config/units.hpp"

#include <charconv>
#include <limits>

namespace gdprd::config {

namespace {

struct Unit {
    std::string_view name;
    std::uint64_t factor;
};

// Largest first, as they are printed. No name is the end of another one that comes before it.
constexpr Unit kSizes[] = {{"GiB", 1ULL << 30}, {"MiB", 1ULL << 20}, {"KiB", 1ULL << 10}, {"", 1}};
constexpr Unit kDurations[] = {
    {"d", 86'400'000}, {"h", 3'600'000}, {"ms", 1}, {"m", 60'000}, {"s", 1'000}};

std::optional<std::uint64_t> scaled(std::string_view text, const Unit& unit) noexcept {
    text.remove_suffix(unit.name.size());
    const auto count = parse_count(text);
    if (!count || *count > std::numeric_limits<std::uint64_t>::max() / unit.factor)
        return std::nullopt;
    return *count * unit.factor;
}

}  // namespace

std::optional<std::uint64_t> parse_count(std::string_view text) noexcept {
    std::uint64_t value = 0;
    const char* const end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data(), end, value);
    if (text.empty() || error != std::errc{} || stopped != end) return std::nullopt;
    return value;
}

std::optional<std::uint64_t> parse_size(std::string_view text) noexcept {
    for (const Unit& unit : kSizes)
        if (text.ends_with(unit.name)) return scaled(text, unit);
    return std::nullopt;
}

std::optional<std::chrono::milliseconds> parse_duration(std::string_view text) noexcept {
    constexpr auto kMost =
        static_cast<std::uint64_t>(std::numeric_limits<std::chrono::milliseconds::rep>::max());
    for (const Unit& unit : kDurations) {
        if (!text.ends_with(unit.name)) continue;
        const auto value = scaled(text, unit);
        if (!value || *value > kMost) return std::nullopt;
        return std::chrono::milliseconds(*value);
    }
    return std::nullopt;
}

std::string format_size(std::uint64_t bytes) {
    for (const Unit& unit : kSizes)
        if (bytes != 0 && bytes % unit.factor == 0)
            return std::to_string(bytes / unit.factor) + std::string(unit.name);
    return "0";
}

std::string format_duration(std::chrono::milliseconds duration) {
    constexpr Unit kLargestFirst[] = {
        {"d", 86'400'000}, {"h", 3'600'000}, {"m", 60'000}, {"s", 1'000}, {"ms", 1}};
    const auto count = static_cast<std::uint64_t>(duration.count());
    for (const Unit& unit : kLargestFirst)
        if (count != 0 && count % unit.factor == 0)
            return std::to_string(count / unit.factor) + std::string(unit.name);
    return "0s";
}

}  // namespace gdprd::config
