#include "connectors/files/finder.hpp"

#include <algorithm>

#include "connectors/text_match.hpp"

namespace gdprd::connectors {

using policy::Cell;
using policy::MatchMode;

FileFinder::FileFinder(const FileLayout& layout, const policy::FindQuery& query, const Call& call)
    : layout_(&layout), query_(&query), call_(&call) {}

void FileFinder::prepare() {
    for (const auto& tuple : query_->any_of) {
        std::vector<std::string> bytes;
        for (const auto& value : tuple)
            if (value.expose().kind != Cell::Kind::null) bytes.push_back(value.expose().bytes);
        if (bytes.size() != tuple.size()) continue;  // as in SQL, null equals nothing
        if (query_->mode == MatchMode::exact) {
            tuples_.insert(std::move(bytes));
        } else {
            wanted_.insert(wanted_form(query_->mode, bytes.front()));
        }
    }
    wanted_.erase("");  // white space or punctuation alone says nothing
}

bool FileFinder::matches(const std::vector<Cell>& row) const {
    if (query_->mode == MatchMode::exact) {
        std::vector<std::string> values;
        std::vector<std::string> compared;
        for (const std::size_t place : compared_) {
            const Cell& value = value_at(row, place);
            if (value.kind == Cell::Kind::null) return false;
            values.push_back(value.bytes);
            compared.push_back(policy::compared_bytes(value));
        }
        return tuples_.contains(values) || tuples_.contains(compared);
    }
    const Cell& value = value_at(row, compared_.front());
    if (value.kind == Cell::Kind::null) return false;
    return matches_any(query_->mode, stored_form(query_->mode, value.bytes), wanted_);
}

Result<std::vector<std::string>> FileFinder::run(int descriptor, const Connector::RowSink& sink) {
    const bool one_field = query_->fields.size() == 1;
    if (query_->fields.empty() || (!one_field && query_->mode != MatchMode::exact))
        return Error(ErrorCode::invalid_argument, "only exact matches take several fields");
    for (const auto& tuple : query_->any_of)
        if (tuple.size() != query_->fields.size())
            return Error(ErrorCode::invalid_argument, "a wanted value is missing for a field");
    std::vector<std::string> names = query_->read.empty() ? layout_->names() : query_->read;
    GDPRD_TRY_ASSIGN(compared_, layout_->places_of(query_->fields));
    GDPRD_TRY_ASSIGN(const auto read, layout_->places_of(names));
    prepare();
    if (tuples_.empty() && wanted_.empty()) return names;
    GDPRD_TRY_ASSIGN(FileRecords records, FileRecords::open(*layout_, descriptor, *call_));
    std::uint64_t rows = 0;
    for (;;) {
        GDPRD_TRY_ASSIGN(const auto piece, records.reader.next());
        if (!piece) break;
        if (!piece->is_record) continue;
        GDPRD_TRY_ASSIGN(const std::vector<Cell> row, layout_->read(*records.format, piece->text));
        if (!matches(row)) continue;
        if (++rows > query_->max_rows)
            return Error(ErrorCode::limit_exceeded, "more rows match than max_rows allows",
                         "a wanted value that so many rows share points at nobody");
        policy::Row out{layout_->key_of(row), {}};
        for (const std::size_t place : read) out.values.emplace_back(value_at(row, place));
        GDPRD_TRY(call_->check());
        GDPRD_TRY(sink(std::move(out)));
    }
    GDPRD_TRY_ASSIGN(const struct stat after, status_of(descriptor));
    if (version_of(after) != layout_->version)
        return Error(ErrorCode::unavailable, "the file changed while it was read", "try again");
    return names;
}

}  // namespace gdprd::connectors
