#include "connectors/sqlite/rows.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <set>
#include <system_error>

#include "config/base/assert.hpp"
#include "config/limits.hpp"
#include "connectors/row_bytes.hpp"

namespace gdprd::connectors {

using policy::Cell;
using policy::KeyKind;
using policy::PersonalCell;
using policy::RowKey;
using sqlite::quote_identifier;
using sqlite::Statement;

namespace {

template <class Number>
std::string number_text(Number value) {
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value);
    return {text.data(), end.ptr};
}

template <class Number>
bool parse_number(const std::string& text, Number& value) {
    const char* end = text.data() + text.size();
    const auto parsed = std::from_chars(text.data(), end, value);
    return parsed.ec == std::errc() && parsed.ptr == end;
}

std::string joined(const std::vector<std::string>& parts, std::string_view separator) {
    std::string out;
    for (const auto& part : parts) {
        if (!out.empty()) out += separator;
        out += part;
    }
    return out;
}

Error bad_key() {
    return {ErrorCode::stale, "a row key does not fit the collection", "scan the store again"};
}

/// The columns that tell a row of the collection from all others; none for a view.
std::vector<std::string> handle_columns(const SqliteLayout& layout) {
    if (!layout.rowid.empty()) return {layout.rowid};
    std::vector<std::string> out;
    out.reserve(layout.primary_key.size());
    for (const auto& field : layout.primary_key) out.push_back(quote_identifier(field));
    return out;
}

/// Of these columns, which begin at `first`.
std::string read_handle(const SqliteLayout& layout, const Statement& row, int first) {
    if (!layout.rowid.empty()) return number_text(row.integer(first));
    std::string out;
    for (int i = 0; i < static_cast<int>(layout.primary_key.size()); ++i) {
        const Cell cell = read_cell(row, first + i);
        out += number_text(static_cast<int>(cell.kind)) + ' ' + number_text(cell.bytes.size()) +
               ' ' + cell.bytes;
    }
    return out;
}

}  // namespace

Result<void> check_row_bytes(const Statement& row) {
    std::uint64_t bytes = 0;
    for (int i = 0; i < row.column_count(); ++i) {
        const int type = row.column_type(i);
        if (type == SQLITE_TEXT) bytes += row.text(i).size();
        if (type == SQLITE_BLOB) bytes += row.blob(i).size();
    }
    if (bytes > config::limits::kRowBytes) return row_too_large();
    return {};
}

Cell read_cell(const Statement& row, int column) {
    switch (row.column_type(column)) {
        case SQLITE_INTEGER:
            return {Cell::Kind::integer, number_text(row.integer(column))};
        case SQLITE_FLOAT:
            return {Cell::Kind::real, number_text(row.real(column))};
        case SQLITE_TEXT:
            return {Cell::Kind::text, std::string(row.text(column))};
        case SQLITE_BLOB:
            return {Cell::Kind::blob, std::string(as_text(row.blob(column)))};
        default:
            return {};
    }
}

bool bind_cell(Statement& statement, int parameter, const Cell& cell) {
    switch (cell.kind) {
        case Cell::Kind::null:
            statement.bind(parameter, nullptr);
            return true;
        case Cell::Kind::integer: {
            std::int64_t value = 0;
            if (!parse_number(cell.bytes, value)) return false;
            statement.bind(parameter, value);
            return true;
        }
        case Cell::Kind::real: {
            double value = 0;
            if (!parse_number(cell.bytes, value)) return false;
            statement.bind(parameter, value);
            return true;
        }
        case Cell::Kind::text:
            statement.bind(parameter, std::string_view(cell.bytes));
            return true;
        case Cell::Kind::blob:
            statement.bind(parameter, as_bytes(cell.bytes));
            return true;
    }
    return false;
}

std::vector<std::string> SqliteRowKeys::columns() const {
    std::vector<std::string> out;
    if (!layout_->rowid.empty()) out.push_back(layout_->rowid);
    const bool keyed = !layout_->primary_key.empty();
    if (keyed || layout_->rowid.empty())
        for (const auto& field : keyed ? layout_->primary_key : layout_->fields)
            out.push_back(quote_identifier(field));
    return out;
}

int SqliteRowKeys::count() const {
    return static_cast<int>(columns().size());
}

RowKey SqliteRowKeys::read(const Statement& row) const {
    const bool keyed = !layout_->primary_key.empty();
    const int first = layout_->rowid.empty() ? 0 : 1;
    RowKey key;
    bool has_null = false;
    if (keyed || first == 0) {
        key.kind = keyed ? KeyKind::primary_key : KeyKind::all_fields;
        key.fields = keyed ? layout_->primary_key : layout_->fields;
        for (int i = 0; i < static_cast<int>(key.fields.size()); ++i) {
            has_null = has_null || row.is_null(first + i);
            key.values.emplace_back(read_cell(row, first + i));
        }
    }
    // SQLite lets primary keys be NULL, and then they are not unique
    if (first == 1 && (!keyed || has_null))
        return {KeyKind::rowid, {}, {PersonalCell(read_cell(row, 0))}};
    return key;
}

SqliteStepRows::SqliteStepRows(sqlite::Database& db, const SqliteLayout& layout,
                               std::vector<std::string> fields)
    : db_(&db), layout_(&layout), fields_(std::move(fields)) {
    std::vector<std::string> columns = handle_columns(layout);
    for (const auto& field : fields_) columns.push_back(quote_identifier(field));
    select_ = "SELECT " + joined(columns, ", ") + " FROM " + layout.table;
}

Result<Statement*> SqliteStepRows::prepared(const std::string& sql) {
    const auto at = statements_.find(sql);
    if (at != statements_.end()) return &at->second;
    GDPRD_TRY_ASSIGN(Statement fresh, db_->prepare(sql));
    return &statements_.emplace(sql, std::move(fresh)).first->second;
}

Result<Statement*> SqliteStepRows::changing(const std::string& sql) {
    auto statement = prepared(sql);
    if (statement || statement.error().code() != ErrorCode::invalid_argument) return statement;
    // a trigger's program is compiled with the statement that fires it
    GDPRD_TRY_ASSIGN(const auto triggers, load_triggers(*db_, layout_->name));
    if (triggers.empty()) return statement;
    return Error(ErrorCode::invalid_argument,
                 "SQLite does not accept a change of this collection, which has triggers",
                 "a trigger may need what only its application's connection has: functions of its "
                 "own, or texts in double quotes; change or drop the trigger")
        .with_detail(statement.error().sensitive_detail());
}

Result<std::string> SqliteStepRows::where_key(const RowKey& key, std::size_t first) const {
    if (key.kind == KeyKind::rowid) {
        if (layout_->rowid.empty() || key.values.size() != 1) return bad_key();
        return " WHERE " + layout_->rowid + " = ?" + std::to_string(first);
    }
    if (key.fields.empty() || key.fields.size() != key.values.size()) return bad_key();
    std::string out;
    for (const auto& field : key.fields) {
        if (!layout_->has_field(field)) return bad_key();
        out += out.empty() ? " WHERE " : " AND ";
        out += quote_identifier(field) + " IS ?" + std::to_string(first++);
    }
    return out;
}

Result<void> SqliteStepRows::bind_key(Statement& statement, const RowKey& key,
                                      std::size_t first) const {
    for (const auto& value : key.values)
        if (!bind_cell(statement, static_cast<int>(first++), value.expose())) return bad_key();
    return {};
}

RowKey SqliteStepRows::exact_key(const RowKey& key, const LiveRow& row) const {
    if (layout_->rowid.empty()) return key;
    return {KeyKind::rowid, {}, {PersonalCell(Cell{Cell::Kind::integer, row.handle})}};
}

LiveRow SqliteStepRows::read_row(const Statement& row) const {
    LiveRow out{read_handle(*layout_, row, 0), {}};
    const int first = row.column_count() - static_cast<int>(fields_.size());
    for (int i = first; i < row.column_count(); ++i) out.values.emplace_back(read_cell(row, i));
    return out;
}

Result<std::vector<LiveRow>> SqliteStepRows::rows_at(const RowKey& key, std::size_t most) {
    GDPRD_TRY_ASSIGN(const std::string where, where_key(key, 1));
    GDPRD_TRY_ASSIGN(Statement * rows, prepared(select_ + where));
    GDPRD_TRY(bind_key(*rows, key, 1));
    std::vector<LiveRow> out;
    while (out.size() < most) {
        const Result<bool> more = rows->step();
        const Result<void> fits = more && *more ? check_row_bytes(*rows) : Result<void>();
        if (!more || !fits) {
            rows->reset();
            return more ? fits.error() : more.error();
        }
        if (!*more) break;
        out.push_back(read_row(*rows));
    }
    rows->reset();
    return out;
}

Result<void> SqliteStepRows::scan(const std::function<bool(LiveRow&& row)>& visit) {
    GDPRD_TRY_ASSIGN(Statement rows, db_->prepare(select_));
    for (;;) {
        GDPRD_TRY_ASSIGN(const bool more, rows.step());
        if (!more || !visit(read_row(rows))) return {};
    }
}

Result<bool> SqliteStepRows::remove(const RowKey& key, const LiveRow& row) {
    const RowKey exact = exact_key(key, row);
    GDPRD_TRY_ASSIGN(const std::string where, where_key(exact, 1));
    GDPRD_TRY_ASSIGN(Statement * statement, changing("DELETE FROM " + layout_->table + where));
    GDPRD_TRY(bind_key(*statement, exact, 1));
    GDPRD_TRY(statement->run());
    return db_->changes() == 1;
}

Result<std::optional<std::vector<PersonalCell>>> SqliteStepRows::write(
    const RowKey& key, const LiveRow& row, const std::vector<Assignment>& changes) {
    GDPRD_ASSERT(!changes.empty());
    const RowKey exact = exact_key(key, row);
    GDPRD_TRY_ASSIGN(const std::string where, where_key(exact, changes.size() + 1));
    std::vector<std::string> sets;
    std::vector<std::string> names;
    for (const auto& change : changes) {
        names.push_back(quote_identifier(change.field));
        sets.push_back(names.back() + " = ?" + std::to_string(sets.size() + 1));
    }
    std::string sql = "UPDATE " + layout_->table + " SET " + joined(sets, ", ") + where;
    // what a row returns of its whole reals are integers, but for what typeof() says
    if (!layout_->is_virtual)
        sql +=
            " RETURNING " + joined(names, ", ") + ", typeof(" + joined(names, "), typeof(") + ")";
    GDPRD_TRY_ASSIGN(Statement * statement, changing(sql));
    for (std::size_t i = 0; i < changes.size(); ++i)
        if (!bind_cell(*statement, static_cast<int>(i + 1), changes[i].value))
            return Error(ErrorCode::invalid_argument, "a value to write is not of its own type");
    GDPRD_TRY(bind_key(*statement, exact, changes.size() + 1));

    std::vector<PersonalCell> now;
    if (layout_->is_virtual) {  // RETURNING is not for virtual tables
        GDPRD_TRY(statement->run());
        if (db_->changes() != 1) return std::optional<std::vector<PersonalCell>>();
        GDPRD_TRY_ASSIGN(Statement again, db_->prepare("SELECT " + joined(names, ", ") + " FROM " +
                                                       layout_->table + " WHERE rowid = ?1"));
        GDPRD_TRY(bind_key(again, exact, 1));
        GDPRD_TRY_ASSIGN(const bool there, again.step());
        if (!there) return std::optional<std::vector<PersonalCell>>();
        for (int i = 0; i < again.column_count(); ++i) now.emplace_back(read_cell(again, i));
        return std::optional(std::move(now));
    }
    Result<bool> there = statement->step();
    if (there && *there) {
        const int count = statement->column_count() / 2;
        for (int i = 0; i < count; ++i) {
            const bool real = statement->text(count + i) == "real";
            now.emplace_back(real ? Cell{Cell::Kind::real, number_text(statement->real(i))}
                                  : read_cell(*statement, i));
        }
        there = statement->step();  // to its end, so that the update is whole
    }
    statement->reset();
    GDPRD_TRY(there);
    if (now.empty()) return std::optional<std::vector<PersonalCell>>();
    return std::optional(std::move(now));
}

/// The transaction is IMMEDIATE: nobody else writes to the file until it ends.
Result<std::uint64_t> SqliteStepRows::count_dragged(const std::vector<StepRow>& rows,
                                                    const std::vector<std::string>& written) {
    GDPRD_TRY_ASSIGN(const std::vector<SqliteReferrer> referrers, load_referrers(*db_, *layout_));
    std::uint64_t out = 0;
    for (const auto& referrer : referrers) {
        const bool touched = std::ranges::any_of(written, [&](const std::string& field) {
            return std::ranges::find(referrer.target_fields, field) != referrer.target_fields.end();
        });
        if (!(written.empty() ? referrer.acts_on_delete : referrer.acts_on_update && touched))
            continue;
        GDPRD_TRY_ASSIGN(const std::uint64_t referring, count_referring(referrer, rows));
        out += referring;
    }
    return out;
}

Result<std::uint64_t> SqliteStepRows::count_referring(const SqliteReferrer& referrer,
                                                      const std::vector<StepRow>& rows) {
    std::set<std::string> own;
    if (referrer.from.name == layout_->name)
        for (const auto& row : rows) own.insert(row.live.handle);
    std::vector<std::string> keys;
    std::vector<std::string> equal;
    for (std::size_t i = 0; i < referrer.fields.size(); ++i) {
        keys.push_back(quote_identifier(referrer.target_fields[i]));
        // the target's column first: as in the reference itself, its collation is the one that
        // counts
        equal.push_back("target." + keys.back() + " = source." +
                        quote_identifier(referrer.fields[i]));
    }
    std::vector<std::string> handle = handle_columns(referrer.from);
    for (auto& column : handle) column.insert(0, "source.");
    std::uint64_t out = 0;
    for (const auto& row : rows) {
        const RowKey exact = exact_key(row.target->key, row.live);
        GDPRD_TRY_ASSIGN(const std::string where, where_key(exact, 1));
        GDPRD_TRY_ASSIGN(
            Statement * found,
            prepared("SELECT " + joined(handle, ", ") + " FROM (SELECT " + joined(keys, ", ") +
                     " FROM " + layout_->table + where + ") AS target CROSS JOIN " +
                     referrer.from.table + " AS source ON " + joined(equal, " AND ")));
        GDPRD_TRY(bind_key(*found, exact, 1));
        Result<bool> more = found->step();
        for (; more && *more; more = found->step())
            if (!own.contains(read_handle(referrer.from, *found, 0))) ++out;
        found->reset();
        GDPRD_TRY(more);
    }
    return out;
}

}  // namespace gdprd::connectors
