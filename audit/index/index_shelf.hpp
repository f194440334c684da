#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "audit/entry_outline.hpp"
#include "audit/index/part.hpp"
#include "audit/index/part_builder.hpp"
#include "config/base/guarded.hpp"

namespace gdprd::audit {

/// What the index has at a moment, shared by the follower, which changes it, and searches.
class IndexShelf {
  public:
    struct Content {
        std::vector<std::shared_ptr<Part>> parts;  ///< ascending; no two hold one entry
        std::unique_ptr<PartBuilder> builder;      ///< the part in memory; may be none
        std::unique_ptr<IndexKeys> builder_keys;   ///< of its epoch
        std::vector<ZoneSpan> dead;                ///< entries of destroyed epochs
    };

    [[nodiscard]] Guarded<Content>::Locked lock() { return content_.lock(); }

    /// Puts a part in its place, and takes away what it holds whole: parts, and the one in memory.
    void put(std::shared_ptr<Part> part);
    /// Takes a part and its file away. False: it was away already. The follower fills the gap.
    bool drop(const std::shared_ptr<const Part>& part);

    /// Entries below `size` that nothing holds: the first of them that follow each other.
    struct Gap {
        std::uint64_t first = 0;
        std::uint64_t end = 0;
    };
    [[nodiscard]] std::optional<Gap> first_gap(std::uint64_t size);
    [[nodiscard]] std::uint64_t indexed(std::uint64_t size);

  private:
    Guarded<Content> content_;
};

}  // namespace gdprd::audit
