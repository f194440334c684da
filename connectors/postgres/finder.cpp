#include "connectors/postgres/finder.hpp"

#include <algorithm>
#include <charconv>
#include <set>

#include "config/base/utf8.hpp"
#include "connectors/spread_pattern.hpp"
#include "connectors/text_match.hpp"

namespace gdprd::connectors {

namespace {

using policy::Cell;
using policy::KeyKind;
using policy::MatchMode;
using policy::PersonalCell;

constexpr std::size_t kNumericCharsMax = 100;

/// How a field is compared: its own expression, and the array type of the wanted texts.
struct Comparison {
    std::string expression;
    const char* array_type;
};

Comparison comparison(const PgField& field) {
    const std::string column = "t." + quote_pg(field.name);
    switch (field.compare) {
        case PgCompare::integer:
            return {column, "bigint[]"};
        case PgCompare::numeric:
            return {column, "numeric[]"};
        case PgCompare::text:
            return {column + "::text", "text[]"};
        case PgCompare::padded:
            return {column, "bpchar[]"};
        case PgCompare::uuid:
            return {column, "uuid[]"};
        case PgCompare::boolean:
            return {column, "boolean[]"};
        case PgCompare::bytes:
            return {column, "bytea[]"};
        case PgCompare::as_text:
            return {text_of(field), "text[]"};
    }
    return {text_of(field), "text[]"};
}

bool is_integer(const std::string& text) {
    std::int64_t value = 0;
    const char* end = text.data() + text.size();
    const auto parsed = std::from_chars(text.data(), end, value);
    return parsed.ec == std::errc() && parsed.ptr == end;
}

bool is_numeric(const std::string& text) {
    std::string_view rest = text;
    if (rest.starts_with('-')) rest.remove_prefix(1);
    const bool digits = std::ranges::any_of(rest, [](char c) { return c >= '0' && c <= '9'; });
    return digits && rest.size() <= kNumericCharsMax && std::ranges::count(rest, '.') <= 1 &&
           rest.find_first_not_of("0123456789.") == std::string_view::npos;
}

bool is_uuid(const std::string& text) {
    if (text.size() != 36) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        const char c = text[i];
        const bool hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
        if (dash ? c != '-' : !hex) return false;
    }
    return true;
}

/// The wanted value as text that surely casts to the field's type; nullopt: it can match nothing.
std::optional<std::string> wanted_text(const PgField& field, const Cell& cell) {
    const auto text = parameter_text(field, cell);
    if (!text || !*text) return std::nullopt;
    const std::string& value = **text;
    switch (field.compare) {
        case PgCompare::integer:
            return is_integer(value) ? *text : std::nullopt;
        case PgCompare::numeric:
            return is_numeric(value) ? *text : std::nullopt;
        case PgCompare::uuid:
            return is_uuid(value) ? *text : std::nullopt;
        case PgCompare::boolean:
            if (value == "t" || value == "true" || value == "1") return "t";
            if (value == "f" || value == "false" || value == "0") return "f";
            return std::nullopt;
        case PgCompare::text:
        case PgCompare::padded:
        case PgCompare::bytes:
        case PgCompare::as_text:
            return *text;
    }
    return std::nullopt;
}

}  // namespace

PgFinder::PgFinder(PgSession& session, const PgLayout& layout, const policy::FindQuery& query)
    : session_(&session),
      layout_(&layout),
      query_(&query),
      names_(query.read),
      keys_(layout.key_fields()) {
    if (names_.empty())
        for (const auto& field : layout.fields) names_.push_back(field.name);
    for (const auto* list : {&keys_, &names_})
        for (const auto& name : *list)
            if (const PgField* field = layout.find(name);
                field != nullptr && std::ranges::find(columns_, field) == columns_.end())
                columns_.push_back(field);
}

Result<void> PgFinder::check() const {
    const bool one_field = query_->fields.size() == 1;
    if (query_->fields.empty() || (!one_field && query_->mode != MatchMode::exact))
        return Error(ErrorCode::invalid_argument, "only exact matches take several fields");
    for (const auto& wanted : query_->any_of)
        if (wanted.size() != query_->fields.size())
            return Error(ErrorCode::invalid_argument, "a wanted value is missing for a field");
    for (const auto* list : {&query_->fields, &names_})
        for (const auto& field : *list)
            if (layout_->find(field) == nullptr)
                return Error(ErrorCode::not_found, "the collection has no such field",
                             "scan the store again");
    return {};
}

std::optional<std::string> PgFinder::where_exact(PgParams& params) const {
    std::vector<const PgField*> fields;
    fields.reserve(query_->fields.size());
    for (const auto& name : query_->fields) fields.push_back(layout_->find(name));
    std::set<std::vector<std::string>> tuples;
    for (const auto& wanted : query_->any_of) {
        std::vector<std::string> tuple;
        for (std::size_t i = 0; i < fields.size(); ++i)
            if (auto text = wanted_text(*fields[i], wanted[i].expose()))
                tuple.push_back(std::move(*text));
        if (tuple.size() == fields.size()) tuples.insert(std::move(tuple));
    }
    if (tuples.empty()) return std::nullopt;
    std::string left;
    std::string right;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        std::vector<std::string> column;
        column.reserve(tuples.size());
        for (const auto& tuple : tuples) column.push_back(tuple[i]);
        params.emplace_back(array_text(column));
        const Comparison how = comparison(*fields[i]);
        left += (i == 0 ? "" : ", ") + how.expression;
        right += (i == 0 ? "$" : ", $") + std::to_string(params.size()) + "::" + how.array_type;
    }
    if (fields.size() == 1) return left + " = ANY(" + right + ")";
    return "(" + left + ") IN (SELECT * FROM unnest(" + right + "))";
}

std::optional<std::string> PgFinder::where_text(PgParams& params) const {
    std::vector<std::string> values;
    for (const auto& wanted : query_->any_of) {
        const Cell& cell = wanted.front().expose();
        if (cell.kind == Cell::Kind::null || cell.bytes.find('\0') != std::string::npos ||
            !valid_utf8(cell.bytes))
            continue;
        // white space or punctuation alone says nothing
        const std::string form = wanted_form(query_->mode, cell.bytes);
        if (form.empty()) continue;
        values.push_back(query_->mode == MatchMode::digits_inside ? spread_pattern(form, kAnyTimes)
                                                                  : cell.bytes);
    }
    if (values.empty()) return std::nullopt;
    params.emplace_back(array_text(values));
    const PgField& field = *layout_->find(query_->fields.front());
    const std::string text = text_of(field);
    if (query_->mode == MatchMode::digits_inside)
        return "(" + text + ") COLLATE \"C\" ~ ANY($1::text[])";
    const auto normal = [&](const std::string& value) {
        const std::string letters = "(" + value + ")" + session_->collate();
        if (query_->mode == MatchMode::digits)
            return "upper(regexp_replace(" + letters + ", '[^[:alnum:]]', '', 'g'))";
        if (query_->mode == MatchMode::contains && value != "w") return "lower(" + letters + ")";
        return "lower(btrim(" + letters + ", E' \\t\\n\\r\\f\\v\\u00a0'))";
    };
    const std::string wanted = "unnest($1::text[]) AS w";
    if (query_->mode == MatchMode::contains)
        return "EXISTS (SELECT 1 FROM " + wanted + " WHERE strpos(" + normal(text) + ", " +
               normal("w") + ") > 0)";
    return normal(text) + " IN (SELECT " + normal("w") + " FROM " + wanted + ")";
}

std::optional<std::string> PgFinder::where(PgParams& params) const {
    return query_->mode == MatchMode::exact ? where_exact(params) : where_text(params);
}

policy::Row PgFinder::read(const PgResult& row) const {
    const auto cell = [&](const std::string& name) {
        const PgField* field = layout_->find(name);
        const auto at = std::ranges::find(columns_, field) - columns_.begin();
        return PersonalCell(read_cell(*field, row, 0, static_cast<int>(at)));
    };
    policy::Row out;
    out.key.kind = layout_->primary_key.empty() ? KeyKind::all_fields : KeyKind::primary_key;
    out.key.fields = keys_;
    for (const auto& name : keys_) out.key.values.push_back(cell(name));
    for (const auto& name : names_) out.values.push_back(cell(name));
    return out;
}

Result<void> PgFinder::run(const Connector::RowSink& sink) {
    PgParams params;
    const std::optional<std::string> condition = where(params);
    if (!condition) return {};
    std::string columns;
    for (const PgField* field : columns_)
        columns += (columns.empty() ? "t." : ", t.") + quote_pg(field->name);
    const std::string sql = "SELECT " + columns + " FROM " + layout_->table + " AS t WHERE " +
                            *condition + " LIMIT " + std::to_string(query_->max_rows + 1);
    std::uint64_t count = 0;
    return session_->stream(sql, params, [&](const PgResult& row) -> Result<void> {
        if (++count > query_->max_rows)
            return Error(ErrorCode::limit_exceeded, "more rows match than max_rows allows",
                         "a wanted value that so many rows share points at nobody");
        return sink(read(row));
    });
}

}  // namespace gdprd::connectors
