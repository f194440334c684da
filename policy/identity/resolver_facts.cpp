#include "policy/identity/resolver_facts.hpp"

#include <algorithm>
#include <charconv>

#include "config/base/assert.hpp"
#include "config/limits.hpp"

namespace gdprd::policy {
namespace {

const Facts::Table kNoRows;

bool is_integer(std::string_view text) noexcept {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size();
}

/// The bytes as the field's type; references between text and integers exist in real schemas.
std::optional<PersonalCell> cell_for(const FieldSchema& field, const std::string& bytes) {
    if (field.type != FieldType::integer) return PersonalCell(Cell{Cell::Kind::text, bytes});
    if (!is_integer(bytes)) return std::nullopt;
    return PersonalCell(Cell{Cell::Kind::integer, bytes});
}

}  // namespace

void Facts::want(const Lookup& lookup, const std::vector<std::string>& wanted) {
    if (failed_.contains(lookup.in.store)) return;
    const Node& node = estate_->node(lookup.in);
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (wanted[i].empty()) return;
        if (!cell_for(node.schema->fields[lookup.at[i]], wanted[i])) return;
    }
    if (asked_[lookup].contains(wanted)) return;
    pending_[lookup].insert(wanted);
}

std::vector<FindQuery> Facts::take() {
    std::vector<FindQuery> queries;
    for (auto& [lookup, tuples] : pending_) {
        const Node& node = estate_->node(lookup.in);
        FindQuery query;
        query.in = lookup.in;
        query.mode = lookup.mode;
        for (const std::size_t at : lookup.at) query.fields.push_back(node.fields[at]);
        if (lookup.read == Read::compared) query.read = query.fields;
        searched_.insert(lookup.in);
        for (const auto& tuple : tuples) {
            std::vector<PersonalCell> cells;
            cells.reserve(tuple.size());
            for (std::size_t i = 0; i < tuple.size(); ++i) {
                auto cell = cell_for(node.schema->fields[lookup.at[i]], tuple[i]);
                GDPRD_ASSERT(cell.has_value());  // what no field can hold is not looked for
                cells.push_back(std::move(*cell));
            }
            query.any_of.push_back(std::move(cells));
            if (query.any_of.size() == config::limits::kValuesPerQuery) {
                queries.push_back(query);
                query.any_of.clear();
            }
        }
        if (!query.any_of.empty()) queries.push_back(std::move(query));
        asked_[lookup].merge(tuples);
    }
    pending_.clear();
    return queries;
}

void Facts::supply(const FindQuery& query, const RowSet& rows) {
    if (failed_.contains(query.in.store)) return;
    const Node& node = estate_->node(query.in);
    const bool whole = query.read.empty();
    const std::vector<std::string>& fields = whole ? node.fields : query.read;
    std::vector<std::size_t> at;
    for (const std::string& field : fields) {
        const auto found = std::find(node.fields.begin(), node.fields.end(), field);
        at.push_back(static_cast<std::size_t>(found - node.fields.begin()));
    }
    Table& table = whole ? whole_[query.in] : compared_[{query.in, at}];
    std::map<RowKey, std::size_t> same;
    for (const Row& row : rows.rows) {
        if (whole && row.key.kind == KeyKind::all_fields) {
            std::size_t& copies = copies_[{query.in, row.key}];
            copies = std::max(copies, ++same[row.key]);
        }
        Values values;
        for (const std::string& field : fields) {
            const std::size_t from = rows.index_of(field);
            values.push_back(from < row.values.size() ? row.values[from] : PersonalCell());
        }
        table.insert_or_assign(row.key, std::move(values));
    }
    if (whole) indexes_.clear();
}

void Facts::fail(const StoreName& store) {
    failed_.insert(store);
    const auto of_store = [&](const auto& entry) { return entry.first.in.store == store; };
    std::erase_if(asked_, of_store);
    std::erase_if(pending_, of_store);
    std::erase_if(whole_, [&](const auto& entry) { return entry.first.store == store; });
    std::erase_if(compared_, [&](const auto& entry) { return entry.first.first.store == store; });
    std::erase_if(searched_, [&](const CollectionPath& path) { return path.store == store; });
    indexes_.clear();
}

const Facts::Table& Facts::rows(const CollectionPath& in) const {
    const auto found = whole_.find(in);
    return found == whole_.end() ? kNoRows : found->second;
}

const Values* Facts::find(const RowId& row) const {
    const Table& table = rows(row.in);
    const auto found = table.find(row.key);
    return found == table.end() ? nullptr : &found->second;
}

std::size_t Facts::copies(const RowId& row) const {
    const auto found = copies_.find(row);
    return found == copies_.end() ? 1 : found->second;
}

std::vector<RowKey> Facts::with(const CollectionPath& in, const std::vector<std::size_t>& at,
                                const std::vector<std::string>& tuple) const {
    const auto [place, fresh] = indexes_.try_emplace({in, at});
    if (fresh) {
        for (const auto& [key, values] : rows(in)) {
            if (auto own = tuple_of(values, at)) place->second[*own].push_back(key);
        }
    }
    const auto found = place->second.find(tuple);
    return found == place->second.end() ? std::vector<RowKey>{} : found->second;
}

const Facts::Table& Facts::compared(const CollectionPath& in,
                                    const std::vector<std::size_t>& at) const {
    const auto found = compared_.find({in, at});
    return found == compared_.end() ? kNoRows : found->second;
}

}  // namespace gdprd::policy
