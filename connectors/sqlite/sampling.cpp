#include "connectors/sqlite/sampling.hpp"

#include <algorithm>
#include <limits>
#include <optional>

#include "config/base/utf8.hpp"
#include "connectors/sqlite/beginnings.hpp"

namespace gdprd::connectors {

namespace {

using policy::Cell;
using sqlite::Statement;

constexpr std::uint64_t kSampleStretches = 64;

/// Pictures and the like: nothing can be told from their bytes.
bool tells_nothing(const Cell& cell) {
    return cell.kind == Cell::Kind::null ||
           (cell.kind == Cell::Kind::blob && !valid_utf8(cell.bytes));
}

/// Appends the values of the next rows, so many at most.
Result<void> take_sample(SqliteBeginnings& rows, std::uint64_t most, Sample& out) {
    for (std::uint64_t n = 0; n < most; ++n) {
        GDPRD_TRY_ASSIGN(auto cells, rows.next());
        if (!cells) return {};
        ++out.rows_read;
        for (std::size_t i = 0; i < cells->size(); ++i) {
            Cell& cell = (*cells)[i];
            if (!tells_nothing(cell)) out.values[i].emplace_back(std::move(cell.bytes));
        }
    }
    return {};
}

using Span = SqliteBeginnings::Bounds;
constexpr Span kAll{std::numeric_limits<std::int64_t>::min(),
                    std::numeric_limits<std::int64_t>::max()};

Result<std::optional<Span>> rowid_span(sqlite::Database& db, const SqliteLayout& layout) {
    if (layout.rowid.empty() || layout.is_virtual) return std::optional<Span>();
    // two statements: SQLite answers each from an end of the tree, but both together by a scan
    Span span{0, 0};
    for (const char* end : {"min", "max"}) {
        GDPRD_TRY_ASSIGN(Statement row, db.prepare(std::string("SELECT ") + end + "(" +
                                                   layout.rowid + ") FROM " + layout.table));
        GDPRD_TRY(row.step());
        if (row.is_null(0)) return std::optional<Span>();
        (end[1] == 'i' ? span.first : span.last) = row.integer(0);
    }
    return std::optional(span);
}

}  // namespace

Result<Sample> sample_sqlite(sqlite::Database& db, const SqliteLayout& layout,
                             const std::vector<std::string>& fields, const SampleBounds& bounds) {
    Sample out;
    out.fields = fields;
    out.values.resize(fields.size());
    SqliteBeginnings rows(db, layout, fields, bounds.chars);
    GDPRD_TRY(rows.prepare());
    if (fields.empty() || bounds.rows == 0) return out;
    GDPRD_TRY_ASSIGN(const std::optional<Span> span, rowid_span(db, layout));
    const auto width =
        span ? static_cast<std::uint64_t>(span->last) - static_cast<std::uint64_t>(span->first) : 0;
    if (!span || width < bounds.rows * 4) {
        rows.start(kAll);
        GDPRD_TRY(take_sample(rows, bounds.rows, out));
        return out;
    }
    const std::uint64_t stretches = std::min(bounds.rows, kSampleStretches);
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
        rows.start({begin, end});
        GDPRD_TRY(take_sample(rows, share, out));
    }
    return out;
}

Result<ValuesRead> read_values_sqlite(sqlite::Database& db, const SqliteLayout& layout,
                                      const std::vector<std::string>& fields,
                                      const SampleBounds& bounds, const Call& call,
                                      const ValueReader::ValueSink& sink) {
    SqliteBeginnings rows(db, layout, fields, bounds.chars);
    GDPRD_TRY(rows.prepare());
    ValuesRead out;
    if (fields.empty()) return out;
    rows.start(kAll);
    for (;;) {
        GDPRD_TRY(call.check());
        GDPRD_TRY_ASSIGN(auto cells, rows.next());
        out.whole = !cells;
        if (!cells || out.rows == bounds.rows) return out;
        ++out.rows;
        std::vector<policy::PersonalCell> row;
        row.reserve(cells->size());
        for (Cell& cell : *cells) row.emplace_back(tells_nothing(cell) ? Cell{} : std::move(cell));
        GDPRD_TRY(sink(std::move(row)));
    }
}

}  // namespace gdprd::connectors
