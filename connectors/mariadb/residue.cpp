#include "connectors/mariadb/residue.hpp"

#include <algorithm>

#include "connectors/byte_search.hpp"
#include "connectors/residue_words.hpp"

namespace gdprd::connectors {

namespace {

using policy::Cell;
using policy::CollectionName;
using policy::PersonalCell;

constexpr std::size_t kValuesPerStatement = 50;

std::vector<std::string> wanted(const std::vector<PersonalCell>& values) {
    std::vector<std::string> out;
    for (const auto& value : values) {
        const Cell& cell = value.expose();
        if (cell.kind != Cell::Kind::null && !cell.bytes.empty()) out.push_back(cell.bytes);
    }
    return out;
}

/// The field's value byte by byte: text as UTF-8, bytes as they are.
std::string bytes_of(const MariaField& field) {
    const std::string text =
        field.compare == MariaCompare::bytes ? quote_maria(field.name) : text_of(field);
    return "CAST(" + text + " AS BINARY)";
}

}  // namespace

Result<std::vector<MariaLayout>> MariaResidue::targets(const std::set<CollectionName>& touched,
                                                       const std::vector<std::string>& databases) {
    std::vector<MariaLayout> out;
    std::set<CollectionName> names = touched;
    if (names.empty()) {
        for (const auto& database : databases) {
            GDPRD_TRY_ASSIGN(
                const auto rows,
                session_.run("SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA "
                             "= ? AND TABLE_TYPE IN ('BASE TABLE', 'SYSTEM VERSIONED') AND "
                             "TABLE_NAME <> 'gdprd_anchor'",
                             {text_param(database)}));
            for (const auto& row : rows) names.insert({database, row[0].value_or("")});
        }
    }
    for (const auto& name : names) {
        auto layout = load_layout(session_, name);
        if (!layout && layout.error().code() == ErrorCode::not_found) continue;  // dropped since
        GDPRD_TRY(layout);
        out.push_back(std::move(*layout));
    }
    return out;
}

Result<void> MariaResidue::name_limits() {
    result_.limits = {
        "InnoDB's redo log until it is written over, and undo logs until they are purged",
        "replicas and Galera nodes' caches", "backups and dumps",
        "the server's general, slow and audit logs, where it keeps them"};
    GDPRD_TRY_ASSIGN(const auto rows, session_.run("SELECT @@global.log_bin"));
    if (rows.front()[0] == "1")
        result_.limits.emplace_back(
            "the binary log until it expires (binlog_expire_logs_seconds, PURGE BINARY LOGS)");
    GDPRD_TRY_ASSIGN(const auto files, session_.run("SELECT @@global.innodb_file_per_table"));
    if (files.front()[0] != "1")
        result_.limits.emplace_back(
            "freed pages of the system tablespace, which never shrinks: innodb_file_per_table is "
            "off, so that rewriting a table leaves its old pages there");
    GDPRD_TRY(name_statistics());
    if (settings_.purge == PurgeMode::none)
        result_.limits.emplace_back("purging is off for this store");
    if (settings_.purge != PurgeMode::full)
        result_.limits.emplace_back(
            "deleted rows inside data pages until InnoDB purges and reuses them (OPTIMIZE TABLE by "
            "hand rewrites a table)");
    return {};
}

/// ANALYZE TABLE … PERSISTENT keeps smallest and largest values and histograms in a table of the
/// server's own until it runs again.
Result<void> MariaResidue::name_statistics() {
    const auto kept = session_.run("SELECT 1 FROM mysql.column_stats LIMIT 1");
    if (!kept && !session_.alive()) return kept.error();
    if (!kept || !kept->empty())
        result_.limits.emplace_back(
            "values in the server's statistics of columns (mysql.column_stats), if ANALYZE TABLE … "
            "PERSISTENT made any, until it runs again");
    return {};
}

Result<bool> MariaResidue::rewrite(const std::vector<MariaLayout>& targets) {
    bool all = true;
    // the server takes OPTIMIZE for a writing statement
    GDPRD_TRY(session_.set_read_only(false));
    for (const auto& target : targets) {
        const auto done = session_.run("OPTIMIZE TABLE " + target.table);
        if (done && std::ranges::none_of(*done, [](const MariaRow& row) {
                return row[2] == "error" || row[2] == "Error";
            }))
            continue;
        if (!done && !session_.alive()) return done.error();
        all = false;
        result_.limits.push_back("deleted rows of " + to_string(target.name) +
                                 ": it could not be rewritten (OPTIMIZE TABLE needs SELECT and "
                                 "INSERT)");
    }
    GDPRD_TRY(session_.set_read_only(true));
    return all;
}

Result<ResidueResult> MariaResidue::run(const std::set<CollectionName>& touched,
                                        const std::vector<std::string>& databases,
                                        const std::vector<PersonalCell>& values) {
    GDPRD_TRY(name_limits());
    GDPRD_TRY_ASSIGN(const std::vector<MariaLayout> tables, targets(touched, databases));
    bool rewritten = false;
    if (settings_.purge == PurgeMode::full) {
        GDPRD_TRY_ASSIGN(rewritten, rewrite(tables));
    }
    const std::vector<std::string> texts = wanted(values);
    std::set<std::string> found;
    for (const auto& table : tables) GDPRD_TRY(look(table, texts, found));
    result_.values_found = found.size();
    const std::string searched =
        search_result("the rows of the changed collections", values.size(), result_.values_found);
    if (result_.values_found > 0) {
        result_.state = ResidueResult::State::found;
        result_.what = searched;
    } else if (rewritten) {
        result_.state = ResidueResult::State::clean;
        result_.what = "the changed collections were rewritten; " + searched;
    } else {
        result_.state = ResidueResult::State::unsupported;
        result_.what = searched + "; the server's files cannot be searched from here";
    }
    return result_;
}

/// The server gives the rows that hold the bytes of a value; here it is seen whether as a word of
/// its own: a short number may be part of a longer one of somebody else.
Result<void> MariaResidue::look(const MariaLayout& target, const std::vector<std::string>& values,
                                std::set<std::string>& found) {
    std::string select;
    for (const auto& field : target.fields)
        select += (select.empty() ? "SELECT " : ", ") + bytes_of(field);
    select += " FROM " + target.table + " WHERE ";
    for (std::size_t at = 0; at < values.size(); at += kValuesPerStatement) {
        const std::size_t end = std::min(values.size(), at + kValuesPerStatement);
        std::string any;
        MariaParams params;
        for (const auto& field : target.fields) {
            for (std::size_t i = at; i < end; ++i) {
                any += any.empty() ? "LOCATE(?, " : " OR LOCATE(?, ";
                any.append(bytes_of(field)).append(") > 0");
                params.push_back({MariaParam::Kind::bytes, values[i]});
            }
        }
        if (any.empty()) continue;
        GDPRD_TRY(session_.stream(select + any, params, [&](MariaRow&& row) -> Result<void> {
            for (const auto& cell : row)
                for (std::size_t i = at; cell && i < end; ++i)
                    if (holds_as_word(*cell, values[i])) found.insert(values[i]);
            return {};
        }));
    }
    return {};
}

}  // namespace gdprd::connectors
