#include "connectors/sqlite/finder.hpp"

#include <algorithm>
#include <charconv>

#include "connectors/text_match.hpp"

namespace gdprd::connectors {

namespace {

using policy::Cell;
using policy::MatchMode;
using policy::PersonalCell;
using sqlite::quote_identifier;
using sqlite::Statement;

/// SQLite refuses expressions deeper than 1,000, and ORs count.
constexpr std::size_t kTuplesPerBatch = 200;
constexpr std::size_t kValuesPerBatch = 5'000;

/// A value in every type that a column without affinity may hold it in.
std::vector<Cell> spellings(const Cell& cell) {
    std::vector<Cell> out;
    switch (cell.kind) {
        case Cell::Kind::null:
            return out;  // as in SQL, NULL equals nothing
        case Cell::Kind::blob:
        case Cell::Kind::integer:
        case Cell::Kind::real:
            return {cell, {Cell::Kind::text, cell.bytes}};
        case Cell::Kind::text:
            break;
    }
    out = {cell, {Cell::Kind::blob, cell.bytes}};
    std::int64_t number = 0;
    const char* end = cell.bytes.data() + cell.bytes.size();
    const auto parsed = std::from_chars(cell.bytes.data(), end, number);
    if (parsed.ec == std::errc() && parsed.ptr == end)
        out.push_back({Cell::Kind::integer, std::to_string(number)});
    return out;
}

/// `"field" IN (?,…)` for these values; the parameters are appended to `bound`. Empty: no match.
std::string one_of(const std::string& field, const std::vector<const Cell*>& values,
                   std::vector<Cell>& bound) {
    std::string marks;
    for (const Cell* value : values) {
        for (Cell& spelling : spellings(*value)) {
            marks += marks.empty() ? "?" : ",?";
            bound.push_back(std::move(spelling));
        }
    }
    return marks.empty() ? marks : quote_identifier(field) + " IN (" + marks + ")";
}

}  // namespace

SqliteFinder::SqliteFinder(sqlite::Database& db, const SqliteLayout& layout,
                           const policy::FindQuery& query, SqliteMatcher& matcher)
    : db_(&db),
      layout_(&layout),
      query_(&query),
      matcher_(&matcher),
      keys_(layout),
      names_(query.read.empty() ? layout.fields : query.read) {}

Result<void> SqliteFinder::check() const {
    const bool one_field = query_->fields.size() == 1;
    if (query_->fields.empty() || (!one_field && query_->mode != MatchMode::exact))
        return Error(ErrorCode::invalid_argument, "only exact matches take several fields");
    for (const auto& wanted : query_->any_of)
        if (wanted.size() != query_->fields.size())
            return Error(ErrorCode::invalid_argument, "a wanted value is missing for a field");
    for (const auto* list : {&query_->fields, &names_})
        for (const auto& field : *list)
            if (!layout_->has_field(field))
                return Error(ErrorCode::not_found, "the collection has no such field",
                             "scan the store again");
    return {};
}

std::string SqliteFinder::select() const {
    std::string out;
    for (const auto& column : keys_.columns()) out += (out.empty() ? "SELECT " : ", ") + column;
    for (const auto& name : names_) out += ", " + quote_identifier(name);
    return out + " FROM " + layout_->table + " WHERE ";
}

Result<void> SqliteFinder::run(const Connector::RowSink& sink) {
    if (query_->any_of.empty()) return {};
    if (query_->mode == MatchMode::exact) return run_exact(sink);
    matcher_->mode = query_->mode;
    matcher_->wanted.clear();
    for (const auto& wanted : query_->any_of) {
        const Cell& cell = wanted.front().expose();
        if (cell.kind == Cell::Kind::null) continue;
        matcher_->wanted.insert(wanted_form(query_->mode, cell.bytes));
    }
    matcher_->wanted.erase("");  // white space or punctuation alone says nothing
    GDPRD_TRY_ASSIGN(Statement rows, db_->prepare(select() + "gdprd_matches(" +
                                                  quote_identifier(query_->fields.front()) + ")"));
    const Result<void> done = stream(rows, sink);
    matcher_->wanted.clear();
    return done;
}

Result<void> SqliteFinder::run_exact(const Connector::RowSink& sink) {
    const Wanted& all = query_->any_of;
    const std::size_t most = query_->fields.size() == 1 ? kValuesPerBatch : kTuplesPerBatch;
    several_batches_ = all.size() > most;
    for (std::size_t at = 0; at < all.size(); at += most) {
        const auto first = all.begin() + static_cast<std::ptrdiff_t>(at);
        const auto size = static_cast<std::ptrdiff_t>(std::min(most, all.size() - at));
        GDPRD_TRY(run_batch(Wanted(first, first + size), sink));
    }
    return {};
}

Result<void> SqliteFinder::run_batch(const Wanted& wanted, const Connector::RowSink& sink) {
    std::vector<Cell> bound;
    std::string where;
    if (query_->fields.size() == 1) {
        std::vector<const Cell*> values;
        for (const auto& one : wanted) values.push_back(&one.front().expose());
        where = one_of(query_->fields.front(), values, bound);
    } else {
        for (const auto& tuple : wanted) {
            const bool has_null = std::ranges::any_of(
                tuple, [](const PersonalCell& c) { return c.expose().kind == Cell::Kind::null; });
            if (has_null) continue;
            std::string all_equal;
            for (std::size_t i = 0; i < tuple.size(); ++i) {
                if (i > 0) all_equal += " AND ";
                all_equal += one_of(query_->fields[i], {&tuple[i].expose()}, bound);
            }
            where += (where.empty() ? "(" : " OR (") + all_equal + ")";
        }
    }
    if (where.empty()) return {};
    GDPRD_TRY_ASSIGN(Statement rows, db_->prepare(select() + where));
    for (std::size_t i = 0; i < bound.size(); ++i)
        if (!bind_cell(rows, static_cast<int>(i + 1), bound[i]))
            return Error(ErrorCode::invalid_argument, "a wanted number is no number");
    return stream(rows, sink);
}

Result<void> SqliteFinder::stream(Statement& rows, const Connector::RowSink& sink) {
    const int first = keys_.count();
    for (;;) {
        GDPRD_TRY_ASSIGN(const bool more, rows.step());
        if (!more) return {};
        GDPRD_TRY(check_row_bytes(rows));
        policy::Row row;
        row.key = keys_.read(rows);
        if (several_batches_ && row.key.kind != policy::KeyKind::all_fields &&
            !given_.insert(row.key).second)
            continue;
        if (++rows_ > query_->max_rows)
            return Error(ErrorCode::limit_exceeded, "more rows match than max_rows allows",
                         "a wanted value that so many rows share points at nobody");
        for (int i = 0; i < static_cast<int>(names_.size()); ++i)
            row.values.emplace_back(read_cell(rows, first + i));
        GDPRD_TRY(sink(std::move(row)));
    }
}

}  // namespace gdprd::connectors
