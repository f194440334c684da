#include "connectors/mariadb/anchor.hpp"

#include "connectors/mariadb/layout.hpp"

namespace gdprd::connectors {

namespace {

std::string table_of(const std::string& database) {
    return quote_maria(policy::CollectionName{database, std::string(kAnchorTable)});
}

MariaParam bytes_param(const std::string& text) {
    return {MariaParam::Kind::bytes, text};
}

/// IF NOT EXISTS would ask for the right to create tables also where there is one.
Result<bool> has_table(MariaSession& session, const std::string& database) {
    GDPRD_TRY_ASSIGN(const auto rows,
                     session.run("SELECT 1 FROM information_schema.TABLES WHERE TABLE_SCHEMA = ? "
                                 "AND TABLE_NAME = ?",
                                 {text_param(database), text_param(std::string(kAnchorTable))}));
    return !rows.empty();
}

}  // namespace

Result<std::optional<std::string>> read_maria_anchor(MariaSession& session,
                                                     const std::string& database,
                                                     const std::string& origin) {
    using Found = std::optional<std::string>;
    GDPRD_TRY_ASSIGN(const bool made, has_table(session, database));
    if (!made) return Found();
    GDPRD_TRY_ASSIGN(
        auto rows, session.run("SELECT checkpoint FROM " + table_of(database) + " WHERE origin = ?",
                               {bytes_param(origin)}));
    return rows.size() == 1 ? std::move(rows[0][0]) : Found();
}

Result<void> write_maria_anchor(MariaSession& session, const std::string& database,
                                const AnchorChange& change) {
    GDPRD_TRY_ASSIGN(const bool made, has_table(session, database));
    // bytes, because a collation would take origins for the same that are not
    if (!made)
        GDPRD_TRY(session.change("CREATE TABLE IF NOT EXISTS " + table_of(database) +
                                 " (origin VARBINARY(1024) PRIMARY KEY, checkpoint MEDIUMBLOB NOT "
                                 "NULL) ENGINE = InnoDB"));
    MariaParams params{bytes_param(change.after), bytes_param(change.origin)};
    if (change.before) params.push_back(bytes_param(*change.before));
    GDPRD_TRY_ASSIGN(const std::uint64_t written,
                     session.change(change.before ? "UPDATE " + table_of(database) +
                                                        " SET checkpoint = ? WHERE origin = ? AND "
                                                        "checkpoint = ?"
                                                  : "INSERT INTO " + table_of(database) +
                                                        " (checkpoint, origin) VALUES (?, ?)",
                                    params));
    if (written == 1) return {};
    return Error(ErrorCode::conflict, "another gdprd has written the trail's anchor");
}

}  // namespace gdprd::connectors
