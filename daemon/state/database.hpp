#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "audit/file_store.hpp"
#include "config/base/guarded.hpp"
#include "config/base/off_loop.hpp"
#include "config/base/result.hpp"
#include "config/base/sqlite.hpp"

namespace gdprd::daemon {

/// DIR/state.db: WAL, synchronous=FULL, secure_delete, foreign keys on, STRICT tables. Migrations
/// (daemon/state/migrations/NNNN_name.sql, compiled in) run forward at open; a file of a newer
/// version is refused. One connection behind one lock: statements are short, and no other call
/// (store, trail) is made while it is held.
class StateDatabase {
  public:
    /// `conflict` while another process has DIR.
    static Result<std::unique_ptr<StateDatabase>> open(OffLoop off, const std::string& dir);

    [[nodiscard]] Guarded<sqlite::Database>::Locked lock(OffLoop /*off*/) { return db_.lock(); }

    /// `fn(sqlite::Database&)` returns a Result; committed when it is a value, rolled back when it
    /// is an error. A crash before the commit leaves the file as it was.
    template <class Fn>
    auto transact(OffLoop off, Fn&& fn) -> decltype(fn(std::declval<sqlite::Database&>())) {
        auto db = lock(off);
        GDPRD_TRY_ASSIGN(auto transaction, sqlite::Transaction::begin(*db));
        auto result = std::forward<Fn>(fn)(*db);
        if (result) GDPRD_TRY(transaction.commit());
        return result;
    }

    /// Moves the WAL into the file and empties it: what was deleted before is then in neither.
    Result<void> purge(OffLoop off);
    [[nodiscard]] int version() const noexcept { return version_; }

  private:
    StateDatabase(audit::FileLock lock, sqlite::Database db, int version)
        : lock_(std::move(lock)), db_(std::move(db)), version_(version) {}
    audit::FileLock lock_;  ///< on DIR: the trail's own lock may be on another directory
    Guarded<sqlite::Database> db_;
    int version_;
};

struct Migration {
    int number = 0;
    std::string_view name;
    std::string_view sql;
};
/// All migrations in order of their numbers, from 1 without gaps.
[[nodiscard]] const std::vector<Migration>& migrations();
/// Brings a database from its user_version to `target` (0: the newest); each step is one
/// transaction. Returns the version reached.
Result<int> migrate(sqlite::Database& db, int target);

}  // namespace gdprd::daemon
