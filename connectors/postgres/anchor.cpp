#include "connectors/postgres/anchor.hpp"

#include "connectors/postgres/layout.hpp"

namespace gdprd::connectors {

namespace {

/// IF NOT EXISTS would ask for the right to create tables also where there is one.
Result<bool> has_table(PgSession& session, const std::string& table) {
    GDPRD_TRY_ASSIGN(const PgResult found,
                     session.run("SELECT to_regclass($1::text) IS NOT NULL", {table}));
    return found.rows() == 1 && found.flag(0, 0);
}

}  // namespace

std::string pg_anchor_table(const std::vector<std::string>& schemas) {
    return quote_pg(schemas.empty() ? "public" : schemas.front()) + "." + quote_pg(kAnchorTable);
}

Result<std::optional<std::string>> read_pg_anchor(PgSession& session, const std::string& table,
                                                  const std::string& origin) {
    using Found = std::optional<std::string>;
    GDPRD_TRY_ASSIGN(const bool made, has_table(session, table));
    if (!made) return Found();
    GDPRD_TRY_ASSIGN(
        const PgResult rows,
        session.run("SELECT checkpoint FROM " + table + " WHERE origin = $1::text", {origin}));
    return rows.rows() == 1 ? Found(rows.string(0, 0)) : Found();
}

Result<void> write_pg_anchor(PgSession& session, const std::string& table,
                             const AnchorChange& change) {
    GDPRD_TRY_ASSIGN(const bool made, has_table(session, table));
    if (!made)
        GDPRD_TRY(session.run("CREATE TABLE " + table +
                              " (origin text PRIMARY KEY, checkpoint text NOT NULL)"));
    PgParams params{change.origin, change.after};
    if (change.before) params.emplace_back(*change.before);
    GDPRD_TRY_ASSIGN(
        const PgResult written,
        session.run(change.before ? "UPDATE " + table +
                                        " SET checkpoint = $2::text WHERE origin = $1::text AND "
                                        "checkpoint = $3::text"
                                  : "INSERT INTO " + table +
                                        " (origin, checkpoint) VALUES ($1::text, $2::text) ON "
                                        "CONFLICT (origin) DO NOTHING",
                    params));
    if (written.affected() == 1) return {};
    return Error(ErrorCode::conflict, "another gdprd has written the trail's anchor");
}

}  // namespace gdprd::connectors
