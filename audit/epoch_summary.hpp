#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>

#include "audit/entry.hpp"
#include "config/base/clock.hpp"

namespace gdprd::audit {

/// What the entries of one epoch say, all together.
struct EpochSummary {
    std::uint32_t epoch = 0;
    std::uint64_t first_seq = 0;
    std::uint64_t entries = 0;
    WallTime from{};   ///< wall clock of its earliest entry
    WallTime until{};  ///< of its latest
    std::map<EntryType, std::uint64_t> types;
    std::set<std::string> requests;  ///< that entries name; at most kRequestsNamed
    bool more_requests = false;      ///< there are others
    static constexpr std::size_t kRequestsNamed = 1000;
};

}  // namespace gdprd::audit
