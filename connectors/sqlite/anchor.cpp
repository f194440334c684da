#include "connectors/sqlite/anchor.hpp"

namespace gdprd::connectors {

namespace {

using sqlite::Database;
using sqlite::Statement;

constexpr std::string_view kHasTable =
    "SELECT 1 FROM main.sqlite_schema WHERE type = 'table' AND name = 'gdprd_anchor'";
// Not STRICT: an application with an older SQLite must still be able to open its file.
constexpr std::string_view kMakeTable =
    "CREATE TABLE main.gdprd_anchor (origin TEXT NOT NULL PRIMARY KEY, checkpoint TEXT NOT NULL)";

Result<bool> has_table(Database& db) {
    GDPRD_TRY_ASSIGN(Statement rows, db.prepare(kHasTable));
    return rows.step();
}

}  // namespace

Result<std::optional<std::string>> read_sqlite_anchor(Database& db, const std::string& origin) {
    using Found = std::optional<std::string>;
    GDPRD_TRY_ASSIGN(const bool made, has_table(db));
    if (!made) return Found();
    GDPRD_TRY_ASSIGN(Statement row,
                     db.prepare("SELECT checkpoint FROM main.gdprd_anchor WHERE origin = ?1"));
    row.bind(1, std::string_view(origin));
    GDPRD_TRY_ASSIGN(const bool there, row.step());
    return there ? Found(std::string(row.text(0))) : Found();
}

Result<void> write_sqlite_anchor(Database& db, const AnchorChange& change) {
    GDPRD_TRY_ASSIGN(sqlite::Transaction transaction, sqlite::Transaction::begin(db));
    GDPRD_TRY_ASSIGN(const bool made, has_table(db));
    if (!made) GDPRD_TRY(db.execute(kMakeTable));
    GDPRD_TRY_ASSIGN(
        Statement write,
        db.prepare(change.before
                       ? "UPDATE main.gdprd_anchor SET checkpoint = ?2 WHERE origin = ?1 AND "
                         "checkpoint = ?3"
                       : "INSERT INTO main.gdprd_anchor (origin, checkpoint) VALUES (?1, ?2) ON "
                         "CONFLICT (origin) DO NOTHING"));
    write.bind(1, std::string_view(change.origin)).bind(2, std::string_view(change.after));
    if (change.before) write.bind(3, std::string_view(*change.before));
    GDPRD_TRY(write.run());
    if (db.changes() != 1)
        return Error(ErrorCode::conflict, "another gdprd has written the trail's anchor");
    return transaction.commit();
}

}  // namespace gdprd::connectors
