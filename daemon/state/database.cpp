#include "daemon/state/database.hpp"

#include <chrono>

#include "config/base/assert.hpp"
#include "config/base/files.hpp"

namespace gdprd::daemon {

namespace {

constexpr std::chrono::seconds kBusyTimeout{5};

constexpr std::string_view kPragmas =
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;"
    "PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA temp_store = MEMORY;"
    "PRAGMA cache_size = -2000";

Result<int> user_version(sqlite::Database& db) {
    GDPRD_TRY_ASSIGN(auto statement, db.prepare("PRAGMA user_version"));
    GDPRD_TRY(statement.step());
    return static_cast<int>(statement.integer(0));
}

}  // namespace

Result<int> migrate(sqlite::Database& db, int target) {
    const auto& all = migrations();
    const int newest = static_cast<int>(all.size());
    if (target == 0) target = newest;
    GDPRD_ASSERT(target <= newest);
    GDPRD_TRY_ASSIGN(int version, user_version(db));
    if (version > newest) {
        return Error(ErrorCode::unsupported, "the state was written by a newer gdprd",
                     "install that version or a later one");
    }
    while (version < target) {
        const auto& next = all[static_cast<std::size_t>(version)];
        GDPRD_ASSERT(next.number == version + 1);
        // A crash before the commit leaves the version before, complete; the next start goes on.
        GDPRD_TRY_ASSIGN(auto transaction, sqlite::Transaction::begin(db));
        GDPRD_TRY(db.execute(next.sql));
        GDPRD_TRY(db.execute("PRAGMA user_version = " + std::to_string(next.number)));
        GDPRD_TRY(transaction.commit());
        version = next.number;
    }
    return version;
}

Result<std::unique_ptr<StateDatabase>> StateDatabase::open(OffLoop /*off*/,
                                                           const std::string& dir) {
    GDPRD_TRY(make_directories(dir));
    GDPRD_TRY_ASSIGN(auto lock, audit::FileLock::acquire_directory(dir));
    const auto path = dir + "/state.db";
    GDPRD_TRY_ASSIGN(auto db, sqlite::Database::open(path, sqlite::OpenMode::create));
    db.set_busy_timeout(kBusyTimeout);
    GDPRD_TRY(db.execute(kPragmas));
    GDPRD_TRY_ASSIGN(const int version, migrate(db, 0));
    GDPRD_TRY(fsync_directory(dir));
    return std::unique_ptr<StateDatabase>(
        new StateDatabase(std::move(lock), std::move(db), version));
}

Result<void> StateDatabase::purge(OffLoop off) {
    auto db = lock(off);
    GDPRD_TRY_ASSIGN(auto statement, db->prepare("PRAGMA wal_checkpoint(TRUNCATE)"));
    GDPRD_TRY(statement.step());
    if (statement.integer(0) != 0) {
        return Error(ErrorCode::unavailable, "another reader holds the state database's journal",
                     "close what has state.db open, then try again");
    }
    return {};
}

}  // namespace gdprd::daemon
