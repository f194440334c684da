#include "connectors/mariadb/finder.hpp"

#include <algorithm>

#include "config/base/utf8.hpp"
#include "connectors/fold.hpp"
#include "connectors/spread_pattern.hpp"
#include "connectors/text_match.hpp"

namespace gdprd::connectors {

namespace {

using policy::Cell;
using policy::KeyKind;
using policy::MatchMode;

constexpr std::size_t kParamsPerStatement = 5'000;
constexpr std::size_t kTextsPerStatement = 50;  ///< each is looked for in each row's text

std::string ascii_lower(std::string text) {
    std::ranges::transform(text, text.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return text;
}

/// "0012.500" and "12.5" are one number.
std::string plain_decimal(std::string_view text) {
    std::string out = plain_number(text);
    if (out.find('.') != std::string::npos) {
        while (out.ends_with('0')) out.pop_back();
        if (out.ends_with('.')) out.pop_back();
    }
    if (out.starts_with('.') || out.starts_with("-.")) out.insert(out.find('.'), "0");
    return out == "-0" ? "0" : out;
}

std::string without_spaces_at_end(std::string text) {
    while (text.ends_with(' ')) text.pop_back();
    return text;
}

/// A value of the field in the one spelling by which it is compared.
std::string spelling(const MariaField& field, std::string value) {
    switch (field.compare) {
        case MariaCompare::decimal:
            return plain_decimal(value);
        case MariaCompare::padded:
            return without_spaces_at_end(std::move(value));
        case MariaCompare::as_text:
            return field.uuid ? ascii_lower(std::move(value)) : value;
        case MariaCompare::integer:
        case MariaCompare::bits:
        case MariaCompare::text:
        case MariaCompare::bytes:
            return value;
    }
    return value;
}

std::string_view trimmed(std::string_view text) {
    const auto space = [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); };
    while (!text.empty() && space(text.front())) text.remove_prefix(1);
    while (!text.empty() && space(text.back())) text.remove_suffix(1);
    return text;
}

std::string ascii_alphanumerics(std::string_view text) {
    std::string out;
    for (const char c : alphanumerics(text))
        if (static_cast<unsigned char>(c) < 0x80) out += c;
    return out;
}

/// SQL of the field's text and of a parameter, under a collation in which letters of either case
/// are the same: it finds more than it should, never less.
struct Loose {
    std::string text;
    std::string param;
    std::string cased;  ///< collation that tells letters' cases apart
};

Loose loose(const MariaField& field) {
    if (field.compare == MariaCompare::bytes)
        return {text_of(field) + " COLLATE latin1_general_ci", "CONVERT(? USING latin1)",
                text_of(field) + " COLLATE latin1_bin"};
    return {text_of(field) + " COLLATE utf8mb4_general_ci", "?",
            text_of(field) + " COLLATE utf8mb4_bin"};
}

}  // namespace

MariaFinder::MariaFinder(MariaSession& session, const MariaLayout& layout,
                         const policy::FindQuery& query)
    : session_(&session),
      layout_(&layout),
      query_(&query),
      names_(query.read),
      keys_(layout.key_fields()) {
    if (names_.empty())
        for (const auto& field : layout.fields) names_.push_back(field.name);
    for (const std::vector<std::string>* list :
         std::initializer_list<const std::vector<std::string>*>{&keys_, &names_, &query.fields})
        for (const auto& name : *list)
            if (const MariaField* field = layout.find(name);
                field != nullptr && std::ranges::find(columns_, field) == columns_.end())
                columns_.push_back(field);
}

Result<void> MariaFinder::check() const {
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

std::optional<std::string> MariaFinder::wanted(const MariaField& field, const Cell& cell) const {
    if (cell.kind == Cell::Kind::null) return std::nullopt;
    const std::string& value = cell.bytes;
    if (query_->mode != MatchMode::exact) {
        // white space or punctuation alone says nothing
        return wanted_form(query_->mode, value).empty() || !valid_utf8(value)
                   ? std::nullopt
                   : std::optional(value);
    }
    if (field.compare == MariaCompare::bytes) return value;
    if (!valid_utf8(value)) return std::nullopt;
    if (field.compare == MariaCompare::integer || field.compare == MariaCompare::bits) {
        const auto param = param_of(field, cell);
        if (!param || param->kind == MariaParam::Kind::text) return std::nullopt;
        return plain_number(value) == "-0" ? "0" : plain_number(value);
    }
    if (field.compare == MariaCompare::decimal && !is_decimal(value)) return std::nullopt;
    return spelling(field, value);
}

std::vector<MariaFinder::Batch> MariaFinder::batches() const {
    const std::size_t most =
        query_->mode == MatchMode::exact
            ? std::max<std::size_t>(1, kParamsPerStatement / query_->fields.size())
            : kTextsPerStatement;
    std::set<Tuple> all;
    for (const auto& values : query_->any_of) {
        Tuple tuple;
        for (std::size_t i = 0; i < values.size(); ++i)
            if (auto one = wanted(*layout_->find(query_->fields[i]), values[i].expose()))
                tuple.push_back(std::move(*one));
        if (tuple.size() == query_->fields.size()) all.insert(std::move(tuple));
    }
    std::vector<Batch> out;
    for (const Tuple& tuple : all) {
        if (out.empty() || out.back().values.size() == most) out.emplace_back();
        out.back().values.insert(out.back().values.end(), tuple);
        if (query_->mode != MatchMode::exact)
            out.back().normal.insert(wanted_form(query_->mode, tuple.front()));
    }
    return out;
}

std::string MariaFinder::where_exact(const Batch& batch, MariaParams& params) const {
    std::vector<const MariaField*> fields;
    std::string left;
    for (std::size_t i = 0; i < query_->fields.size(); ++i) {
        const MariaField* field = layout_->find(query_->fields[i]);
        fields.push_back(field);
        const bool is_text =
            field->compare == MariaCompare::text || field->compare == MariaCompare::padded;
        // by an index where the field can be compared as it is
        const bool as_it_is =
            is_text ? std::ranges::all_of(
                          batch.values,
                          [&](const Tuple& tuple) { return fits_charset(*field, tuple[i]); })
                    : field->compare != MariaCompare::as_text;
        left += (i == 0 ? "" : ", ") + (as_it_is && field->compare != MariaCompare::bits
                                            ? quote_maria(field->name)
                                        : field->compare == MariaCompare::bits ? value_of(*field)
                                                                               : text_of(*field));
    }
    std::string marks;
    for (const Tuple& tuple : batch.values) {
        std::string one;
        for (std::size_t i = 0; i < tuple.size(); ++i) {
            auto param = param_of(*fields[i], {Cell::Kind::text, tuple[i]});
            if (!param) continue;  // wanted() has looked
            if (fields[i]->compare == MariaCompare::decimal)
                param->kind = MariaParam::Kind::decimal;
            params.push_back(std::move(*param));
            one += one.empty() ? "?" : ", ?";
        }
        marks += (marks.empty() ? "" : ", ") + (tuple.size() == 1 ? one : "(" + one + ")");
    }
    return (fields.size() == 1 ? left : "(" + left + ")") + " IN (" + marks + ")";
}

std::string MariaFinder::where_text(const Batch& batch, MariaParams& params) const {
    const MariaField& field = *layout_->find(query_->fields.front());
    const Loose how = loose(field);
    const auto kind =
        field.compare == MariaCompare::bytes ? MariaParam::Kind::bytes : MariaParam::Kind::text;
    std::string out;
    if (query_->mode == MatchMode::digits) {
        for (const Tuple& tuple : batch.values) {
            params.push_back({MariaParam::Kind::text, ascii_alphanumerics(tuple.front())});
            out += out.empty() ? "?" : ", ?";
        }
        return "REGEXP_REPLACE(" + how.cased + ", '[^0-9A-Za-z]', '') COLLATE " +
               (field.compare == MariaCompare::bytes ? "latin1_general_ci" : "utf8mb4_general_ci") +
               " IN (" + out + ")";
    }
    if (query_->mode == MatchMode::digits_inside) {
        for (const std::string& digits : batch.normal) {
            params.push_back({kind, spread_pattern(digits, kFewTimes)});
            out += (out.empty() ? "" : " OR ") + how.cased + " REGEXP " + how.param;
        }
        return out;
    }
    for (const Tuple& tuple : batch.values) {
        // as it is written and as it is folded: the server's collation knows no "ß" = "ss"
        const std::string plain(trimmed(tuple.front()));
        const std::string folded = fold(tuple.front());
        for (const std::string* one : {&plain, &folded}) {
            if (one == &folded && folded == ascii_lower(plain)) continue;
            params.push_back({kind, *one});
            out +=
                (out.empty() ? "LOCATE(" : " OR LOCATE(") + how.param + ", " + how.text + ") > 0";
        }
    }
    return out;
}

bool MariaFinder::matches_one(const Tuple& value, const Batch& batch) const {
    if (query_->mode == MatchMode::exact) return batch.values.contains(value);
    return matches_any(query_->mode, value.front(), batch.normal);
}

std::size_t MariaFinder::place_of(const std::string& name) const {
    return static_cast<std::size_t>(std::ranges::find(columns_, layout_->find(name)) -
                                    columns_.begin());
}

bool MariaFinder::matches(const std::vector<Cell>& row, const std::vector<Batch>& all,
                          std::size_t batch) const {
    Tuple value;
    for (const auto& name : query_->fields) {
        const Cell& cell = row[place_of(name)];
        if (cell.kind == Cell::Kind::null) return false;
        value.push_back(query_->mode == MatchMode::exact
                            ? spelling(*layout_->find(name), cell.bytes)
                            : stored_form(query_->mode, cell.bytes));
    }
    if (!matches_one(value, all[batch])) return false;
    return std::none_of(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(batch),
                        [&](const auto& before) { return matches_one(value, before); });
}

policy::Row MariaFinder::pick(const std::vector<Cell>& row) const {
    policy::Row out;
    out.key.kind = layout_->primary_key.empty() ? KeyKind::all_fields : KeyKind::primary_key;
    out.key.fields = keys_;
    for (const auto& name : keys_) out.key.values.emplace_back(row[place_of(name)]);
    for (const auto& name : names_) out.values.emplace_back(row[place_of(name)]);
    return out;
}

Result<void> MariaFinder::run_batch(const std::vector<Batch>& all, std::size_t batch,
                                    const Connector::RowSink& sink) {
    std::string select;
    for (const MariaField* field : columns_)
        select += (select.empty() ? "SELECT " : ", ") + value_of(*field);
    MariaParams params;
    const std::string where = query_->mode == MatchMode::exact ? where_exact(all[batch], params)
                                                               : where_text(all[batch], params);
    return session_->stream(
        select + " FROM " + layout_->table + " WHERE " + where, params,
        [&](MariaRow&& row) -> Result<void> {
            std::vector<Cell> cells;
            cells.reserve(columns_.size());
            for (std::size_t i = 0; i < columns_.size(); ++i)
                cells.push_back(read_cell(*columns_[i], std::move(row[i])));
            if (!matches(cells, all, batch)) return {};
            if (++rows_ > query_->max_rows)
                return Error(ErrorCode::limit_exceeded, "more rows match than max_rows allows",
                             "a wanted value that so many rows share points at nobody");
            return sink(pick(cells));
        });
}

Result<void> MariaFinder::run(const Connector::RowSink& sink) {
    const std::vector<Batch> all = batches();
    for (std::size_t i = 0; i < all.size(); ++i) GDPRD_TRY(run_batch(all, i, sink));
    return {};
}

}  // namespace gdprd::connectors
