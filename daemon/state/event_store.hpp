#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "config/base/bytes.hpp"
#include "config/base/clock.hpp"
#include "config/base/guarded.hpp"
#include "config/base/off_loop.hpp"
#include "config/base/result.hpp"
#include "config/base/secret.hpp"
#include "config/base/sqlite.hpp"
#include "config/base/strong.hpp"
#include "daemon/state/subject_table.hpp"

namespace gdprd::daemon {

/// HMAC under a key from the root key, cut: of an event's source and id, or of all that it says.
using EventDigest = std::array<std::uint8_t, 16>;

/// Which entry an event became.
struct KnownEvent {
    EventDigest digest{};
    EntryIndex entry;
    Hash leaf_hash{};
    std::optional<EventDigest> content;  ///< none: the entry must be read to know what it says
};

/// DIR/events.db: which entries the newest events became, and which subject keys identifiers have.
/// Derived from the trail: what it lost, or never wrote, is told by seen_to(), and is made again
/// from the entries. So it is not synced at each commit, and a file that is damaged, of another
/// version, or altered by somebody else (SubjectTable) is made anew. Thread-safe.
class EventStore {
  public:
    /// Reads every row of an identifier. A file with a table, trigger, index or view that gdprd
    /// does not make counts as altered. The MACs are under keys from `root_key`.
    static Result<std::unique_ptr<EventStore>> open(OffLoop off, const std::string& dir,
                                                    const Secret& root_key);

    /// Reads every row of an identifier again, and what tables, triggers and views there are, as
    /// the file has them now. corrupt: somebody else wrote there; the hint says what to do. Calls
    /// that come meanwhile do not wait.
    Result<void> check_subjects(OffLoop off);

    /// All events of the trail before this index are here, or were forgotten.
    Result<EntryIndex> seen_to(OffLoop off);
    /// The newest event; none: there is none.
    Result<std::optional<KnownEvent>> newest(OffLoop off);
    /// In the order of the digests; none: it is not known.
    Result<std::vector<std::optional<KnownEvent>>> find_events(
        OffLoop off, std::span<const EventDigest> digests);
    /// Writes all and `seen_to` in one step, and forgets some of what is older than `since`, or
    /// more than `most`, so that in the long run none of that is left.
    struct Remember {
        WallTime now;
        WallTime since;
        std::uint64_t most = 0;
        EntryIndex seen_to;
    };
    Result<void> put_events(OffLoop off, std::span<const KnownEvent> events,
                            const Remember& remember);

    /// All numbers of each digest, ascending; in the order of the digests. corrupt: as
    /// check_subjects(), of these rows.
    Result<std::vector<SubjectNumbers>> find_subjects(OffLoop off,
                                                      std::span<const SubjectDigest> digests);
    /// Adds to what the digests have.
    Result<void> put_subjects(OffLoop off, std::span<const KnownSubject> subjects);
    /// Overwrites the rows and empties the journal.
    Result<void> forget_subjects(OffLoop off, std::span<const std::uint64_t> numbers);

    /// Forgets everything.
    Result<void> clear(OffLoop off);

  private:
    struct Opened {
        sqlite::Database db;
        std::uint64_t events = 0;
        SubjectState state;  ///< as the last commit left it
    };
    EventStore(std::string path, SubjectTable subjects, Opened opened)
        : path_(std::move(path)), subjects_(std::move(subjects)), opened_(std::move(opened)) {}
    static Result<void> upgrade(sqlite::Database& db);
    static Result<Opened> open_file(const std::string& path, const SubjectTable& subjects);
    Result<void> read_subjects(OffLoop off);
    Result<void> commit(Opened& opened, sqlite::Transaction& transaction,
                        const SubjectState& state) const;

    std::string path_;
    SubjectTable subjects_;
    Guarded<Opened> opened_;
};

}  // namespace gdprd::daemon
