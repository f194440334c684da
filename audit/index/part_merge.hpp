#pragma once

#include <memory>
#include <string>
#include <vector>

#include "audit/index/part.hpp"

namespace gdprd::audit {

/// Writes one part that holds what these hold: at least two, of one epoch, each beginning where the
/// one before ends. Reads and writes as a stream; the longest list and the zones are in memory.
/// On an error `faulty`, unless null, is the part that could not be read, or null.
Result<void> merge_parts(FileStore& files, const std::string& dir,
                         const std::vector<std::shared_ptr<Part>>& parts,
                         std::shared_ptr<Part>* faulty);

/// Which parts to merge, by position in `parts` (ascending by first): [begin, end). Empty: none.
struct MergeChoice {
    std::size_t begin = 0;
    std::size_t end = 0;
};
/// `open_epoch` is still growing: there `fan_in` neighbours of one size class wait for each other;
/// in older epochs all neighbours go together, up to `entries_max`.
struct MergeRule {
    std::uint32_t open_epoch = 0;
    std::uint64_t run_entries = 0;
    std::uint32_t fan_in = 0;
    std::uint64_t entries_max = 0;
};
[[nodiscard]] MergeChoice choose_merge(const std::vector<std::shared_ptr<Part>>& parts,
                                       const MergeRule& rule);

}  // namespace gdprd::audit
