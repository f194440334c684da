#include "daemon/services/lost_requests.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "config/limits.hpp"
#include "daemon/services/request_payloads.hpp"
#include "daemon/services/state_mark.hpp"

namespace gdprd::daemon {

namespace {

/// Calls `use` with every entry of this type.
template <class Use>
Result<void> each_of(OffLoop off, TrailService& trail, audit::EntryType type, Use&& use) {
    TrailQuery query;
    query.filter.type = type;
    query.limit = config::limits::kTrailPage;
    for (;;) {
        GDPRD_TRY_ASSIGN(const auto page, trail.list(off, query));
        for (const auto& entry : page.entries) use(entry);
        if (!page.next) return {};
        query.from = *page.next;
    }
}

/// What an accepted loss left behind: everything from `from` to before `end`.
struct Accepted {
    std::uint64_t from = 0;
    std::uint64_t end = 0;
};

}  // namespace

Result<std::vector<RequestId>> find_lost_requests(OffLoop off, TrailService& trail,
                                                  const std::vector<RequestRecord>& records) {
    std::set<std::string> known;
    for (const auto& record : records) known.insert(record.id.value());
    std::map<std::string, std::uint64_t> lost;  // by the first entry
    GDPRD_TRY(each_of(off, trail, audit::EntryType::request, [&](const audit::EntryView& entry) {
        if (entry.request.empty() || known.contains(entry.request)) return;
        lost.emplace(entry.request, entry.index.value());
    }));
    std::vector<RequestId> out;
    if (lost.empty()) return out;
    GDPRD_TRY_ASSIGN(const auto closings, find_closings(off, trail, EntryIndex(0)));
    for (const auto& closing : closings) lost.erase(closing.request.value());
    std::vector<Accepted> accepted;
    GDPRD_TRY(each_of(off, trail, audit::EntryType::system, [&](const audit::EntryView& entry) {
        if (!entry.payload) return;
        const auto event = (*entry.payload)["event"].as_string();
        if (!event || *event != kStateLossAccepted) return;
        const auto last_known = (*entry.payload)["known"].as_u64();
        accepted.push_back({last_known ? *last_known + 1 : 0, entry.index.value()});
    }));
    for (const auto& [id, index] : lost) {
        const std::uint64_t at = index;
        const bool is_accepted =
            std::any_of(accepted.begin(), accepted.end(),
                        [at](const Accepted& loss) { return loss.from <= at && at < loss.end; });
        if (!is_accepted) out.emplace_back(id);
    }
    return out;
}

}  // namespace gdprd::daemon
