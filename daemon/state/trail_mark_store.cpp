#include "daemon/state/trail_mark_store.hpp"

#include <algorithm>

namespace gdprd::daemon {

Result<std::optional<TrailMark>> TrailMarkStore::find(OffLoop off) {
    auto db = db_->lock(off);
    GDPRD_TRY_ASSIGN(auto select,
                     db->prepare("SELECT entry, leaf_hash, announced FROM trail_mark"));
    GDPRD_TRY_ASSIGN(const bool found, select.step());
    if (!found) return std::optional<TrailMark>{};
    TrailMark mark;
    mark.announced = static_cast<std::uint64_t>(select.integer(2));
    if (!select.is_null(0)) {
        TrailMark::Known known;
        known.entry = EntryIndex(static_cast<std::uint64_t>(select.integer(0)));
        const auto hash = select.blob(1);
        if (hash.size() != known.leaf_hash.size())
            return Error(ErrorCode::corrupt, "the state database holds a malformed trail mark",
                         "restore the state directory from a backup");
        std::copy(hash.begin(), hash.end(), known.leaf_hash.begin());
        mark.known = known;
    }
    return std::optional<TrailMark>(mark);
}

Result<void> TrailMarkStore::put(OffLoop off, const TrailMark& mark) {
    auto db = db_->lock(off);
    GDPRD_TRY_ASSIGN(auto upsert,
                     db->prepare("INSERT INTO trail_mark (one, entry, leaf_hash, announced) "
                                 "VALUES (1, ?1, ?2, ?3) ON CONFLICT (one) DO UPDATE SET "
                                 "entry = excluded.entry, leaf_hash = excluded.leaf_hash, "
                                 "announced = excluded.announced"));
    if (mark.known) {
        upsert.bind(1, static_cast<std::int64_t>(mark.known->entry.value()));
        upsert.bind(2, BytesView(mark.known->leaf_hash));
    } else {
        upsert.bind(1, nullptr).bind(2, nullptr);
    }
    upsert.bind(3, static_cast<std::int64_t>(mark.announced));
    return upsert.run();
}

Result<bool> TrailMarkStore::has_content(OffLoop off) {
    auto db = db_->lock(off);
    GDPRD_TRY_ASSIGN(auto select, db->prepare("SELECT EXISTS (SELECT 1 FROM versions) OR "
                                              "EXISTS (SELECT 1 FROM request_keys)"));
    GDPRD_TRY(select.step());
    return select.integer(0) != 0;
}

}  // namespace gdprd::daemon
