#include "connectors/postgres/residue.hpp"

#include <algorithm>
#include <chrono>
#include <thread>

#include "config/base/utf8.hpp"
#include "connectors/residue_words.hpp"

namespace gdprd::connectors {

namespace {

using policy::Cell;
using policy::CollectionName;
using policy::PersonalCell;
using Steady = std::chrono::steady_clock;

constexpr std::chrono::milliseconds kSnapshotPoll{100};

std::string listed(const std::set<CollectionName>& names, bool schemas) {
    std::vector<std::string> out;
    out.reserve(names.size());
    for (const auto& name : names) out.push_back(schemas ? name.ns : name.name);
    return array_text(out);
}

}  // namespace

Result<std::vector<PgResidue::Target>> PgResidue::targets(const std::set<CollectionName>& touched) {
    const char* select =
        "SELECT n.nspname, c.relname, pg_has_role(c.relowner, 'USAGE') OR pg_has_role((SELECT "
        "datdba FROM pg_database WHERE datname = current_database()), 'USAGE') FROM pg_class c "
        "JOIN pg_namespace n ON n.oid = c.relnamespace ";
    PgParams params;
    std::string sql = select;
    if (touched.empty()) {
        params.push_back(settings_.schemas.empty()
                             ? std::nullopt
                             : std::optional<std::string>(array_text(settings_.schemas)));
        sql +=
            "WHERE pg_stat_get_dead_tuples(c.oid) > 0 AND c.relkind = 'r' AND n.nspname !~ "
            "'^pg_' AND ($1::text[] IS NULL OR n.nspname = ANY($1::text[])) ORDER BY 1, 2";
    } else {
        params = {listed(touched, true), listed(touched, false)};
        sql +=
            "JOIN unnest($1::text[], $2::text[]) AS w(ns, name) ON w.ns = n.nspname AND w.name "
            "= c.relname ORDER BY 1, 2";
    }
    GDPRD_TRY_ASSIGN(const PgResult rows, session_.run(sql, params));
    std::vector<Target> out;
    for (int i = 0; i < rows.rows(); ++i) {
        const CollectionName name{rows.string(i, 0), rows.string(i, 1)};
        out.push_back({name, quote_pg(name.ns) + "." + quote_pg(name.name), rows.flag(i, 2)});
    }
    return out;
}

Result<ResidueResult> PgResidue::run(const std::set<CollectionName>& touched,
                                     const std::vector<PersonalCell>& values) {
    result_.limits = {"the write-ahead log until it is recycled, and its archive",
                      "standby servers and logical subscribers", "base backups and dumps",
                      "the server's log, where it logs statements or parameters"};
    if (settings_.purge != PurgeMode::full)
        result_.limits.emplace_back(
            "free space inside data pages until it is written over (VACUUM FULL by hand rewrites a "
            "table)");
    GDPRD_TRY_ASSIGN(const std::vector<Target> tables, targets(touched));
    Pending pending;
    if (settings_.purge == PurgeMode::none) {
        result_.limits.emplace_back("purging is off for this store");
    } else {
        GDPRD_TRY_ASSIGN(pending, purge(tables));
    }
    GDPRD_TRY_ASSIGN(result_.values_found, look(tables, values));
    const std::string searched =
        search_result("the rows of the changed collections", values.size(), result_.values_found);
    if (pending) {
        result_.state = ResidueResult::State::pending;
        result_.what = *pending;
    } else if (result_.values_found > 0) {
        result_.state = ResidueResult::State::found;
        result_.what = searched;
    } else if (settings_.purge == PurgeMode::full && !left_out_) {
        result_.state = ResidueResult::State::clean;
        result_.what = "the changed collections were rewritten; " + searched;
    } else {
        result_.state = ResidueResult::State::unsupported;
        result_.what = searched + "; the server's files cannot be searched from here";
    }
    return result_;
}

Result<PgResidue::Pending> PgResidue::purge(const std::vector<Target>& targets) {
    GDPRD_TRY_ASSIGN(Pending seen, wait_for_old_snapshots());
    if (seen) return seen;
    return vacuum(targets);
}

/// VACUUM keeps a dead row as long as some transaction may still see it: those that began before
/// now get lock_timeout to end.
Result<PgResidue::Pending> PgResidue::wait_for_old_snapshots() {
    GDPRD_TRY_ASSIGN(const PgResult now,
                     session_.run("SELECT pg_snapshot_xmax(pg_current_snapshot())::xid, "
                                  "pg_has_role('pg_read_all_stats', 'USAGE')"));
    const std::string horizon = now.string(0, 0);
    if (!now.flag(0, 1))
        result_.limits.emplace_back(
            "old rows that other users' open transactions still see (the role pg_read_all_stats "
            "would tell)");
    const auto until = Steady::now() + settings_.lock_timeout;
    for (;;) {
        GDPRD_TRY_ASSIGN(
            const PgResult older,
            session_.run("SELECT (SELECT count(*) FROM pg_stat_activity WHERE pid <> "
                         "pg_backend_pid() AND backend_xmin IS NOT NULL AND backend_type <> "
                         "'autovacuum worker' AND (datname = current_database() OR datname IS NULL "
                         "OR backend_type = 'walsender') AND age(backend_xmin) > age($1::xid)) + "
                         "(SELECT count(*) FROM pg_prepared_xacts WHERE database = "
                         "current_database() AND age(transaction) > age($1::xid)) + (SELECT "
                         "count(*) FROM pg_replication_slots WHERE xmin IS NOT NULL AND age(xmin) "
                         "> age($1::xid))",
                         {horizon}));
        if (older.integer(0, 0) == 0) return Pending();
        if (Steady::now() >= until) return Pending("another transaction still sees the old rows");
        std::this_thread::sleep_for(kSnapshotPoll);
    }
}

Result<PgResidue::Pending> PgResidue::vacuum(const std::vector<Target>& targets) {
    // index entries hold values too, and the statistics' histograms: both are made anew
    const std::string verb = settings_.purge == PurgeMode::full
                                 ? "VACUUM (FULL, ANALYZE) "
                                 : "VACUUM (INDEX_CLEANUP ON, ANALYZE) ";
    for (const Target& target : targets) {
        if (!target.allowed) {
            left_out_ = true;
            result_.limits.push_back("dead rows of " + to_string(target.name) +
                                     " and the values in its statistics (pg_stats): only its "
                                     "owner may VACUUM and ANALYZE it");
            continue;
        }
        const Result<PgResult> done = session_.run(verb + target.table);
        if (done) continue;
        if (done.error().code() == ErrorCode::unavailable && session_.alive())
            return Pending("another user of the database holds a lock on " +
                           to_string(target.name));
        return done.error();
    }
    return Pending();
}

namespace {

/// w.value with what is special in a regular expression escaped, between ends or non-letters.
constexpr const char* kAsWord =
    "('(^|[^[:alnum:]])' || regexp_replace(w.value, '([].^$*+?(){}|[\\\\-])', '\\\\\\1', 'g') || "
    "'($|[^[:alnum:]])')";

/// The condition that the field holds `w.value`, as a word of its own: a short number may be part
/// of a longer one of somebody else.
std::string holds_value(const PgField& field) {
    const std::string text = "(" + text_of(field) + ") COLLATE \"C\"";
    return "(strpos(" + text + ", w.value) > 0 AND " + text + " ~ " + kAsWord + ")";
}

}  // namespace

Result<std::uint64_t> PgResidue::look(const std::vector<Target>& targets,
                                      const std::vector<PersonalCell>& values) {
    std::vector<std::string> wanted;
    for (const auto& value : values) {
        const Cell& cell = value.expose();
        if (cell.kind != Cell::Kind::null && !cell.bytes.empty() && valid_utf8(cell.bytes) &&
            cell.bytes.find('\0') == std::string::npos)
            wanted.push_back(cell.bytes);
    }
    std::set<std::string> found;
    for (const Target& target : targets) {
        GDPRD_TRY_ASSIGN(const PgLayout layout, load_layout(session_, target.name));
        std::string any;
        for (const auto& field : layout.fields) {
            any += any.empty() ? "" : " OR ";
            any += holds_value(field);
        }
        if (any.empty() || wanted.empty()) continue;
        GDPRD_TRY_ASSIGN(const PgResult rows,
                         session_.run("SELECT w.place FROM unnest($1::text[]) WITH ORDINALITY AS "
                                      "w(value, place) WHERE EXISTS (SELECT 1 FROM " +
                                          layout.table + " AS t WHERE " + any + ")",
                                      {array_text(wanted)}));
        for (int i = 0; i < rows.rows(); ++i) found.insert(rows.string(i, 0));
    }
    return found.size();
}

}  // namespace gdprd::connectors
