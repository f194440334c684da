#include <algorithm>

#include "policy/language/test_rows.hpp"

namespace gdprd::policy {
namespace {

constexpr std::uint32_t kCertain = 1'000'000;

FieldType type_of(const Cell& cell) {
    if (cell.kind == Cell::Kind::integer) return FieldType::integer;
    return parse_date(cell.bytes) ? FieldType::date : FieldType::text;
}

StoreSchema& store_of(Catalogue& catalogue, const StoreName& name) {
    const auto at = std::find_if(catalogue.stores.begin(), catalogue.stores.end(),
                                 [&name](const StoreSchema& store) { return store.store >= name; });
    if (at != catalogue.stores.end() && at->store == name) return *at;
    return *catalogue.stores.insert(at, StoreSchema{name, "", {}});
}

CollectionSchema& collection_of(Catalogue& catalogue, const CollectionPath& path) {
    auto& all = store_of(catalogue, path.store).collections;
    const auto at = std::find_if(all.begin(), all.end(), [&path](const CollectionSchema& schema) {
        return schema.name >= path.collection;
    });
    if (at != all.end() && at->name == path.collection) return *at;
    CollectionSchema fresh;
    fresh.name = path.collection;
    return *all.insert(at, std::move(fresh));
}

/// A field that rows of a case have and no catalogue tells of. Of values of several types it is
/// text, as every value has one.
void add_field(CollectionSchema& schema, const std::string& name, const Cell& cell) {
    const auto known =
        std::find_if(schema.fields.begin(), schema.fields.end(),
                     [&name](const FieldSchema& field) { return field.name == name; });
    const bool empty = cell.kind == Cell::Kind::null;
    if (known == schema.fields.end()) {
        FieldSchema field;
        field.name = name;
        field.type = empty ? FieldType::other : type_of(cell);
        schema.fields.push_back(std::move(field));
    } else if (!empty && known->type == FieldType::other) {
        known->type = type_of(cell);
    } else if (!empty && known->type != type_of(cell)) {
        known->type = FieldType::text;
    }
}

void add_schema(const TestRow& row, Catalogue& made) {
    CollectionSchema& schema = collection_of(made, row.in);
    for (const auto& [field, cell] : row.values) add_field(schema, field, cell.expose());
    if (!schema.primary_key.empty()) return;
    schema.primary_key = row.key;
    if (schema.primary_key.empty()) schema.primary_key = {row.values.front().first};
    for (FieldSchema& field : schema.fields) {
        const auto& key = schema.primary_key;
        if (std::find(key.begin(), key.end(), field.name) != key.end()) field.nullable = false;
    }
}

bool has_field(const Catalogue& catalogue, const FieldPath& path) {
    const CollectionSchema* schema = catalogue.find_collection(path.in);
    return schema != nullptr && schema->find_field(path.field) != nullptr;
}

void add_reference(const FieldPath& from, const FieldPath& to, Catalogue& made) {
    if (!has_field(made, from) || !has_field(made, to)) return;  // the comparison tells it
    ForeignKey key;
    key.name = "case";
    key.fields = {from.field};
    key.target = to.in.collection;
    key.target_fields = {to.field};
    collection_of(made, from.in).foreign_keys.push_back(std::move(key));
}

}  // namespace

Catalogue catalogue_for(const Catalogue& catalogue, const TestCase& test) {
    Catalogue made = catalogue;
    for (const TestRow& row : test.rows) {
        if (catalogue.find_collection(row.in) == nullptr) add_schema(row, made);
    }
    for (const auto& [from, to] : test.references) {
        if (catalogue.find_collection(from.in) == nullptr) add_reference(from, to, made);
    }
    for (const auto& [path, category] : test.categories) {
        CatalogueField field;
        field.path = path;
        field.category = category;
        field.probability_ppm = category ? kCertain : 0;
        field.personal_ppm = field.probability_ppm;
        field.decision = category ? Decision::accept : Decision::reject;
        field.decided_by = DecidedBy::person;
        field.reasons = {"the case says so"};
        made.fields[path] = std::move(field);
    }
    return made;
}

}  // namespace gdprd::policy
