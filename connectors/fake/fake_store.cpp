#include <algorithm>

#include "config/base/assert.hpp"
#include "connectors/fake/fake_connector.hpp"

namespace gdprd::connectors {

namespace {

using policy::Cell;
using policy::CollectionSchema;
using policy::ForeignKey;
using policy::OnDelete;

std::size_t position(const CollectionSchema& schema, const std::string& field) {
    const auto at = std::ranges::find(schema.fields, field, &policy::FieldSchema::name);
    GDPRD_ASSERT(at != schema.fields.end());
    return static_cast<std::size_t>(at - schema.fields.begin());
}

bool refers(const CollectionSchema& child, const FakeStore::StoredRow& row, const ForeignKey& key,
            const CollectionSchema& parent, const FakeStore::StoredRow& target) {
    for (std::size_t i = 0; i < key.fields.size(); ++i) {
        const Cell& from = row.values[position(child, key.fields[i])];
        const Cell& to = target.values[position(parent, key.target_fields[i])];
        if (from.kind == Cell::Kind::null || from != to) return false;
    }
    return true;
}

}  // namespace

FakeStore::Collection& FakeStore::add(CollectionSchema schema) {
    Collection& one = collections[schema.name];
    one = Collection{std::move(schema), {}, false};
    return one;
}

void FakeStore::insert(const policy::CollectionName& into, std::vector<Cell> values) {
    Collection& one = collections.at(into);
    GDPRD_ASSERT(values.size() == one.schema.fields.size());
    one.rows.push_back({next_number++, std::move(values)});
}

std::vector<std::vector<Cell>> FakeStore::rows(const policy::CollectionName& of) const {
    std::vector<std::vector<Cell>> out;
    for (const auto& row : collections.at(of).rows) out.push_back(row.values);
    return out;
}

Result<void> FakeStore::erase(const policy::CollectionName& from, std::uint64_t number) {
    Collection& parent = collections.at(from);
    const auto at = std::ranges::find(parent.rows, number, &StoredRow::number);
    if (at == parent.rows.end()) return {};
    const StoredRow gone = std::move(*at);
    parent.rows.erase(at);
    for (auto& [name, child] : collections) {
        for (const auto& key : child.schema.foreign_keys) {
            if (key.target != from) continue;
            std::vector<std::uint64_t> cascaded;
            for (auto& row : child.rows) {
                if (!refers(child.schema, row, key, parent.schema, gone)) continue;
                switch (key.on_delete) {
                    case OnDelete::no_action:
                    case OnDelete::restrict:
                    case OnDelete::set_default:
                    case OnDelete::along:
                        return Error(ErrorCode::conflict,
                                     "a constraint of the database forbids this");
                    case OnDelete::cascade:
                        cascaded.push_back(row.number);
                        break;
                    case OnDelete::set_null:
                        for (const auto& field : key.fields)
                            row.values[position(child.schema, field)] = Cell{};
                        break;
                }
            }
            for (const std::uint64_t one : cascaded) GDPRD_TRY(erase(name, one));
        }
    }
    return {};
}

std::uint64_t FakeStore::count_dragged(const policy::CollectionName& from,
                                       const std::set<std::uint64_t>& numbers) const {
    const Collection& parent = collections.at(from);
    std::uint64_t out = 0;
    for (const auto& [name, child] : collections) {
        const auto own = [&](const StoredRow& row) {
            return name == from && numbers.contains(row.number);
        };
        for (const auto& key : child.schema.foreign_keys) {
            const bool drags =
                key.on_delete == OnDelete::cascade || key.on_delete == OnDelete::set_null;
            if (key.target != from || !drags) continue;
            for (const auto& target : parent.rows)
                for (const auto& row : child.rows)
                    if (numbers.contains(target.number) && !own(row) &&
                        refers(child.schema, row, key, parent.schema, target))
                        ++out;
        }
    }
    return out;
}

}  // namespace gdprd::connectors
