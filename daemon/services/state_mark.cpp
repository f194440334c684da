#include "daemon/services/state_mark.hpp"

#include <algorithm>
#include <charconv>

#include "config/base/assert.hpp"
#include "config/limits.hpp"
#include "daemon/services/trail_service.hpp"
#include "daemon/state/request_store.hpp"

namespace gdprd::daemon {

namespace {

constexpr std::size_t kRequestsNamed = 100;

Error trail_is_behind(EntryIndex known) {
    return Error(ErrorCode::corrupt,
                 "the trail is older than the state database, or another: state.db knows entry " +
                     std::to_string(known.value()) + " and the trail does not have it",
                 "restore the newer copy of STATE/trail, the one that belongs to this state.db");
}

Error state_is_behind(const StateGap& gap) {
    GDPRD_ASSERT(gap.last.has_value());
    const auto known =
        gap.known ? "entries up to " + std::to_string(gap.known->value()) : "no entry of it";
    const auto count = std::to_string(gap.entries);
    return Error(ErrorCode::corrupt,
                 "the state database was lost or is an older copy: it knows " + known + " and " +
                     std::to_string(gap.announced) + " announced after that, but the trail has " +
                     count + " later entries of requests, catalogue and policy, up to entry " +
                     std::to_string(gap.last->entry.value()),
                 "restore the newer STATE/state.db together with its -wal file; if there is none, "
                 "decide to go on without: gdprd accept-state-loss --confirm=" +
                     count);
}

/// Checks the entry that the state knows and returns the first index after it.
Result<EntryIndex> check_known(OffLoop off, TrailService& trail, const TrailMark& mark) {
    if (!mark.known) return EntryIndex(0);
    const auto known = mark.known->entry;
    if (known.value() >= trail.size()) return trail_is_behind(known);
    // The key of its epoch may have been destroyed since.
    GDPRD_TRY_ASSIGN(const Hash leaf_hash, trail.trail().leaf_hash(off, known));
    if (leaf_hash != mark.known->leaf_hash) return trail_is_behind(known);
    return EntryIndex(known.value() + 1);
}

/// A look into the trail names a request as its reader typed it: there may be none of that id.
bool is_search(const audit::EntryView& entry) {
    return entry.type == audit::EntryType::read && entry.store.empty();
}

/// Only the entries of type `request` carry ids that gdprd gave out itself.
void note_number(const std::string& id, StateGap& gap) {
    const auto number = parse_request_number(RequestId(id));
    if (!number) return;
    auto& highest = gap.highest_of_year[number->year];
    highest = std::max(highest, number->number);
}

}  // namespace

bool is_mirrored(audit::EntryType type, std::string_view request) noexcept {
    if (type == audit::EntryType::redact) return false;
    return !request.empty() || type == audit::EntryType::catalogue ||
           type == audit::EntryType::policy;
}

Result<StateGap> find_state_gap(OffLoop off, TrailService& trail, StateDatabase& state) {
    TrailMarkStore store(state);
    GDPRD_TRY_ASSIGN(const auto mark, store.find(off));
    const TrailMark now = mark.value_or(TrailMark{});
    StateGap gap;
    if (now.known) gap.known = now.known->entry;
    gap.announced = now.announced;
    gap.last = now.known;
    TrailQuery query;
    query.limit = config::limits::kTrailPage;
    GDPRD_TRY_ASSIGN(query.from, check_known(off, trail, now));
    for (;;) {
        GDPRD_TRY_ASSIGN(const auto page, trail.list(off, query));
        for (const auto& entry : page.entries) {
            if (!is_mirrored(entry.type, entry.request)) continue;
            ++gap.entries;
            gap.last = TrailMark::Known{entry.index, entry.leaf_hash};
            if (entry.request.empty() || is_search(entry)) continue;
            gap.requests.insert(RequestId(entry.request));
            if (entry.type == audit::EntryType::request) note_number(entry.request, gap);
        }
        if (!page.next) break;
        query.from = *page.next;
    }
    // A file from before the mark: what it does not know cannot be told from what it lost.
    GDPRD_TRY_ASSIGN(const bool has_content, store.has_content(off));
    if (!mark && has_content) gap.announced = gap.entries;
    return gap;
}

Result<std::unique_ptr<StateMark>> StateMark::open(OffLoop off, TrailService& trail,
                                                   StateDatabase& state) {
    GDPRD_TRY_ASSIGN(const auto gap, find_state_gap(off, trail, state));
    if (gap.state_is_behind()) return state_is_behind(gap);
    for (const auto& [year, number] : gap.highest_of_year)
        GDPRD_TRY(RequestStore(state).reserve_numbers(off, {year, number}));
    // A crash before the first announcement repeats this comparison.
    const TrailMark mark{gap.last, 0};
    const EntryIndex unknown_from(gap.known ? gap.known->value() + 1 : 0);
    return std::unique_ptr<StateMark>(new StateMark(state, mark, unknown_from));
}

Result<void> StateMark::announce(OffLoop off, std::uint64_t count) {
    // The lock is held over the write: marks reach the file in the order of their figures.
    auto mark = mark_.lock();
    mark->announced += count;
    auto written = store_.put(off, *mark);
    if (!written) mark->announced -= count;
    return written;
}

void StateMark::appended(std::uint64_t count, const audit::Appended& last) {
    auto mark = mark_.lock();
    GDPRD_ASSERT(mark->announced >= count);
    mark->announced -= count;
    std::optional<TrailMark::Known>& known = mark->known;
    if (!known || known->entry < last.index) known = TrailMark::Known{last.index, last.leaf_hash};
}

void StateMark::not_appended(std::uint64_t count) {
    auto mark = mark_.lock();
    GDPRD_ASSERT(mark->announced >= count);
    mark->announced -= count;
}

Result<void> StateMark::hold(const std::function<Result<void>()>& action) {
    const auto mark = mark_.lock();
    return action();
}

Result<StateGap> accept_state_loss(OffLoop off, TrailService& trail, StateDatabase& state,
                                   std::uint64_t entries, const ActorName& who) {
    GDPRD_TRY_ASSIGN(auto gap, find_state_gap(off, trail, state));
    if (!gap.state_is_behind())
        return Error(ErrorCode::refused, "the state database is not behind the trail",
                     "there is nothing to accept; start gdprd");
    if (gap.entries != entries)
        return Error(ErrorCode::refused,
                     "this is not the number of entries that the state database lacks",
                     "gdprd accept-state-loss --confirm=" + std::to_string(gap.entries));
    cbor::Array named;
    for (const auto& id : gap.requests) {
        if (named.size() == kRequestsNamed) break;
        named.push_back(id.value());
    }
    audit::EntryDraft draft;
    draft.type = audit::EntryType::system;
    draft.actor = who.value();
    cbor::Map payload{{"event", kStateLossAccepted},
                      {"entries", gap.entries},
                      {"announced", gap.announced},
                      {"requests", std::move(named)}};
    if (gap.known) payload["known"] = gap.known->value();
    draft.payload = std::move(payload);
    GDPRD_TRY(trail.record(off, std::move(draft)));
    // The entry first: a crash here leaves the decision recorded and to be taken again.
    TrailMarkStore store(state);
    GDPRD_TRY_ASSIGN(const auto mark, store.find(off));
    GDPRD_TRY(store.put(off, {mark.value_or(TrailMark{}).known, gap.entries}));
    return gap;
}

}  // namespace gdprd::daemon
