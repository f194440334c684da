#include "connectors/http/finder.hpp"

#include <algorithm>
#include <boost/json.hpp>

#include "config/base/utf8.hpp"
#include "connectors/http/json_values.hpp"
#include "connectors/text_match.hpp"

namespace gdprd::connectors {

namespace json = boost::json;
using policy::Cell;
using policy::MatchMode;
using policy::PersonalCell;
using policy::RowKey;

namespace {

/// More wanted values are looked for in the whole list at once.
constexpr std::size_t kSearchesMost = 200;

/// Others cannot stand in an address; a list is searched for them here.
bool can_be_sent(const std::vector<PersonalCell>& wanted) {
    return std::ranges::all_of(wanted, [](const PersonalCell& cell) {
        const std::string& bytes = cell.expose().bytes;
        return valid_utf8(bytes) && bytes.find('\0') == std::string::npos;
    });
}

/// Without spaces around, which wanted_form() drops too: services compare them.
std::string trimmed(std::string text) {
    const auto space = [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); };
    while (!text.empty() && space(text.back())) text.pop_back();
    const auto first = std::ranges::find_if_not(text, space);
    text.erase(text.begin(), first);
    return text;
}

}  // namespace

HttpFinder::HttpFinder(HttpRows& rows, const policy::FindQuery& query)
    : rows_(&rows), query_(&query), names_(query.read.empty() ? rows.all_fields() : query.read) {
    for (const auto& wanted : query.any_of) {
        std::vector<std::string> bytes;
        bool null = false;
        for (const PersonalCell& cell : wanted) {
            null = null || cell.expose().kind == Cell::Kind::null;  // equals nothing
            bytes.push_back(cell.expose().bytes);
        }
        if (null) continue;
        if (query.mode == MatchMode::exact)
            exact_.insert(std::move(bytes));
        else
            normal_.insert(wanted_form(query.mode, bytes.front()));
    }
    normal_.erase("");  // white space or punctuation alone says nothing
}

Result<void> HttpFinder::check() const {
    const bool one_field = query_->fields.size() == 1;
    if (query_->fields.empty() || (!one_field && query_->mode != MatchMode::exact))
        return Error(ErrorCode::invalid_argument, "only exact matches take several fields");
    for (const auto& wanted : query_->any_of)
        if (wanted.size() != query_->fields.size())
            return Error(ErrorCode::invalid_argument, "a wanted value is missing for a field");
    for (const auto* list : {&query_->fields, &names_})
        for (const auto& field : *list)
            if (rows_->described().find_field(field) == nullptr)
                return Error(ErrorCode::not_found, "the collection has no such field",
                             "scan the store again");
    return {};
}

bool HttpFinder::matches(const json::value& row) const {
    const CollectionDescription& of = rows_->described();
    std::vector<std::string> bytes;
    for (const std::string& field : query_->fields) {
        Cell cell = read_cell(row, *of.find_field(field), of);
        if (cell.kind == Cell::Kind::null) return false;
        bytes.push_back(std::move(cell.bytes));
    }
    if (query_->mode == MatchMode::exact) return exact_.contains(bytes);
    return matches_any(query_->mode, stored_form(query_->mode, bytes.front()), normal_);
}

/// Whether the list already tells what the query asks about.
bool HttpFinder::shows_fields(const json::value& row) const {
    const CollectionDescription& of = rows_->described();
    return std::ranges::all_of(query_->fields, [&](const std::string& field) {
        return find_at(row, of.find_field(field)->at) != nullptr;
    });
}

Result<void> HttpFinder::hand_on(RowKey key, const json::value& row,
                                 const Connector::RowSink& sink) {
    if (++handed_on_ > query_->max_rows)
        return Error(ErrorCode::limit_exceeded, "more rows match than max_rows allows");
    return sink({std::move(key), read_cells(row, rows_->described(), names_)});
}

/// true: go on.
Result<bool> HttpFinder::offer(const json::value& row, const Connector::RowSink& sink) {
    const CollectionDescription& of = rows_->described();
    GDPRD_TRY_ASSIGN(RowKey key, rows_->key_of(row));
    // pages overlap when rows come in between; one without a key may be there twice
    if (!of.key.empty() && seen_.contains(key)) return true;
    if (!of.reread) {
        if (!matches(row)) return true;
        if (!of.key.empty()) seen_.insert(key);
        GDPRD_TRY(hand_on(std::move(key), row, sink));
        return true;
    }
    seen_.insert(key);
    if (shows_fields(row) && !matches(row)) return true;
    Result<void> done;
    GDPRD_TRY(rows_->at(key, 1, [&](const json::value& whole) {
        if (matches(whole)) done = hand_on(key, whole, sink);
    }));
    GDPRD_TRY(done);
    return true;
}

const FindDescription* HttpFinder::find_search(std::size_t& field) const {
    for (field = 0; field < query_->fields.size(); ++field)
        for (const FindDescription& find : rows_->described().finds)
            if (find.covers.contains(query_->mode) &&
                std::ranges::count(find.fields, query_->fields[field]) > 0)
                return &find;
    return nullptr;
}

Result<void> HttpFinder::by_key(const Connector::RowSink& sink) {
    for (const auto& wanted : exact_) {
        RowKey key;
        key.fields = query_->fields;
        for (const std::string& bytes : wanted)
            key.values.emplace_back(Cell{Cell::Kind::text, bytes});
        // in a path, an empty value would lead elsewhere
        if (!can_be_sent(key.values) || std::ranges::any_of(wanted, [](const std::string& bytes) {
                return bytes.empty() || bytes == "." || bytes == "..";
            }))
            continue;
        Result<void> done;
        GDPRD_TRY(rows_->at(key, 1, [&](const json::value& row) {
            auto own = rows_->key_of(row);
            done = own ? hand_on(std::move(*own), row, sink) : Result<void>(own.error());
        }));
        GDPRD_TRY(done);
    }
    return {};
}

Result<void> HttpFinder::by_search(const FindDescription& find, std::size_t field,
                                   const Connector::RowSink& sink) {
    const bool exact = query_->mode == MatchMode::exact;
    std::set<std::string> asked;
    for (const auto& wanted : query_->any_of) {
        Cell cell = wanted[field].expose();
        if (cell.kind == Cell::Kind::null) continue;
        if (!exact) {
            if (wanted_form(query_->mode, cell.bytes).empty()) continue;
            cell.bytes = trimmed(std::move(cell.bytes));
        }
        if (!asked.insert(cell.bytes).second) continue;
        GDPRD_TRY(rows_->each_found(find, query_->fields[field], cell,
                                    [&](const json::value& row) { return offer(row, sink); }));
    }
    return {};
}

/// A row that is listed and not read would pass for one that is not there.
Result<void> HttpFinder::check_gone() {
    std::uint64_t listed = 0;
    GDPRD_TRY(rows_->each_listed_of_gone([&](const auto&, const auto&) { ++listed; }));
    if (listed == 0) return {};
    return Error(ErrorCode::invalid_argument,
                 "the service lists " + std::to_string(listed) +
                     (listed == 1 ? " row that it answers nothing for by its key"
                                  : " rows that it answers nothing for by their keys"),
                 "compare the description's read (path, gone) with the documentation of the "
                 "service's version; if rows were erased just now, try again")
        .in(rows_->described().name);
}

Result<void> HttpFinder::run(const Connector::RowSink& sink) {
    GDPRD_TRY(search(sink));
    return check_gone();
}

Result<void> HttpFinder::search(const Connector::RowSink& sink) {
    const CollectionDescription& of = rows_->described();
    if (exact_.empty() && normal_.empty()) return {};
    if (query_->mode == MatchMode::exact && of.read && query_->fields == of.key)
        return by_key(sink);
    std::size_t field = 0;
    const FindDescription* find = find_search(field);
    if (find != nullptr && query_->any_of.size() <= kSearchesMost &&
        std::ranges::all_of(query_->any_of, can_be_sent))
        return by_search(*find, field, sink);
    return rows_->each([&](const json::value& row) { return offer(row, sink); });
}

}  // namespace gdprd::connectors
