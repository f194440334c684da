#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "audit/entry.hpp"
#include "audit/reader.hpp"
#include "config/base/cbor.hpp"
#include "config/base/clock.hpp"
#include "config/base/guarded.hpp"
#include "config/base/off_loop.hpp"
#include "config/base/result.hpp"
#include "config/base/secret.hpp"
#include "daemon/services/subject_registry.hpp"
#include "daemon/state/event_store.hpp"
#include "policy/events/event.hpp"
#include "policy/language/policy.hpp"

namespace gdprd::daemon {

class TrailService;

/// What an event became.
struct EventReceipt {
    EntryIndex index;
    Hash leaf_hash{};
    bool repeated =
        false;  ///< the same event came before, from the same caller: nothing was written
};

/// Takes in the events of other systems: each is an entry, once, whatever is sent again.
/// Thread-safe.
class EventService {
  public:
    /// `ids_kept`: how long the ids of events are remembered. Completes from the trail what a crash
    /// left out of the store. All references must outlive the service.
    static Result<std::unique_ptr<EventService>> open(OffLoop off, TrailService& trail,
                                                      EventStore& store, const Clock& clock,
                                                      const Secret& root_key,
                                                      std::chrono::milliseconds ids_kept);

    /// 1 to 4096 events, all or none: durable when this returns, in order. invalid_argument, and
    /// conflict when what has its source and id already says something else or came from another
    /// caller, name the event by its number from 1, and nothing was written. Else as
    /// TrailService::record().
    Result<std::vector<EventReceipt>> take(OffLoop off, const policy::Policy& rules,
                                           const std::vector<policy::Event>& events,
                                           const ActorName& from);

    /// A call with events was refused because there were too many. The next take(), or
    /// record_gap(), records how many calls that were.
    void note_refused() noexcept { ++refused_; }
    Result<void> record_gap(OffLoop off);

    /// Subject keys of the persons that events named.
    [[nodiscard]] SubjectRegistry& subjects() noexcept { return registry_; }

    /// Before the key of a person is destroyed because `events.db` names it: whether every row in
    /// it is gdprd's own, and each key is the one under which the trail's own entries name that
    /// identifier. corrupt: it is not, and the hint says what to do.
    struct Claimed {
        std::uint64_t number = 0;
        SubjectDigest identifier;
        friend bool operator==(const Claimed&, const Claimed&) = default;
    };
    Result<void> check_keys(OffLoop off, std::span<const Claimed> keys);

  private:
    using Digests = std::vector<EventDigest>;
    /// Ids that a call works on, and the trail's size when each call began.
    struct Underway {
        std::set<EventDigest> ids;
        std::multiset<std::uint64_t> since;
        /// Recorded, but not in the store, which failed.
        std::map<EventDigest, KnownEvent> unsaved;
    };
    class Claim;

    EventService(TrailService& trail, EventStore& store, const Clock& clock, const Secret& root_key,
                 std::chrono::milliseconds ids_kept);
    [[nodiscard]] EventDigest digest_of(const std::string& source, const std::string& id) const;
    /// None: not everything that it said can be read any more.
    [[nodiscard]] std::optional<EventDigest> digest_of(const cbor::Map& said) const;
    Result<void> check_history(OffLoop off);
    Result<void> check_key(OffLoop off, const Claimed& key);
    Result<void> complete(OffLoop off);
    Result<void> complete_page(OffLoop off, std::vector<audit::EntryView> entries,
                               EntryIndex seen_to);
    Result<std::vector<std::optional<KnownEvent>>> find_known(OffLoop off, const Digests& ids);
    /// What of the event is left in its entry is what this one says.
    Result<bool> repeats(OffLoop off, EntryIndex entry, cbor::Map said);
    /// conflict: one has the source and id of another, and is not the same.
    Result<void> check_repeated(OffLoop off, const std::vector<policy::Event>& events,
                                const std::vector<KnownEvent>& sent,
                                const std::vector<std::optional<KnownEvent>>& known,
                                const ActorName& from);
    /// Appends the events of these numbers. `sent` has the digests of all, without entries.
    Result<std::vector<KnownEvent>> record(OffLoop off, const std::vector<policy::Event>& events,
                                           const std::vector<KnownEvent>& sent,
                                           const std::vector<std::size_t>& numbers,
                                           const ActorName& from);
    void remember(OffLoop off, std::vector<KnownEvent> recorded, const Claim& claim);
    [[nodiscard]] EventStore::Remember until(EntryIndex seen_to) const;

    TrailService& trail_;
    EventStore& store_;
    const Clock& clock_;
    Secret id_key_;
    Secret content_key_;
    std::chrono::milliseconds ids_kept_;
    SubjectRegistry registry_;
    Guarded<Underway> underway_;
    std::condition_variable released_;
    std::atomic<std::uint64_t> refused_{0};
};

}  // namespace gdprd::daemon
