#include "daemon/services/trail_retention.hpp"

#include <algorithm>

#include "audit/frame.hpp"

namespace gdprd::daemon {

namespace {

WallTime wall(std::uint64_t ns) {
    return WallTime(std::chrono::nanoseconds(static_cast<std::int64_t>(ns)));
}

}  // namespace

std::string_view to_string(EpochHold hold) noexcept {
    switch (hold) {
        case EpochHold::due:
            return "due";
        case EpochHold::destroyed:
            return "destroyed";
        case EpochHold::no_period:
            return "no_period";
        case EpochHold::young:
            return "young";
        case EpochHold::requests:
            return "requests";
        case EpochHold::exports:
            return "exports";
    }
    return "unknown";
}

/// States of requests come from entries (decision 4), and a proof can be asked for while the body
/// of its request is kept: entries of such a request are not before its own.
Result<EntryIndex> TrailRetention::first_needed(OffLoop off) const {
    auto db = means_.state.lock(off);
    GDPRD_TRY_ASSIGN(auto select,
                     db->prepare("SELECT min(coalesce(entry, after_size)) FROM requests "
                                 "WHERE closed_ns IS NULL OR body_state <> 'destroyed'"));
    GDPRD_TRY(select.step());
    if (select.is_null(0)) return EntryIndex(~std::uint64_t{0});
    return EntryIndex(static_cast<std::uint64_t>(select.integer(0)));
}

/// By the wall clock of its last entry, and of the making of the next epochs: of clocks that were
/// set back the latest counts. A record that a restored backup lacked has no time.
WallTime TrailRetention::age_of(OffLoop off, const std::vector<audit::EpochRecord>& all,
                                std::size_t at) const {
    WallTime out = wall(all[at].created_ns);
    const std::uint64_t end = all[at + 1].first_seq;
    for (std::size_t next = at + 1; next < all.size(); ++next) {
        if (all[next].created_ns == 0) continue;
        out = std::max(out, wall(all[next].created_ns));
        break;
    }
    if (end > all[at].first_seq && means_.clock.now() - out >= means_.period) {
        const auto last = means_.trail.show(off, EntryIndex(end - 1));
        if (last) out = std::max(out, last->wall_time);
    }
    return out;
}

Result<std::vector<EpochAge>> TrailRetention::look(OffLoop off) const {
    const auto all = means_.trail.trail().epochs();
    const std::uint64_t size = means_.trail.size();
    const WallTime now = means_.clock.now();
    GDPRD_TRY_ASSIGN(const EntryIndex needed, first_needed(off));
    const EntryIndex unsent =
        means_.unsent_from ? means_.unsent_from() : EntryIndex(~std::uint64_t{0});
    std::vector<EpochAge> out;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const bool newest = i + 1 == all.size();
        EpochAge one;
        one.record = all[i];
        const std::uint64_t end = newest ? size : all[i + 1].first_seq;
        one.entries = end - std::min(end, all[i].first_seq);
        one.until = now;
        if (audit::all_zero(all[i].wrapped)) {
            one.hold = EpochHold::destroyed;
        } else if (means_.period.count() == 0) {
            one.hold = EpochHold::no_period;
        } else if (!newest) {
            one.until = age_of(off, all, i);
            if (now - one.until >= means_.period) {
                one.hold = needed.value() < end   ? EpochHold::requests
                           : unsent.value() < end ? EpochHold::exports
                                                  : EpochHold::due;
            }
        }
        out.push_back(std::move(one));
    }
    return out;
}

Result<std::vector<std::uint32_t>> TrailRetention::due(OffLoop off) const {
    GDPRD_TRY_ASSIGN(const auto all, look(off));
    std::vector<std::uint32_t> out;
    for (const EpochAge& one : all) {
        if (one.hold == EpochHold::due) out.push_back(one.record.epoch);
    }
    return out;
}

}  // namespace gdprd::daemon
