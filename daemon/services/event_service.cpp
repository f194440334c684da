#include "daemon/services/event_service.hpp"

#include <algorithm>

#include "config/base/cbor.hpp"
#include "config/base/crypto.hpp"
#include "config/base/log.hpp"
#include "config/limits.hpp"
#include "daemon/services/event_entry.hpp"
#include "daemon/services/trail_service.hpp"
#include "policy/identity/normalise.hpp"
#include "policy/identity/resolver_identifiers.hpp"

namespace gdprd::daemon {

namespace {

constexpr std::size_t kPage = 1000;    // entries read at once when the store is completed
constexpr std::size_t kOwnerPage = 8;  // entries read at once to learn whose key it is

/// The events with their subjects in normal form.
Result<std::vector<policy::Event>> normalised(const policy::Policy& rules,
                                              const std::vector<policy::Event>& events) {
    std::vector<policy::Event> out = events;
    for (std::size_t e = 0; e < out.size(); ++e) {
        std::vector<policy::Seed>& subjects = out[e].subjects;
        for (std::size_t i = 0; i < subjects.size(); ++i) {
            auto seed = policy::normalise(rules, subjects[i]);
            const std::string place = "event " + std::to_string(e + 1) + ": member \"subjects[" +
                                      std::to_string(i) + "]\"";
            if (!seed)
                return Error(ErrorCode::invalid_argument, place + ": " + seed.error().message(),
                             "send the event without this identifier, or with one of the person; "
                             "gdprctl identifiers check tells more");
            if (policy::power_of(seed->type) == policy::IdentifierPower::none)
                return Error(ErrorCode::invalid_argument,
                             place + " has a type that does not point at a person",
                             "such are email, phone, iban, card, national numbers and the policy's "
                             "own types");
            subjects[i] = std::move(*seed);
        }
        std::sort(subjects.begin(), subjects.end());
        subjects.erase(std::unique(subjects.begin(), subjects.end()), subjects.end());
    }
    return out;
}

Error taken_already(std::size_t event, const std::string& where) {
    return Error(ErrorCode::conflict,
                 "event " + std::to_string(event + 1) + ": its source and id are those of " +
                     where + ", which says something else or came from another caller",
                 "nothing of it was recorded; give every event an id of its own, and every sender "
                 "a source of its own");
}

EventDigest cut(const Hash& hash) {
    EventDigest out{};
    std::copy_n(hash.begin(), out.size(), out.begin());
    return out;
}

}  // namespace

/// The ids of one call: while it holds them nobody else works on an event that has one.
class EventService::Claim {
  public:
    Claim(EventService& service, const Digests& ids)
        : service_(service), ids_(ids.begin(), ids.end()) {
        auto underway = service_.underway_.lock();
        // All or none, so that two calls never wait for each other.
        service_.released_.wait(underway.unique_lock(), [&] {
            return std::none_of(ids_.begin(), ids_.end(),
                                [&](const auto& id) { return underway->ids.contains(id); });
        });
        underway->ids.insert(ids_.begin(), ids_.end());
        since_ = service_.trail_.size();
        underway->since.insert(since_);
    }
    ~Claim() {
        {
            auto underway = service_.underway_.lock();
            for (const EventDigest& id : ids_) underway->ids.erase(id);
            underway->since.erase(underway->since.find(since_));
        }
        service_.released_.notify_all();
    }
    Claim(const Claim&) = delete;
    Claim& operator=(const Claim&) = delete;
    /// The trail's size before anything of this call was appended.
    [[nodiscard]] std::uint64_t since() const noexcept { return since_; }

  private:
    EventService& service_;
    std::set<EventDigest> ids_;
    std::uint64_t since_ = 0;
};

EventService::EventService(TrailService& trail, EventStore& store, const Clock& clock,
                           const Secret& root_key, std::chrono::milliseconds ids_kept)
    : trail_(trail),
      store_(store),
      clock_(clock),
      id_key_(crypto::hkdf(root_key, {}, "gdprd events id v1")),
      content_key_(crypto::hkdf(root_key, {}, "gdprd events content v1")),
      ids_kept_(ids_kept),
      registry_(trail, store, root_key) {}

Result<std::unique_ptr<EventService>> EventService::open(OffLoop off, TrailService& trail,
                                                         EventStore& store, const Clock& clock,
                                                         const Secret& root_key,
                                                         std::chrono::milliseconds ids_kept) {
    std::unique_ptr<EventService> service(
        new EventService(trail, store, clock, root_key, ids_kept));
    GDPRD_TRY(service->check_history(off));
    GDPRD_TRY(service->complete(off));
    return service;
}

EventDigest EventService::digest_of(const std::string& source, const std::string& id) const {
    return cut(crypto::hmac_sha256(id_key_, cbor::encode(cbor::Array{source, id})));
}

std::optional<EventDigest> EventService::digest_of(const cbor::Map& said) const {
    if (!said.contains(kSaidSubjects)) return std::nullopt;
    return cut(crypto::hmac_sha256(content_key_, cbor::encode(said)));
}

EventStore::Remember EventService::until(EntryIndex seen_to) const {
    const WallTime now = clock_.now();
    return {now, now - ids_kept_, config::limits::kEventIds, seen_to};
}

/// A store that speaks of another history than the trail's would acknowledge what is not recorded.
Result<void> EventService::check_history(OffLoop off) {
    GDPRD_TRY_ASSIGN(const auto newest, store_.newest(off));
    GDPRD_TRY_ASSIGN(const EntryIndex seen_to, store_.seen_to(off));
    bool fits = seen_to.value() <= trail_.size();
    if (fits && newest) {
        fits = newest->entry.value() < trail_.size();
        const auto entry =
            fits ? trail_.show(off, newest->entry) : Result<audit::EntryView>(Error());
        // The key of its epoch may be destroyed; then nothing can be said against it.
        if (fits && entry) fits = entry->leaf_hash == newest->leaf_hash;
    }
    if (fits) return {};
    const Error why(ErrorCode::corrupt, "events.db belongs to another state of the trail");
    log::event(log::Event::events_rebuilt, {{"error", why}});
    return store_.clear(off);
}

/// The entries after the last one that the store knows: a crash came between entry and store, or
/// the store is new.
Result<void> EventService::complete(OffLoop off) {
    GDPRD_TRY_ASSIGN(const EntryIndex seen_to, store_.seen_to(off));
    const EntryIndex size(trail_.size());
    audit::SearchQuery query;
    query.criteria.types = {audit::EntryType::read, audit::EntryType::write};
    query.order = audit::SearchOrder::oldest_first;
    query.from = seen_to;
    query.limit = kPage;
    for (;;) {
        GDPRD_TRY_ASSIGN(audit::SearchPage page, trail_.search(off, query));
        GDPRD_TRY(complete_page(off, std::move(page.entries), page.next.value_or(size)));
        if (!page.next) return {};
        query.from = page.next;
    }
}

Result<void> EventService::complete_page(OffLoop off, std::vector<audit::EntryView> entries,
                                         EntryIndex seen_to) {
    std::vector<KnownEvent> events;
    std::vector<KnownSubject> subjects;
    for (audit::EntryView& view : entries) {
        if ((view.flags & kFlagReported) == 0) continue;
        GDPRD_TRY(trail_.open_for_subjects(off, view));
        const auto event = recorded_event(view);
        if (!event) continue;
        events.push_back({digest_of(event->source, event->id), view.index, view.leaf_hash,
                          digest_of(said_by(view))});
        for (const auto& [seed, number] : event->subjects)
            subjects.push_back({registry_.digest_of(seed), number});
    }
    if (!subjects.empty()) GDPRD_TRY(store_.put_subjects(off, subjects));
    return store_.put_events(off, events, until(seen_to));
}

Result<void> EventService::check_keys(OffLoop off, std::span<const Claimed> keys) {
    GDPRD_TRY(store_.check_subjects(off));
    for (const Claimed& key : keys) GDPRD_TRY(check_key(off, key));
    return {};
}

/// The first entry under the key that still opens says whose it is.
Result<void> EventService::check_key(OffLoop off, const Claimed& key) {
    const auto alive = trail_.subject_key(off, key.number);
    if (!alive && alive.error().code() == ErrorCode::not_found) return {};  // destroyed
    if (!alive) return alive.error();
    audit::SearchQuery query;
    query.criteria.types = {audit::EntryType::read, audit::EntryType::write};
    query.criteria.subjects = {key.number};
    query.limit = kOwnerPage;
    for (;;) {
        GDPRD_TRY_ASSIGN(audit::SearchPage page, trail_.search(off, query));
        for (audit::EntryView& view : page.entries) {
            GDPRD_TRY(trail_.open_for_subjects(off, view));
            const auto event = recorded_event(view);
            if (!event) continue;
            for (const auto& [seed, number] : event->subjects) {
                if (number != key.number) continue;
                if (registry_.digest_of(seed) == key.identifier) return {};
                return subjects_altered();
            }
        }
        if (!page.next) return {};  // no event is under it
        query.from = page.next;
    }
}

Result<std::vector<std::optional<KnownEvent>>> EventService::find_known(OffLoop off,
                                                                        const Digests& ids) {
    GDPRD_TRY_ASSIGN(auto out, store_.find_events(off, ids));
    auto underway = underway_.lock();
    if (underway->unsaved.size() > config::limits::kEventsUnsaved)
        return Error(ErrorCode::unavailable, "what events became cannot be stored in events.db",
                     "see gdprd's log; make room in the state directory");
    for (std::size_t i = 0; i < ids.size() && !underway->unsaved.empty(); ++i) {
        const auto unsaved = underway->unsaved.find(ids[i]);
        if (unsaved != underway->unsaved.end()) out[i] = unsaved->second;
    }
    return out;
}

Result<std::vector<KnownEvent>> EventService::record(OffLoop off,
                                                     const std::vector<policy::Event>& events,
                                                     const std::vector<KnownEvent>& sent,
                                                     const std::vector<std::size_t>& numbers,
                                                     const ActorName& from) {
    std::vector<policy::Seed> seeds;
    for (const std::size_t number : numbers)
        seeds.insert(seeds.end(), events[number].subjects.begin(), events[number].subjects.end());
    std::vector<SubjectRegistry::Key> keys;
    if (!seeds.empty()) {
        GDPRD_TRY_ASSIGN(keys, registry_.find_or_make(off, seeds));
    }
    std::vector<audit::EntryDraft> drafts;
    drafts.reserve(numbers.size());
    std::size_t key = 0;
    for (const std::size_t number : numbers) {
        const policy::Event& event = events[number];
        drafts.push_back(
            draft_of(event, std::span(keys).subspan(key, event.subjects.size()), from));
        key += event.subjects.size();
    }
    GDPRD_TRY_ASSIGN(const auto appended, trail_.record(off, drafts));
    std::vector<KnownEvent> out;
    out.reserve(appended.size());
    for (std::size_t i = 0; i < appended.size(); ++i)
        out.push_back({sent[numbers[i]].digest, appended[i].index, appended[i].leaf_hash,
                       sent[numbers[i]].content});
    return out;
}

/// For what was remembered without its content: by an earlier version, or read from an entry of
/// which a part was destroyed.
Result<bool> EventService::repeats(OffLoop off, EntryIndex entry, cbor::Map said) {
    auto view = trail_.show(off, entry);
    // The key of its epoch is destroyed: nothing can be said against it.
    if (!view && view.error().code() == ErrorCode::not_found) return true;
    GDPRD_TRY(view);
    GDPRD_TRY(trail_.open_for_subjects(off, *view));
    const auto recorded = said_by(*view);
    for (const std::string_view part : {kSaidBody, kSaidSubjects})
        if (!recorded.contains(part)) said.erase(std::string(part));  // destroyed
    return recorded == said;
}

Result<void> EventService::check_repeated(OffLoop off, const std::vector<policy::Event>& events,
                                          const std::vector<KnownEvent>& sent,
                                          const std::vector<std::optional<KnownEvent>>& known,
                                          const ActorName& from) {
    std::map<EventDigest, std::size_t> first;
    for (std::size_t i = 0; i < sent.size(); ++i) {
        const auto [place, is_first] = first.emplace(sent[i].digest, i);
        if (!is_first && sent[i].content != sent[place->second].content)
            return taken_already(i, "event " + std::to_string(place->second + 1));
        const auto& before = known[i];
        if (!is_first || !before) continue;
        bool same = before->content == sent[i].content;
        if (!before->content) {
            GDPRD_TRY_ASSIGN(same, repeats(off, before->entry, said_by(events[i], from)));
        }
        if (!same) return taken_already(i, "entry " + std::to_string(before->entry.value()));
    }
    return {};
}

/// They are recorded already, so they are acknowledged whatever happens here. A crash before the
/// store has them leaves them to complete().
void EventService::remember(OffLoop off, std::vector<KnownEvent> recorded, const Claim& claim) {
    std::uint64_t seen_to = recorded.back().entry.value() + 1;
    {
        auto underway = underway_.lock();
        std::size_t own = 1;  // of those that began at this size, one is this call
        for (const std::uint64_t since : underway->since) {
            if (since == claim.since() && own > 0) {
                --own;
                continue;
            }
            seen_to = std::min(seen_to, since);
            break;  // ascending
        }
        for (const auto& [id, event] : underway->unsaved) recorded.push_back(event);
    }
    const auto stored = store_.put_events(off, recorded, until(EntryIndex(seen_to)));
    auto underway = underway_.lock();
    if (stored) {
        for (const KnownEvent& event : recorded) underway->unsaved.erase(event.digest);
        return;
    }
    if (underway->unsaved.empty())
        log::event(log::Event::events_not_stored, {{"error", stored.error()}});
    for (const KnownEvent& event : recorded) underway->unsaved.emplace(event.digest, event);
}

/// Who sent them was told; the trail says too that something may be missing here.
Result<void> EventService::record_gap(OffLoop off) {
    const std::uint64_t calls = refused_.exchange(0);
    if (calls == 0) return {};
    audit::EntryDraft draft;
    draft.type = audit::EntryType::gap;
    draft.actor = "gdprd";
    draft.row_count = calls;
    draft.payload = cbor::Map{{"calls", calls}, {"cause", "overload"}, {"what", "events"}};
    const auto recorded = trail_.record(off, std::move(draft));
    if (recorded) return {};
    refused_ += calls;
    return recorded.error();
}

Result<std::vector<EventReceipt>> EventService::take(OffLoop off, const policy::Policy& rules,
                                                     const std::vector<policy::Event>& sent,
                                                     const ActorName& from) {
    GDPRD_TRY(record_gap(off));
    GDPRD_TRY_ASSIGN(const auto events, normalised(rules, sent));
    Digests ids;
    std::vector<KnownEvent> digests;
    ids.reserve(events.size());
    digests.reserve(events.size());
    for (const policy::Event& event : events) {
        ids.push_back(digest_of(event.source, event.id));
        digests.push_back({ids.back(), {}, {}, digest_of(said_by(event, from))});
    }
    const Claim claim(*this, ids);
    GDPRD_TRY_ASSIGN(auto known, find_known(off, ids));
    GDPRD_TRY(check_repeated(off, events, digests, known, from));
    std::vector<std::size_t> fresh;  // the first of each id
    std::map<EventDigest, std::size_t> place;
    for (std::size_t i = 0; i < ids.size(); ++i)
        if (!known[i] && place.emplace(ids[i], fresh.size()).second) fresh.push_back(i);
    std::vector<KnownEvent> recorded;
    if (!fresh.empty()) {
        GDPRD_TRY_ASSIGN(recorded, record(off, events, digests, fresh, from));
        remember(off, recorded, claim);
    }
    std::vector<EventReceipt> out;
    out.reserve(ids.size());
    for (std::size_t i = 0; i < ids.size(); ++i) {
        if (const std::optional<KnownEvent>& before = known[i]) {
            out.push_back({before->entry, before->leaf_hash, true});
            continue;
        }
        const std::size_t at = place.at(ids[i]);
        out.push_back({recorded[at].entry, recorded[at].leaf_hash, fresh[at] != i});
    }
    return out;
}

}  // namespace gdprd::daemon
