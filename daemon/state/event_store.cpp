#include "daemon/state/event_store.hpp"

#include <algorithm>
#include <chrono>
#include <filesystem>

#include "config/base/files.hpp"
#include "config/base/log.hpp"

namespace gdprd::daemon {

namespace {

namespace fs = std::filesystem;

constexpr std::chrono::seconds kBusyTimeout{5};
constexpr std::int64_t kVersion = 4;
constexpr std::int64_t kVersionWithoutContent = 3;
/// Rows that one call forgets for each row that it writes: the backlog shrinks.
constexpr std::uint64_t kForgottenPerEvent = 4;
constexpr std::uint64_t kForgottenMin = 64;
constexpr std::int64_t kSchemaLinesMax = 64;

constexpr std::string_view kPragmas =
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON;"
    "PRAGMA trusted_schema = OFF; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -8000";

constexpr std::string_view kEventsWithoutContent =
    "CREATE TABLE IF NOT EXISTS events ("
    " entry INTEGER NOT NULL PRIMARY KEY,"
    " digest BLOB NOT NULL UNIQUE CHECK (length(digest) = 16),"
    " leaf_hash BLOB NOT NULL CHECK (length(leaf_hash) = 32),"
    " at_seconds INTEGER NOT NULL) STRICT";
// Added to a file of version 3 and to a new one, so that both read the same.
constexpr std::string_view kContent =
    "ALTER TABLE events ADD COLUMN content BLOB CHECK (content IS NULL OR length(content) = 16);"
    "PRAGMA user_version = 4";

std::int64_t seconds_of(WallTime time) {
    return std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count();
}

Result<std::int64_t> one_number(sqlite::Database& db, std::string_view sql) {
    GDPRD_TRY_ASSIGN(auto select, db.prepare(sql));
    GDPRD_TRY_ASSIGN(const bool found, select.step());
    return found ? select.integer(0) : std::int64_t{0};
}

Result<KnownEvent> row_of(const sqlite::Statement& row) {
    KnownEvent out;
    const BytesView digest = row.blob(1);
    const BytesView leaf_hash = row.blob(2);
    if (digest.size() != out.digest.size() || leaf_hash.size() != out.leaf_hash.size())
        return Error(ErrorCode::corrupt, "a row of events.db is damaged");
    const BytesView content = row.blob(3);
    if (!content.empty() && content.size() != out.digest.size())
        return Error(ErrorCode::corrupt, "a row of events.db is damaged");
    if (!content.empty()) std::copy(content.begin(), content.end(), out.content.emplace().begin());
    out.entry = EntryIndex(static_cast<std::uint64_t>(row.integer(0)));
    std::copy(digest.begin(), digest.end(), out.digest.begin());
    std::copy(leaf_hash.begin(), leaf_hash.end(), out.leaf_hash.begin());
    return out;
}

/// What a damaged page does to later calls cannot be foreseen. A large file is not read at each
/// start.
Result<void> check_pages(sqlite::Database& db) {
    constexpr std::int64_t kPagesMax = 65536;
    GDPRD_TRY_ASSIGN(const auto pages, one_number(db, "PRAGMA page_count"));
    if (pages > kPagesMax) return {};
    GDPRD_TRY_ASSIGN(auto check, db.prepare("PRAGMA quick_check(1)"));
    GDPRD_TRY_ASSIGN(const bool found, check.step());
    if (found && check.text(0) == "ok") return {};
    return Error(ErrorCode::corrupt, "a page of events.db is damaged");
}

/// Everything that the file consists of, in SQL: one line for each table, index, trigger and view.
Result<std::vector<std::string>> schema_of(sqlite::Database& db) {
    std::vector<std::string> out;
    GDPRD_TRY_ASSIGN(auto select,
                     db.prepare("SELECT type || ' ' || name || ' ' || tbl_name || ' ' || "
                                "coalesce(sql, '') FROM sqlite_schema ORDER BY 1 LIMIT ?"));
    select.bind(1, std::int64_t{kSchemaLinesMax});
    for (;;) {
        GDPRD_TRY_ASSIGN(const bool found, select.step());
        if (!found) return out;
        out.emplace_back(select.text(0));
    }
}

/// A trigger of somebody else would change rows in gdprd's own transactions.
Result<void> check_schema(sqlite::Database& db, std::int64_t version) {
    GDPRD_TRY_ASSIGN(auto fresh, sqlite::Database::open(":memory:", sqlite::OpenMode::create));
    GDPRD_TRY(fresh.execute(SubjectTable::schema()));
    GDPRD_TRY(fresh.execute(kEventsWithoutContent));
    if (version == kVersion) GDPRD_TRY(fresh.execute(kContent));
    GDPRD_TRY_ASSIGN(const auto own, schema_of(fresh));
    GDPRD_TRY_ASSIGN(const auto there, schema_of(db));
    if (there == own) return {};
    return subjects_altered();
}

/// A file that has not the tables as they are made is damaged too.
bool is_damage(ErrorCode code) noexcept {
    return code == ErrorCode::corrupt || code == ErrorCode::invalid_argument;
}

}  // namespace

/// Makes a new file, or one that does not know yet what events said, as this version has it. In one
/// step: a crash leaves what was there.
Result<void> EventStore::upgrade(sqlite::Database& db) {
    GDPRD_TRY_ASSIGN(auto transaction, sqlite::Transaction::begin(db));
    GDPRD_TRY(db.execute(SubjectTable::schema()));
    GDPRD_TRY(db.execute(kEventsWithoutContent));
    GDPRD_TRY(check_schema(db, kVersionWithoutContent));
    GDPRD_TRY(db.execute(kContent));
    return transaction.commit();
}

Result<EventStore::Opened> EventStore::open_file(const std::string& path,
                                                 const SubjectTable& subjects) {
    GDPRD_TRY_ASSIGN(auto file, sqlite::Database::open(path, sqlite::OpenMode::create));
    Opened opened{std::move(file), 0, {}};
    sqlite::Database& db = opened.db;
    db.set_busy_timeout(kBusyTimeout);
    GDPRD_TRY(db.execute(kPragmas));
    GDPRD_TRY_ASSIGN(const auto version, one_number(db, "PRAGMA user_version"));
    if (version == 0 || version == kVersionWithoutContent) {
        GDPRD_TRY(upgrade(db));
    } else if (version != kVersion) {
        return Error(ErrorCode::corrupt, "events.db is of another version");
    }
    GDPRD_TRY(check_schema(db, kVersion));
    GDPRD_TRY(check_pages(db));
    GDPRD_TRY_ASSIGN(opened.state.total, subjects.add_up(db));
    GDPRD_TRY_ASSIGN(opened.state.seen_to, subjects.check_seal(db, opened.state.total));
    GDPRD_TRY_ASSIGN(const auto count, one_number(db, "SELECT count(*) FROM events"));
    opened.events = static_cast<std::uint64_t>(count);
    return opened;
}

Result<std::unique_ptr<EventStore>> EventStore::open(OffLoop /*off*/, const std::string& dir,
                                                     const Secret& root_key) {
    const std::string path = dir + "/events.db";
    SubjectTable subjects(root_key);
    auto opened = open_file(path, subjects);
    if (!opened && is_damage(opened.error().code())) {
        // All of it stands in the trail: the file is made anew, and filled from there.
        log::event(log::Event::events_rebuilt, {{"error", opened.error()}});
        for (const char* suffix : {"", "-wal", "-shm"}) {
            std::error_code ignored;
            fs::remove(path + suffix, ignored);
        }
        opened = open_file(path, subjects);
    }
    if (!opened) return opened.error();
    return std::unique_ptr<EventStore>(
        new EventStore(path, std::move(subjects), std::move(*opened)));
}

Result<void> EventStore::check_subjects(OffLoop off) {
    auto checked = read_subjects(off);
    // Not there, or no database any more: that was nobody's business either.
    const bool altered =
        !checked && (is_damage(checked.error().code()) || checked.error().code() == ErrorCode::io);
    if (altered) return subjects_altered();
    return checked;
}

Result<void> EventStore::read_subjects(OffLoop /*off*/) {
    GDPRD_TRY_ASSIGN(auto db, sqlite::Database::open(path_, sqlite::OpenMode::read_only));
    db.set_busy_timeout(kBusyTimeout);
    SubjectState known;
    {
        // What this connection reads from here on is as the last commit left it.
        auto locked = opened_.lock();
        known = locked->state;
        GDPRD_TRY(db.execute("BEGIN"));
        GDPRD_TRY(one_number(db, "SELECT count(*) FROM seal"));
    }
    GDPRD_TRY(check_schema(db, kVersion));
    GDPRD_TRY_ASSIGN(const SubjectTotal total, subjects_.add_up(db));
    GDPRD_TRY_ASSIGN(const EntryIndex seen_to, subjects_.check_seal(db, total));
    if (total == known.total && seen_to == known.seen_to) return {};
    return subjects_altered();
}

/// Writes the seal of this state, and makes it the state.
Result<void> EventStore::commit(Opened& opened, sqlite::Transaction& transaction,
                                const SubjectState& state) const {
    GDPRD_TRY(subjects_.seal(opened.db, state));
    GDPRD_TRY(transaction.commit());
    opened.state = state;
    return {};
}

Result<EntryIndex> EventStore::seen_to(OffLoop /*off*/) {
    return opened_.lock()->state.seen_to;
}

Result<std::optional<KnownEvent>> EventStore::newest(OffLoop /*off*/) {
    auto locked = opened_.lock();
    GDPRD_TRY_ASSIGN(auto select, locked->db.prepare("SELECT entry, digest, leaf_hash, content "
                                                     "FROM events ORDER BY entry DESC LIMIT 1"));
    GDPRD_TRY_ASSIGN(const bool found, select.step());
    if (!found) return std::optional<KnownEvent>();
    GDPRD_TRY_ASSIGN(const KnownEvent event, row_of(select));
    return std::optional(event);
}

Result<std::vector<std::optional<KnownEvent>>> EventStore::find_events(
    OffLoop /*off*/, std::span<const EventDigest> digests) {
    std::vector<std::optional<KnownEvent>> out;
    out.reserve(digests.size());
    auto locked = opened_.lock();
    GDPRD_TRY_ASSIGN(auto select,
                     locked->db.prepare(
                         "SELECT entry, digest, leaf_hash, content FROM events WHERE digest = ?"));
    for (const EventDigest& digest : digests) {
        select.reset();
        select.bind(1, BytesView(digest));
        GDPRD_TRY_ASSIGN(const bool found, select.step());
        if (!found) {
            out.emplace_back();
            continue;
        }
        GDPRD_TRY_ASSIGN(out.emplace_back(), row_of(select));
    }
    return out;
}

Result<void> EventStore::put_events(OffLoop /*off*/, std::span<const KnownEvent> events,
                                    const Remember& remember) {
    auto locked = opened_.lock();
    sqlite::Database& db = locked->db;
    // A crash before the commit leaves seen_to where it was: the start reads these entries again.
    GDPRD_TRY_ASSIGN(auto transaction, sqlite::Transaction::begin(db));
    GDPRD_TRY_ASSIGN(auto insert, db.prepare("INSERT OR IGNORE INTO events "
                                             "(entry, digest, leaf_hash, at_seconds, "
                                             "content) VALUES (?, ?, ?, ?, ?)"));
    std::uint64_t count = locked->events;
    for (const KnownEvent& event : events) {
        insert.bind(1, static_cast<std::int64_t>(event.entry.value()));
        insert.bind(2, BytesView(event.digest)).bind(3, BytesView(event.leaf_hash));
        insert.bind(4, seconds_of(remember.now));
        if (event.content) {
            insert.bind(5, BytesView(*event.content));
        } else {
            insert.bind(5, nullptr);
        }
        GDPRD_TRY(insert.run());
        count += static_cast<std::uint64_t>(db.changes());
    }
    const std::uint64_t turn = kForgottenMin + kForgottenPerEvent * events.size();
    const std::uint64_t excess = count > remember.most ? count - remember.most : 0;
    GDPRD_TRY_ASSIGN(auto oldest, db.prepare("DELETE FROM events WHERE entry IN (SELECT entry FROM "
                                             "events ORDER BY entry LIMIT ?)"));
    oldest.bind(1, static_cast<std::int64_t>(std::min(excess, turn)));
    GDPRD_TRY(oldest.run());
    count -= static_cast<std::uint64_t>(db.changes());
    GDPRD_TRY_ASSIGN(auto old,
                     db.prepare("DELETE FROM events WHERE entry IN (SELECT entry FROM events "
                                "ORDER BY entry LIMIT ?) AND at_seconds < ?"));
    old.bind(1, static_cast<std::int64_t>(turn)).bind(2, seconds_of(remember.since));
    GDPRD_TRY(old.run());
    count -= static_cast<std::uint64_t>(db.changes());
    SubjectState state = locked->state;
    state.seen_to = std::max(state.seen_to, remember.seen_to);
    GDPRD_TRY(commit(*locked, transaction, state));
    locked->events = count;
    return {};
}

Result<std::vector<SubjectNumbers>> EventStore::find_subjects(
    OffLoop /*off*/, std::span<const SubjectDigest> digests) {
    auto locked = opened_.lock();
    return subjects_.find(locked->db, digests);
}

Result<void> EventStore::put_subjects(OffLoop /*off*/, std::span<const KnownSubject> subjects) {
    auto locked = opened_.lock();
    GDPRD_TRY_ASSIGN(auto transaction, sqlite::Transaction::begin(locked->db));
    SubjectState state = locked->state;
    GDPRD_TRY(subjects_.put(locked->db, subjects, state));
    return commit(*locked, transaction, state);
}

Result<void> EventStore::forget_subjects(OffLoop /*off*/, std::span<const std::uint64_t> numbers) {
    auto locked = opened_.lock();
    {
        GDPRD_TRY_ASSIGN(auto transaction, sqlite::Transaction::begin(locked->db));
        SubjectState state = locked->state;
        GDPRD_TRY(subjects_.forget(locked->db, numbers, state));
        GDPRD_TRY(commit(*locked, transaction, state));
    }
    GDPRD_TRY(one_number(locked->db, "PRAGMA wal_checkpoint(TRUNCATE)"));
    return {};
}

Result<void> EventStore::clear(OffLoop /*off*/) {
    auto locked = opened_.lock();
    GDPRD_TRY_ASSIGN(auto transaction, sqlite::Transaction::begin(locked->db));
    GDPRD_TRY(locked->db.execute("DELETE FROM events; DELETE FROM subjects"));
    GDPRD_TRY(commit(*locked, transaction, {}));
    locked->events = 0;
    return {};
}

}  // namespace gdprd::daemon
