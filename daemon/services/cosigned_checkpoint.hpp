#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "config/base/off_loop.hpp"
#include "config/base/result.hpp"

namespace gdprd::daemon {

class TrailService;

/// Of the checkpoints that witnesses cosigned and the trail keeps (its directory, cosigned/), those
/// that verify under its key. Each is a note with all signatures.

/// The one with the most cosignatures that covers so many entries; of equal ones the largest. None:
/// no witness came so far.
Result<std::optional<std::string>> find_cosigned(OffLoop off, TrailService& trail,
                                                 std::uint64_t entries);
/// The largest; not_found when no witness cosigned any.
Result<std::string> latest_cosigned(OffLoop off, TrailService& trail);
/// As find_cosigned(), but signs the present head where there is none, and waits so long for a
/// witness to cosign it. Blocks.
Result<std::optional<std::string>> await_cosigned(OffLoop off, TrailService& trail,
                                                  std::uint64_t entries,
                                                  std::chrono::milliseconds most);

}  // namespace gdprd::daemon
