#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "audit/entry.hpp"

namespace gdprd::audit {

/// An entry as far as the search index needs it opened.
struct EntryOutline {
    std::uint64_t seq = 0;
    std::uint32_t epoch = 0;
    Envelope envelope;
    std::vector<std::uint64_t> subjects;  ///< numbers of subject keys; none when it was erased
};
/// Returns whether to go on.
using OutlineSink = std::function<bool(const EntryOutline&)>;

/// What the list of epochs says of one.
struct EpochSpan {
    std::uint32_t epoch = 0;
    std::uint64_t first_seq = 0;
    bool destroyed = false;
};

}  // namespace gdprd::audit
