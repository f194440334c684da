#include "connectors/postgres/check.hpp"

#include <array>
#include <optional>
#include <string>

#include "connectors/postgres/layout.hpp"

namespace gdprd::connectors {

namespace {

using Severity = CheckFinding::Severity;

/// A property of collections that stands in the way of something.
struct Lack {
    const char* condition;  ///< over c (pg_class) and n (pg_namespace)
    Severity severity;
    const char* what;
    const char* hint;
};

constexpr std::array<Lack, 6> kLacks{{
    {"NOT has_schema_privilege(n.oid, 'USAGE') OR NOT has_table_privilege(c.oid, 'SELECT')",
     Severity::problem, "may not be read: ", "GRANT USAGE on the schema and SELECT on the tables"},
    {"c.relkind IN ('r', 'p') AND NOT (has_table_privilege(c.oid, 'DELETE') AND "
     "has_table_privilege(c.oid, 'UPDATE'))",
     Severity::problem, "may be read but not erased from: ", "GRANT UPDATE, DELETE on the tables"},
    {"c.relrowsecurity AND row_security_active(c.oid)", Severity::problem,
     "row security would hide rows, so that reading fails: ",
     "give the role BYPASSRLS, or policies that it is exempt from"},
    {"c.relkind = 'r' AND NOT (c.relispartition AND EXISTS (SELECT 1 FROM "
     "pg_partition_ancestors(c.oid) a JOIN pg_class ac ON ac.oid = a.relid JOIN pg_namespace an ON "
     "an.oid = ac.relnamespace WHERE a.relid <> c.oid AND ($1::text[] IS NULL OR an.nspname = "
     "ANY($1::text[])))) AND NOT EXISTS (SELECT 1 FROM pg_constraint p WHERE p.conrelid = c.oid "
     "AND p.contype = 'p')",
     Severity::warning, "without a primary key, rows are found again by all their values: ", ""},
    {"c.relkind IN ('r', 'p') AND EXISTS (SELECT 1 FROM pg_rewrite r WHERE r.ev_class = c.oid AND "
     "r.is_instead AND r.ev_type IN ('2', '4') AND r.ev_enabled <> 'D')",
     Severity::problem, "a rule does something else instead of deleting or updating rows: ",
     "drop the rule (DO INSTEAD), or plan nothing there: such plans are refused"},
    {"c.relkind = 'r' AND NOT pg_has_role(c.relowner, 'USAGE') AND NOT pg_has_role((SELECT datdba "
     "FROM pg_database WHERE datname = current_database()), 'USAGE')",
     Severity::warning, "cannot be vacuumed, dead rows stay until autovacuum comes: ",
     "make the role a member of the tables' owner"},
}};

Result<void> check_collections(PgSession& session, const StoreSettings& settings,
                               std::vector<CheckFinding>& out) {
    const PgParams params{settings.schemas.empty()
                              ? std::nullopt
                              : std::optional<std::string>(array_text(settings.schemas))};
    for (const Lack& lack : kLacks) {
        GDPRD_TRY_ASSIGN(
            const PgResult rows,
            session.run("SELECT count(*), string_agg(format('%I.%I', n.nspname, c.relname), ', ' "
                        "ORDER BY n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON "
                        "n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND "
                        "n.nspname <> 'information_schema' AND n.nspname !~ '^pg_' AND ($1::text[] "
                        "IS NULL OR n.nspname = ANY($1::text[])) AND (" +
                            std::string(lack.condition) + ")",
                        params));
        if (rows.integer(0, 0) > 0)
            out.push_back({lack.severity, lack.what + rows.string(0, 1), lack.hint});
    }
    return {};
}

Result<void> check_server(PgSession& session, const StoreSettings& settings,
                          std::vector<CheckFinding>& out) {
    GDPRD_TRY_ASSIGN(
        const PgResult row,
        session.run("SELECT pg_is_in_recovery(), (SELECT rolsuper FROM pg_roles WHERE rolname = "
                    "current_user), current_setting('log_statement') IN ('mod', 'all') OR "
                    "current_setting('log_min_duration_statement') <> '-1' OR "
                    "coalesce(current_setting('pgaudit.log_parameter', true), 'off') = 'on', "
                    "current_setting('server_encoding')"));
    if (row.flag(0, 0))
        out.push_back({Severity::problem, "the server is a standby: nothing can be erased in it",
                       "connect to the primary server"});
    if (row.flag(0, 1))
        out.push_back({Severity::warning, "the role is a superuser",
                       "a role with SELECT, UPDATE and DELETE on the tables is enough"});
    if (row.flag(0, 2))
        out.push_back({Severity::warning,
                       "the server logs statements: wanted values get into its log",
                       "exempt gdprd's role: ALTER ROLE … SET log_statement = 'none', SET "
                       "log_min_duration_statement = -1"});
    if (row.text(0, 3) == "SQL_ASCII")
        out.push_back({Severity::warning,
                       "the database has no encoding: text that is no UTF-8 cannot be found", ""});
    if (session.collate().empty())
        out.push_back({Severity::warning,
                       "the server has no ICU: only letters of its locale are folded", ""});
    if (!settings.host.starts_with('/') && !session.uses_tls())
        out.push_back({Severity::warning, "the connection is not encrypted",
                       "set the store's TLS mode to verify-full"});
    return {};
}

}  // namespace

Result<std::vector<CheckFinding>> check_postgres(PgSession& session,
                                                 const StoreSettings& settings) {
    std::vector<CheckFinding> out;
    out.push_back({Severity::ok, session.server() + " answers", ""});
    GDPRD_TRY(check_server(session, settings, out));
    GDPRD_TRY(check_collections(session, settings, out));
    return out;
}

}  // namespace gdprd::connectors
