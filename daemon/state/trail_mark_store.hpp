#pragma once

#include <cstdint>
#include <optional>

#include "config/base/bytes.hpp"
#include "config/base/off_loop.hpp"
#include "config/base/result.hpp"
#include "config/base/strong.hpp"
#include "daemon/state/database.hpp"

namespace gdprd::daemon {

/// How far the state database knows the trail.
struct TrailMark {
    struct Known {
        EntryIndex entry;
        Hash leaf_hash{};
        friend bool operator==(const Known&, const Known&) = default;
    };
    std::optional<Known> known;   ///< last entry known to be durable; none: none yet
    std::uint64_t announced = 0;  ///< entries that may stand in the trail after it
    friend bool operator==(const TrailMark&, const TrailMark&) = default;
};

/// The one mark of a state database.
class TrailMarkStore {
  public:
    /// `db` must outlive the store.
    explicit TrailMarkStore(StateDatabase& db) : db_(&db) {}

    /// None before the first put().
    Result<std::optional<TrailMark>> find(OffLoop off);
    Result<void> put(OffLoop off, const TrailMark& mark);
    /// Whether the database holds a request or a version: without a mark, a gdprd wrote them that
    /// kept none yet.
    Result<bool> has_content(OffLoop off);

  private:
    StateDatabase* db_;
};

}  // namespace gdprd::daemon
