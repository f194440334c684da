#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace gdprd::config::limits {

// Every bound that is not a setting, from limits.def.
#define GDPRD_LIMIT(name, value, sentence) inline constexpr std::uint64_t name = value;
#include "config/limits.def"
#undef GDPRD_LIMIT

struct Limit {
    std::string_view name;
    std::uint64_t value;
    std::string_view sentence;
};

inline constexpr Limit kAll[] = {
#define GDPRD_LIMIT(name, value, sentence) Limit{#name, name, sentence},
#include "config/limits.def"
#undef GDPRD_LIMIT
};

}  // namespace gdprd::config::limits
