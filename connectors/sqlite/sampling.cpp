#include "connectors/sqlite/sampling.hpp"

#include <algorithm>
#include <optional>

#include "config/base/utf8.hpp"
#include "connectors/sqlite/rows.hpp"

namespace gdprd::connectors {

namespace {

using policy::Cell;
using sqlite::quote_identifier;
using sqlite::Statement;

constexpr std::uint64_t kSampleStretches = 64;

/// Appends the values of the rows; SELECT has the fields only.
Result<void> take_sample(Statement& rows, Sample& out) {
    for (;;) {
        GDPRD_TRY_ASSIGN(const bool more, rows.step());
        if (!more) return {};
        ++out.rows_read;
        for (int i = 0; i < static_cast<int>(out.fields.size()); ++i) {
            if (rows.is_null(i)) continue;
            Cell cell = read_cell(rows, i);
            // pictures and the like: nothing that can be told from their bytes
            if (cell.kind == Cell::Kind::blob && !valid_utf8(cell.bytes)) continue;
            out.values[static_cast<std::size_t>(i)].emplace_back(std::move(cell.bytes));
        }
    }
}

struct Span {
    std::int64_t first = 0;
    std::int64_t last = 0;
};

Result<std::optional<Span>> rowid_span(sqlite::Database& db, const SqliteLayout& layout) {
    if (layout.rowid.empty() || layout.is_virtual) return std::optional<Span>();
    // two statements: SQLite answers each from an end of the tree, but both together by a scan
    Span span;
    for (const char* end : {"min", "max"}) {
        GDPRD_TRY_ASSIGN(Statement row, db.prepare(std::string("SELECT ") + end + "(" +
                                                   layout.rowid + ") FROM " + layout.table));
        GDPRD_TRY(row.step());
        if (row.is_null(0)) return std::optional<Span>();
        (end[1] == 'i' ? span.first : span.last) = row.integer(0);
    }
    return std::optional(span);
}

/// "SELECT …" of the beginnings of these fields.
Result<std::string> select_beginnings(const SqliteLayout& layout,
                                      const std::vector<std::string>& fields, std::uint32_t chars) {
    std::string columns;
    for (const auto& field : fields) {
        if (!layout.has_field(field))
            return Error(ErrorCode::not_found, "the collection has no such field");
        columns += (columns.empty() ? "" : ", ") + ("substr(" + quote_identifier(field) + ", 1, ") +
                   std::to_string(chars) + ")";
    }
    return "SELECT " + columns + " FROM " + layout.table;
}

}  // namespace

Result<Sample> sample_sqlite(sqlite::Database& db, const SqliteLayout& layout,
                             const std::vector<std::string>& fields, const SampleBounds& bounds) {
    Sample out;
    out.fields = fields;
    out.values.resize(fields.size());
    GDPRD_TRY_ASSIGN(const std::string select, select_beginnings(layout, fields, bounds.chars));
    if (fields.empty() || bounds.rows == 0) return out;
    GDPRD_TRY_ASSIGN(const std::optional<Span> span, rowid_span(db, layout));
    const auto width =
        span ? static_cast<std::uint64_t>(span->last) - static_cast<std::uint64_t>(span->first) : 0;
    if (!span || width < bounds.rows * 4) {
        GDPRD_TRY_ASSIGN(Statement rows, db.prepare(select + " LIMIT ?1"));
        rows.bind(1, static_cast<std::int64_t>(bounds.rows));
        GDPRD_TRY(take_sample(rows, out));
        return out;
    }
    const std::uint64_t stretches = std::min(bounds.rows, kSampleStretches);
    GDPRD_TRY_ASSIGN(Statement rows,
                     db.prepare(select + " WHERE " + layout.rowid + " BETWEEN ?1 AND ?2 ORDER BY " +
                                layout.rowid + " LIMIT ?3"));
    for (std::uint64_t i = 0; i < stretches; ++i) {
        const std::uint64_t each = width / stretches;
        const std::int64_t begin =
            static_cast<std::int64_t>(static_cast<std::uint64_t>(span->first) + i * each);
        const std::int64_t end =
            i + 1 == stretches
                ? span->last
                : static_cast<std::int64_t>(static_cast<std::uint64_t>(begin) + each - 1);
        // what is left, shared by the stretches that are left
        const std::uint64_t share = (bounds.rows - out.rows_read) / (stretches - i);
        rows.bind(1, begin).bind(2, end).bind(3, static_cast<std::int64_t>(share));
        GDPRD_TRY(take_sample(rows, out));
        rows.reset();
    }
    return out;
}

Result<ValuesRead> read_values_sqlite(sqlite::Database& db, const SqliteLayout& layout,
                                      const std::vector<std::string>& fields,
                                      const SampleBounds& bounds, const Call& call,
                                      const ValueReader::ValueSink& sink) {
    GDPRD_TRY_ASSIGN(const std::string select, select_beginnings(layout, fields, bounds.chars));
    ValuesRead out;
    if (fields.empty()) return out;
    GDPRD_TRY_ASSIGN(Statement rows, db.prepare(select + " LIMIT ?1"));
    rows.bind(1, static_cast<std::int64_t>(bounds.rows + 1));
    for (;;) {
        GDPRD_TRY(call.check());
        GDPRD_TRY_ASSIGN(const bool more, rows.step());
        out.whole = !more;
        if (!more || out.rows == bounds.rows) return out;
        ++out.rows;
        std::vector<policy::PersonalCell> row;
        row.reserve(fields.size());
        for (int i = 0; i < static_cast<int>(fields.size()); ++i) {
            Cell cell = read_cell(rows, i);
            if (cell.kind == Cell::Kind::blob && !valid_utf8(cell.bytes)) cell = {};
            row.emplace_back(std::move(cell));
        }
        GDPRD_TRY(sink(std::move(row)));
    }
}

}  // namespace gdprd::connectors
