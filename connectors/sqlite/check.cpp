#include "connectors/sqlite/check.hpp"

#include <unistd.h>

#include <filesystem>

#include "connectors/sqlite/residue.hpp"
#include "connectors/sqlite/schema.hpp"

namespace gdprd::connectors {

namespace {

using Severity = CheckFinding::Severity;

CheckFinding check_rights(const SqliteStoreFile& file, const StoreSettings& settings) {
    if (!file.writable())
        return {Severity::problem, "the database file may be read only: nothing can be erased",
                "give gdprd's user the right to write the file"};
    const std::filesystem::path folder =
        std::filesystem::absolute(settings.path).lexically_normal().parent_path();
    if (::access(folder.c_str(), W_OK) != 0)
        return {Severity::problem,
                "the database's folder may not be written: SQLite keeps its journal there",
                "give gdprd's user the right to write the folder"};
    return {Severity::ok, "the database file can be read and written", ""};
}

std::string listed(const std::vector<std::string>& names) {
    std::string out;
    for (const auto& name : names) out += (out.empty() ? "" : ", ") + name;
    return out;
}

Result<void> check_schema(sqlite::Database& db, std::vector<CheckFinding>& out) {
    GDPRD_TRY_ASSIGN(const auto collections, inspect_sqlite(db));
    std::vector<std::string> keyless;
    for (const auto& one : collections)
        if (one.kind == policy::CollectionKind::table && one.primary_key.empty())
            keyless.push_back(one.name.name);
    if (!keyless.empty())
        out.push_back({Severity::warning, "tables without a primary key: " + listed(keyless),
                       "their rows are found again by number, and by digest when it changed"});
    GDPRD_TRY_ASSIGN(const std::vector<std::string> referenced, tables_with_referenced_rowids(db));
    if (!referenced.empty())
        out.push_back(
            {Severity::warning,
             "VACUUM will not be run: bare row numbers may be referenced in " + listed(referenced),
             "an INTEGER PRIMARY KEY in these tables makes their row numbers stay"});
    return {};
}

}  // namespace

Result<std::vector<CheckFinding>> check_sqlite(SqliteStoreFile& file,
                                               const StoreSettings& settings) {
    std::vector<CheckFinding> out;
    out.push_back(check_rights(file, settings));
    GDPRD_TRY(check_schema(file.db(), out));
    if (settings.purge == PurgeMode::none) {
        out.push_back(
            {Severity::warning, "purging is off: erased values stay in the file's free space", ""});
    } else if (!has_room_for_vacuum(settings.path)) {
        out.push_back({Severity::warning,
                       "the disk has less free space than twice the database: VACUUM must wait",
                       "make room before erasing"});
    }
    return out;
}

}  // namespace gdprd::connectors
