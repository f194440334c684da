#pragma once

#include <string>
#include <vector>

#include "config/base/sqlite.hpp"
#include "policy/catalogue/schema.hpp"

namespace gdprd::connectors {

/// What a statement over one collection needs to know.
struct SqliteLayout {
    std::string name;
    std::string table;  ///< quoted, with its schema
    bool is_virtual = false;
    std::string rowid;  ///< the name under which the bare rowid can be read; empty: it has none
    std::vector<std::string> fields;
    std::vector<std::string> primary_key;

    [[nodiscard]] bool has_field(const std::string& field) const noexcept;
};

/// Every collection of the file, without the shadow tables of virtual tables and SQLite's own.
Result<std::vector<policy::CollectionSchema>> inspect_sqlite(sqlite::Database& db);
/// `not_found` when there is no such collection.
Result<SqliteLayout> load_layout(sqlite::Database& db, const policy::CollectionName& name);
/// Names of the triggers of a table, or of a view. Sorted.
Result<std::vector<std::string>> load_triggers(sqlite::Database& db, const std::string& table);
/// Tables without INTEGER PRIMARY KEY whose bare rowids something else in the file refers to:
/// VACUUM may renumber them. Names, sorted.
Result<std::vector<std::string>> tables_with_referenced_rowids(sqlite::Database& db);
/// A full-text table, quoted with and without its schema.
struct FullTextTable {
    std::string table;
    std::string name;
};
Result<std::vector<FullTextTable>> full_text_tables(sqlite::Database& db);
/// Whether this CREATE VIRTUAL TABLE statement makes a full-text table that keeps its rows itself.
/// With `content=` they are another table's, or nobody's, and other modules may compute them.
[[nodiscard]] bool keeps_own_rows(std::string_view create_virtual_table);

/// The conditions of a CREATE TABLE statement as written: "CHECK (length(name) > 0)".
[[nodiscard]] std::vector<std::string> check_clauses(std::string_view create_table);

/// SQLite's rules (affinity), and the declared names that people use for dates, flags and the like.
[[nodiscard]] policy::FieldType sqlite_field_type(std::string_view declared);

}  // namespace gdprd::connectors
