#include "connectors/sqlite/schema.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <optional>
#include <set>
#include <utility>

namespace gdprd::connectors {

namespace {

using policy::CollectionKind;
using policy::CollectionSchema;
using policy::FieldType;
using policy::ForeignKey;
using policy::OnDelete;
using sqlite::Database;
using sqlite::Statement;

constexpr std::int64_t kCountedRowsMax = 10'000;  ///< rows that are counted rather than estimated

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

/// SQLite's own comparison of identifiers: ASCII letters without case.
bool same_name(std::string_view a, std::string_view b) {
    return lower(a) == lower(b);
}

struct TableEntry {
    std::string name;
    CollectionKind kind = CollectionKind::table;
    bool without_rowid = false;
    bool is_virtual = false;
};

CollectionKind kind_of(std::string_view type, std::string_view sql) {
    if (type == "view") return CollectionKind::view;
    if (type != "virtual") return CollectionKind::table;
    return keeps_own_rows(sql) ? CollectionKind::virtual_table : CollectionKind::foreign;
}

Result<std::vector<TableEntry>> list_tables(Database& db) {
    GDPRD_TRY_ASSIGN(Statement rows,
                     db.prepare("SELECT l.name, l.type, l.wr, s.sql FROM pragma_table_list AS l "
                                "LEFT JOIN main.sqlite_schema AS s ON s.name = l.name AND s.type "
                                "IN ('table', 'view') WHERE l.schema = 'main' AND l.type <> "
                                "'shadow' AND l.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND "
                                "l.name <> 'gdprd_anchor' ORDER BY l.name COLLATE BINARY"));
    std::vector<TableEntry> out;
    for (;;) {
        GDPRD_TRY_ASSIGN(const bool more, rows.step());
        if (!more) return out;
        const std::string_view type = rows.text(1);
        out.push_back({std::string(rows.text(0)), kind_of(type, rows.text(3)), rows.integer(2) != 0,
                       type == "virtual"});
    }
}

struct Columns {
    std::vector<policy::FieldSchema> fields;
    std::vector<std::string> primary_key;
};

/// "varchar(45)" → 45.
std::optional<std::uint32_t> declared_length(std::string_view declared) {
    const auto open = declared.find('(');
    if (open == std::string_view::npos) return std::nullopt;
    std::uint32_t length = 0;
    const char* begin = declared.data() + open + 1;
    const auto parsed = std::from_chars(begin, declared.data() + declared.size(), length);
    if (parsed.ec != std::errc() || parsed.ptr == begin) return std::nullopt;
    return length;
}

Result<Columns> load_columns(Database& db, const std::string& table) {
    GDPRD_TRY_ASSIGN(Statement rows, db.prepare("SELECT name, type, \"notnull\", pk, hidden FROM "
                                                "pragma_table_xinfo(?1, 'main') ORDER BY cid"));
    rows.bind(1, std::string_view(table));
    Columns out;
    std::map<std::int64_t, std::string> key;
    for (;;) {
        GDPRD_TRY_ASSIGN(const bool more, rows.step());
        if (!more) break;
        const std::int64_t hidden = rows.integer(4);
        if (hidden == 1) continue;  // a virtual table's own, no data
        policy::FieldSchema field;
        field.name = rows.text(0);
        field.declared_type = rows.text(1);
        field.type = sqlite_field_type(field.declared_type);
        field.nullable = rows.integer(2) == 0;
        field.generated = hidden >= 2;
        if (field.type == FieldType::text) field.max_chars = declared_length(field.declared_type);
        if (rows.integer(3) > 0) key.emplace(rows.integer(3), field.name);
        out.fields.push_back(std::move(field));
    }
    for (auto& [position, name] : key) out.primary_key.push_back(std::move(name));
    return out;
}

OnDelete parse_on_delete(std::string_view rule) {
    static constexpr std::array<std::pair<std::string_view, OnDelete>, 4> kRules{{
        {"RESTRICT", OnDelete::restrict},
        {"CASCADE", OnDelete::cascade},
        {"SET NULL", OnDelete::set_null},
        {"SET DEFAULT", OnDelete::set_default},
    }};
    for (const auto& [name, value] : kRules)
        if (name == rule) return value;
    return OnDelete::no_action;
}

/// Declared references as written: names in any case, targets' fields may be left out.
Result<std::vector<ForeignKey>> load_foreign_keys(Database& db, const std::string& table) {
    GDPRD_TRY_ASSIGN(Statement rows,
                     db.prepare("SELECT id, \"table\", \"from\", \"to\", on_delete FROM "
                                "pragma_foreign_key_list(?1, 'main') ORDER BY id, seq"));
    rows.bind(1, std::string_view(table));
    std::map<std::int64_t, ForeignKey> keys;
    for (;;) {
        GDPRD_TRY_ASSIGN(const bool more, rows.step());
        if (!more) break;
        ForeignKey& key = keys[rows.integer(0)];
        key.target = {"main", std::string(rows.text(1))};
        key.fields.emplace_back(rows.text(2));
        if (!rows.is_null(3)) key.target_fields.emplace_back(rows.text(3));
        key.on_delete = parse_on_delete(rows.text(4));
    }
    std::vector<ForeignKey> out;
    out.reserve(keys.size());
    for (auto& [id, key] : keys) out.push_back(std::move(key));
    std::ranges::reverse(out);  // SQLite numbers them from the last declared
    return out;
}

/// Writes names as their tables declare them, and puts the primary key where none is named.
void resolve_foreign_keys(std::vector<CollectionSchema>& collections) {
    const auto canonical = [](std::string& name, const auto& among, const auto& get) {
        for (const auto& candidate : among)
            if (same_name(get(candidate), name)) {
                name = get(candidate);
                return;
            }
    };
    const auto field_name = [](const policy::FieldSchema& f) -> const std::string& {
        return f.name;
    };
    for (auto& from : collections) {
        for (auto& key : from.foreign_keys) {
            for (auto& field : key.fields) canonical(field, from.fields, field_name);
            const auto target = std::ranges::find_if(collections, [&](const auto& c) {
                return same_name(c.name.name, key.target.name);
            });
            if (target == collections.end()) continue;  // SQLite allows it; nothing is behind it
            key.target = target->name;
            if (key.target_fields.empty()) key.target_fields = target->primary_key;
            for (auto& field : key.target_fields) canonical(field, target->fields, field_name);
        }
        std::erase_if(from.foreign_keys, [](const ForeignKey& key) {
            return key.fields.size() != key.target_fields.size();
        });
    }
}

/// Fields of an index up to its first expression.
Result<std::vector<std::string>> load_index_fields(Database& db, const std::string& index) {
    GDPRD_TRY_ASSIGN(Statement rows, db.prepare("SELECT cid, name FROM pragma_index_xinfo(?1, "
                                                "'main') WHERE key = 1 ORDER BY seqno"));
    rows.bind(1, std::string_view(index));
    std::vector<std::string> out;
    for (;;) {
        GDPRD_TRY_ASSIGN(const bool more, rows.step());
        if (!more || rows.integer(0) < 0) return out;
        out.emplace_back(rows.text(1));
    }
}

Result<void> load_indexes(Database& db, CollectionSchema& into) {
    GDPRD_TRY_ASSIGN(Statement rows, db.prepare("SELECT name, \"unique\", origin, partial FROM "
                                                "pragma_index_list(?1, 'main') ORDER BY name"));
    rows.bind(1, std::string_view(into.name.name));
    for (;;) {
        GDPRD_TRY_ASSIGN(const bool more, rows.step());
        if (!more) return {};
        GDPRD_TRY_ASSIGN(std::vector<std::string> fields,
                         load_index_fields(db, std::string(rows.text(0))));
        if (fields.empty()) continue;
        GDPRD_TRY_ASSIGN(Statement count, db.prepare("SELECT count(*) FROM pragma_index_xinfo(?1, "
                                                     "'main') WHERE key = 1"));
        count.bind(1, rows.text(0));
        GDPRD_TRY(count.step());
        const bool whole = static_cast<std::size_t>(count.integer(0)) == fields.size();
        const bool partial = rows.integer(3) != 0;
        if (rows.integer(1) != 0 && rows.text(2) != "pk" && whole && !partial)
            into.unique_keys.push_back(fields);
        if (!partial) into.indexes.push_back(std::move(fields));
    }
}

Result<std::vector<std::string>> load_checks(Database& db, const std::string& table) {
    GDPRD_TRY_ASSIGN(Statement row, db.prepare("SELECT sql FROM main.sqlite_schema WHERE type = "
                                               "'table' AND name = ?1"));
    row.bind(1, std::string_view(table));
    GDPRD_TRY_ASSIGN(const bool there, row.step());
    return there ? check_clauses(row.text(0)) : std::vector<std::string>();
}

/// One number from a statement with at most one parameter; nullopt for NULL or no row.
Result<std::optional<std::int64_t>> number(Database& db, const std::string& sql,
                                           const std::string* parameter) {
    GDPRD_TRY_ASSIGN(Statement row, db.prepare(sql));
    if (parameter != nullptr) row.bind(1, std::string_view(*parameter));
    GDPRD_TRY_ASSIGN(const bool there, row.step());
    if (!there || row.is_null(0)) return std::optional<std::int64_t>();
    return std::optional<std::int64_t>(row.integer(0));
}

/// Counted when small; else what ANALYZE noted, else the span of rowids.
Result<std::optional<std::uint64_t>> estimate_rows(Database& db, const SqliteLayout& layout,
                                                   const std::string& name) {
    const std::string few = std::to_string(kCountedRowsMax + 1);
    GDPRD_TRY_ASSIGN(
        const auto counted,
        number(db, "SELECT count(*) FROM (SELECT 1 FROM " + layout.table + " LIMIT " + few + ")",
               nullptr));
    if (counted && *counted <= kCountedRowsMax)
        return std::optional(static_cast<std::uint64_t>(*counted));
    GDPRD_TRY_ASSIGN(
        const auto has_stat,
        number(db, "SELECT 1 FROM main.sqlite_schema WHERE name = 'sqlite_stat1'", nullptr));
    if (has_stat) {
        GDPRD_TRY_ASSIGN(const auto noted,
                         number(db,
                                "SELECT max(CAST(stat AS INTEGER)) FROM main.sqlite_stat1 WHERE "
                                "tbl = ?1 COLLATE NOCASE",
                                &name));
        if (noted && *noted > 0) return std::optional(static_cast<std::uint64_t>(*noted));
    }
    if (layout.rowid.empty()) return std::optional<std::uint64_t>();
    GDPRD_TRY_ASSIGN(const auto span, number(db,
                                             "SELECT max(" + layout.rowid + ") - min(" +
                                                 layout.rowid + ") FROM " + layout.table,
                                             nullptr));
    if (!span || *span < 0) return std::optional<std::uint64_t>();
    return std::optional(static_cast<std::uint64_t>(*span) + 1);
}

SqliteLayout make_layout(const TableEntry& entry, const Columns& columns) {
    SqliteLayout out;
    out.name = entry.name;
    out.table = "main." + sqlite::quote_identifier(entry.name);
    out.is_virtual = entry.is_virtual;
    for (const auto& field : columns.fields) out.fields.push_back(field.name);
    out.primary_key = columns.primary_key;
    if (entry.kind == CollectionKind::view || entry.without_rowid) return out;
    for (const char* name : {"rowid", "_rowid_", "oid"}) {
        const bool hidden = std::ranges::any_of(
            out.fields, [&](const std::string& f) { return same_name(f, name); });
        if (hidden) continue;
        out.rowid = name;
        break;
    }
    return out;
}

Result<CollectionSchema> inspect_one(Database& db, const TableEntry& entry) {
    CollectionSchema out;
    out.name = {"main", entry.name};
    out.kind = entry.kind;
    Result<Columns> columns = load_columns(db, entry.name);
    // a view over a table that is gone, a virtual table whose module is not here: nothing to read
    if (!columns && columns.error().code() == ErrorCode::invalid_argument) return out;
    GDPRD_TRY(columns);
    const SqliteLayout layout = make_layout(entry, *columns);
    out.fields = std::move(columns->fields);
    out.primary_key = std::move(columns->primary_key);
    GDPRD_TRY_ASSIGN(out.triggers, load_triggers(db, entry.name));
    if (entry.kind != CollectionKind::table) return out;
    GDPRD_TRY_ASSIGN(out.foreign_keys, load_foreign_keys(db, entry.name));
    GDPRD_TRY(load_indexes(db, out));
    GDPRD_TRY_ASSIGN(out.checks, load_checks(db, entry.name));
    GDPRD_TRY_ASSIGN(out.row_estimate, estimate_rows(db, layout, entry.name));
    return out;
}

}  // namespace

Result<std::vector<std::string>> load_triggers(Database& db, const std::string& table) {
    GDPRD_TRY_ASSIGN(Statement rows, db.prepare("SELECT name FROM main.sqlite_schema WHERE type = "
                                                "'trigger' AND tbl_name = ?1 COLLATE NOCASE "
                                                "ORDER BY name COLLATE BINARY"));
    rows.bind(1, std::string_view(table));
    std::vector<std::string> out;
    for (;;) {
        GDPRD_TRY_ASSIGN(const bool more, rows.step());
        if (!more) return out;
        out.emplace_back(rows.text(0));
    }
}

bool SqliteLayout::has_field(const std::string& field) const noexcept {
    return std::ranges::find(fields, field) != fields.end();
}

Result<std::vector<CollectionSchema>> inspect_sqlite(Database& db) {
    GDPRD_TRY_ASSIGN(const std::vector<TableEntry> tables, list_tables(db));
    std::vector<CollectionSchema> out;
    for (const auto& table : tables) {
        GDPRD_TRY_ASSIGN(CollectionSchema one, inspect_one(db, table));
        out.push_back(std::move(one));
    }
    resolve_foreign_keys(out);
    return out;
}

Result<SqliteLayout> load_layout(Database& db, const policy::CollectionName& name) {
    GDPRD_TRY_ASSIGN(const std::vector<TableEntry> tables, list_tables(db));
    const auto entry = std::ranges::find(tables, name.name, &TableEntry::name);
    if (entry == tables.end() || name.ns != "main")
        return Error(ErrorCode::not_found, "the store has no such collection", "scan it again");
    GDPRD_TRY_ASSIGN(const Columns columns, load_columns(db, entry->name));
    return make_layout(*entry, columns);
}

}  // namespace gdprd::connectors
