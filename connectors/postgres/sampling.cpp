#include <algorithm>

#include "config/base/utf8.hpp"
#include "connectors/postgres/finder.hpp"

namespace gdprd::connectors {

namespace {

using policy::Cell;

/// Where the table is so much larger than the sample that its first rows would not do.
constexpr double kSampleFactor = 4;
/// Below this many rows reading all pages is cheap, and single rows are a better sample than pages.
constexpr double kRowSampleMax = 200'000;
constexpr std::uint64_t kCountedBytesMax = 64 << 20;
constexpr double kBytesPerRow = 100;  ///< of a larger table that was never analysed

/// Rows, as far as that can be told quickly.
Result<double> estimate_rows(PgSession& session, const PgLayout& layout) {
    if (layout.row_estimate > 0) return layout.row_estimate;
    if (layout.bytes > kCountedBytesMax) return static_cast<double>(layout.bytes) / kBytesPerRow;
    GDPRD_TRY_ASSIGN(const PgResult count, session.run("SELECT count(*) FROM " + layout.table));
    return static_cast<double>(count.integer(0, 0));
}

/// " TABLESAMPLE …" that gives a little less than `rows_max` rows; empty for small collections.
Result<std::string> table_sample(PgSession& session, const PgLayout& layout,
                                 std::uint64_t rows_max) {
    if (!layout.can_sample) return std::string();
    const double wanted = static_cast<double>(rows_max);
    GDPRD_TRY_ASSIGN(const double rows, estimate_rows(session, layout));
    if (rows < wanted * kSampleFactor) return std::string();
    const double percent = 90.0 * wanted / rows;
    const char* method = rows < kRowSampleMax ? "BERNOULLI" : "SYSTEM";
    return std::string(" TABLESAMPLE ") + method + "(" + std::to_string(percent) +
           ") REPEATABLE (1)";
}

std::string beginning_of(const PgField& field, std::uint32_t chars_max) {
    const std::string column = "t." + quote_pg(field.name);
    const std::string length = std::to_string(chars_max);
    return field.compare == PgCompare::bytes ? "substring(" + column + " FROM 1 FOR " + length + ")"
                                             : "left(" + text_of(field) + ", " + length + ")";
}

/// The fields, and "SELECT …" of their beginnings.
struct Beginnings {
    std::vector<const PgField*> columns;
    std::string select;
};

Result<Beginnings> beginnings_of(const PgLayout& layout, const std::vector<std::string>& fields,
                                 std::uint32_t chars_max) {
    Beginnings out;
    for (const auto& name : fields) {
        const PgField* field = layout.find(name);
        if (field == nullptr)
            return Error(ErrorCode::not_found, "the collection has no such field",
                         "scan the store again");
        out.columns.push_back(field);
        out.select += out.select.empty() ? "SELECT " : ", ";
        out.select += beginning_of(*field, chars_max);
    }
    return out;
}

}  // namespace

Result<Sample> sample_postgres(PgSession& session, const PgLayout& layout,
                               const std::vector<std::string>& fields, std::uint64_t rows_max,
                               std::uint32_t chars_max) {
    Sample out;
    out.fields = fields;
    out.values.resize(fields.size());
    GDPRD_TRY_ASSIGN(const Beginnings wanted, beginnings_of(layout, fields, chars_max));
    if (fields.empty() || rows_max == 0) return out;
    const auto take = [&](const PgResult& row) -> Result<void> {
        ++out.rows_read;
        for (std::size_t i = 0; i < wanted.columns.size(); ++i) {
            Cell cell = read_cell(*wanted.columns[i], row, 0, static_cast<int>(i));
            // pictures and the like: nothing that can be told from their bytes
            if (cell.kind == Cell::Kind::null || !valid_utf8(cell.bytes)) continue;
            out.values[i].emplace_back(std::move(cell.bytes));
        }
        return {};
    };
    const std::string from = wanted.select + " FROM " + layout.table + " AS t";
    const std::string limit = " LIMIT " + std::to_string(rows_max);
    GDPRD_TRY_ASSIGN(const std::string sampled, table_sample(session, layout, rows_max));
    GDPRD_TRY(session.stream(from + sampled + limit, {}, take));
    // the estimate was of rows that are gone
    if (out.rows_read == 0 && !sampled.empty()) GDPRD_TRY(session.stream(from + limit, {}, take));
    return out;
}

Result<ValuesRead> read_values_postgres(PgSession& session, const PgLayout& layout,
                                        const std::vector<std::string>& fields,
                                        std::uint64_t rows_max, std::uint32_t chars_max,
                                        const ValueReader::ValueSink& sink) {
    GDPRD_TRY_ASSIGN(const Beginnings wanted, beginnings_of(layout, fields, chars_max));
    ValuesRead out;
    if (fields.empty()) return out;
    out.whole = true;
    const auto take = [&](const PgResult& row) -> Result<void> {
        if (out.rows == rows_max) {
            out.whole = false;
            return {};
        }
        ++out.rows;
        std::vector<policy::PersonalCell> values;
        values.reserve(wanted.columns.size());
        for (std::size_t i = 0; i < wanted.columns.size(); ++i) {
            Cell cell = read_cell(*wanted.columns[i], row, 0, static_cast<int>(i));
            if (!valid_utf8(cell.bytes)) cell = {};
            values.emplace_back(std::move(cell));
        }
        return sink(std::move(values));
    };
    GDPRD_TRY(session.stream(
        wanted.select + " FROM " + layout.table + " AS t LIMIT " + std::to_string(rows_max + 1), {},
        take));
    return out;
}

}  // namespace gdprd::connectors
