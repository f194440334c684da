#include "connectors/mariadb/check.hpp"

#include <algorithm>

#include "connectors/mariadb/layout.hpp"
#include "connectors/mariadb/schema.hpp"

namespace gdprd::connectors {

namespace {

using policy::CollectionKind;
using policy::CollectionSchema;
using Severity = CheckFinding::Severity;

class Check {
  public:
    Check(MariaSession& session, const StoreSettings& settings,
          const std::vector<std::string>& databases)
        : session_(session), settings_(settings), databases_(databases) {}

    Result<std::vector<CheckFinding>> run() {
        tell(Severity::ok, session_.server() + " answers", "");
        GDPRD_TRY(check_server());
        GDPRD_TRY(check_grants());
        GDPRD_TRY(check_engines());
        // the server refuses even to look at a DELETE of a session that only reads; none is run
        GDPRD_TRY(session_.set_read_only(false));
        GDPRD_TRY(check_collections());
        GDPRD_TRY(session_.set_read_only(true));
        return std::move(out_);
    }

  private:
    void tell(Severity severity, std::string what, std::string hint) {
        out_.push_back({severity, std::move(what), std::move(hint)});
    }
    void tell_names(Severity severity, const std::string& what, const std::string& names,
                    const std::string& hint) {
        if (!names.empty()) tell(severity, what + names, hint);
    }
    static void add(std::string& names, const policy::CollectionName& name) {
        names += (names.empty() ? "" : ", ") + to_string(name);
    }
    /// "GRANT SELECT ON `shop`.* TO …": ready to be typed.
    [[nodiscard]] std::string grant(const std::string& rights) const {
        std::string out;
        for (const auto& database : databases_)
            out += (out.empty() ? "GRANT " : "; GRANT ") + rights + " ON " + quote_maria(database) +
                   ".* TO " + user_;
        return out;
    }
    /// false: the right is missing.
    Result<bool> may(const std::string& sql) {
        const Result<void> looked = session_.prepare(sql);
        if (looked) return true;
        if (looked.error().code() == ErrorCode::forbidden) return false;
        return looked.error();
    }

    Result<void> check_server();
    Result<void> check_grants();
    Result<void> check_engines();
    Result<void> check_collections();

    MariaSession& session_;
    const StoreSettings& settings_;
    const std::vector<std::string>& databases_;
    std::string user_;
    std::vector<CheckFinding> out_;
};

Result<void> Check::check_server() {
    GDPRD_TRY_ASSIGN(
        const auto rows,
        session_.run("SELECT @@global.read_only, @@global.general_log, @@global.slow_query_log, "
                     "@@global.log_bin, @@global.binlog_format, CONCAT('''', REPLACE("
                     "SUBSTRING_INDEX(CURRENT_USER(), '@', 1), '''', ''''''), '''@''', "
                     "SUBSTRING_INDEX(CURRENT_USER(), '@', -1), '''')"));
    const MariaRow& row = rows.front();
    user_ = row[5].value_or("");
    if (row[0] == "1")
        tell(Severity::problem, "the server is read only: nothing can be erased in it",
             "connect to the primary server");
    GDPRD_TRY_ASSIGN(const auto replica, session_.run("SHOW GLOBAL STATUS LIKE 'Slaves_running'"));
    if (!replica.empty() && replica.front().size() > 1 && replica.front()[1].value_or("0") != "0")
        tell(Severity::problem,
             "the server is a replica: what is erased in it stays in its primary server",
             "connect to the primary server");
    if (row[1] == "1" || row[2] == "1")
        tell(Severity::warning, "the server logs statements: wanted values get into its log",
             "SET GLOBAL general_log = OFF; SET GLOBAL slow_query_log = OFF");
    if (row[3] == "1" && row[4] == "STATEMENT")
        tell(Severity::problem,
             "binlog_format is STATEMENT: the server refuses gdprd's transactions",
             "SET GLOBAL binlog_format = 'MIXED', and in its configuration");
    if (row[3] == "1")
        tell(Severity::warning,
             "the server keeps a binary log: erased values stay in it until it expires",
             "see binlog_expire_logs_seconds; PURGE BINARY LOGS ends it earlier");
    if (!settings_.host.starts_with('/') && !session_.uses_tls())
        tell(Severity::warning, "the connection is not encrypted",
             "set the store's TLS mode to verify-full");
    return {};
}

Result<void> Check::check_grants() {
    GDPRD_TRY_ASSIGN(const auto rows, session_.run("SHOW GRANTS"));
    bool everything = false;
    bool sees_triggers = false;
    for (const auto& row : rows) {
        const std::string grant_line = row[0].value_or("");
        const bool all = grant_line.starts_with("GRANT ALL PRIVILEGES ON ");
        everything = everything || grant_line.starts_with("GRANT ALL PRIVILEGES ON *.*");
        sees_triggers =
            sees_triggers || all || grant_line.find("TRIGGER") < grant_line.find(" ON ");
    }
    if (everything)
        tell(Severity::warning, "the user may do everything at the server",
             "a user with SELECT, UPDATE, DELETE and TRIGGER on the database is enough");
    if (!sees_triggers)
        tell(Severity::warning,
             "triggers cannot be seen: plans do not tell what they do when rows are erased",
             grant("TRIGGER"));
    return {};
}

/// What the tables' engines cannot do.
Result<void> Check::check_engines() {
    std::string without_transactions;
    std::string with_history;
    for (const auto& database : databases_) {
        GDPRD_TRY_ASSIGN(
            const auto rows,
            session_.run("SELECT TABLE_NAME, TABLE_TYPE, ENGINE FROM information_schema.TABLES "
                         "WHERE TABLE_SCHEMA = ? AND TABLE_TYPE IN ('BASE TABLE', 'SYSTEM "
                         "VERSIONED') ORDER BY TABLE_NAME",
                         {text_param(database)}));
        for (const auto& row : rows) {
            const policy::CollectionName name{database, row[0].value_or("")};
            if (row[2] != "InnoDB") add(without_transactions, name);
            if (row[1] == "SYSTEM VERSIONED") add(with_history, name);
        }
    }
    tell_names(Severity::problem,
               "no InnoDB tables, so that a step cannot be undone there: searched and exported, "
               "never erased from: ",
               without_transactions, "ALTER TABLE … ENGINE = InnoDB");
    tell_names(Severity::problem,
               "system-versioned tables keep every erased row as history: searched and exported, "
               "never erased from: ",
               with_history, "ALTER TABLE … DROP SYSTEM VERSIONING");
    return {};
}

/// The server looks at a statement's rights when it prepares it: roles, columns and all.
Result<void> Check::check_collections() {
    GDPRD_TRY_ASSIGN(const auto collections, inspect_mariadb(session_, databases_));
    std::string unreadable;
    std::string unwritable;
    std::string broken;
    std::string without_key;
    for (const CollectionSchema& one : collections) {
        const std::string table = quote_maria(one.name);
        const auto readable = may("SELECT * FROM " + table);
        if (!readable) {
            if (!session_.alive()) return readable.error();
            add(broken, one.name);
            continue;
        }
        if (!*readable) {
            add(unreadable, one.name);
            continue;
        }
        if (one.kind != CollectionKind::table && one.kind != CollectionKind::partitioned) continue;
        if (one.primary_key.empty()) add(without_key, one.name);
        GDPRD_TRY_ASSIGN(const bool deletes, may("DELETE FROM " + table));
        bool updates = true;
        const auto plain = std::ranges::find(one.fields, false, &policy::FieldSchema::generated);
        if (plain != one.fields.end()) {
            const std::string field = quote_maria(plain->name);
            std::string update = "UPDATE ";
            update.append(table).append(" SET ").append(field).append(" = ").append(field);
            GDPRD_TRY_ASSIGN(updates, may(update));
        }
        if (!deletes || !updates) add(unwritable, one.name);
    }
    tell_names(Severity::problem, "may not be read: ", unreadable, grant("SELECT"));
    tell_names(Severity::problem, "may be read but not erased from: ", unwritable,
               grant("UPDATE, DELETE"));
    tell_names(Severity::warning, "cannot be read, because a view or file is broken: ", broken,
               "see CHECK TABLE at the server");
    tell_names(Severity::warning,
               "without a primary key, rows are found again by all their values: ", without_key,
               "");
    return {};
}

}  // namespace

Result<std::vector<CheckFinding>> check_mariadb(MariaSession& session,
                                                const StoreSettings& settings,
                                                const std::vector<std::string>& databases) {
    return Check(session, settings, databases).run();
}

}  // namespace gdprd::connectors
