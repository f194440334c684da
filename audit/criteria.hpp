#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "audit/entry.hpp"
#include "config/base/clock.hpp"

namespace gdprd::audit {

/// What entries must be: all criteria together, of one criterion any value. One without values
/// takes every entry. Definitions are taken only when their type is named.
struct SearchCriteria {
    std::optional<WallTime> since;  ///< this moment or later
    std::optional<WallTime> until;  ///< before this moment
    std::vector<EntryType> types;
    std::vector<std::string> actors;
    std::vector<std::string> stores;
    std::vector<std::string> collections;
    std::vector<std::string> fields;
    std::vector<std::string> purposes;
    std::vector<std::string> requests;
    std::vector<std::uint64_t> subjects;  ///< numbers of subject keys
};

/// By index; the wall clock of a machine may have been set back in between.
enum class SearchOrder : std::uint8_t { newest_first, oldest_first };

}  // namespace gdprd::audit
