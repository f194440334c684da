// The catalogue's canonical form: what its version is the digest of, what the state keeps sealed,
// and, printed as JSON, what `gdprctl catalogue list -o json` shows.
#include <limits>

#include "policy/catalogue/catalogue.hpp"

namespace gdprd::policy {
namespace {

using cbor::Array;
using cbor::Map;
using cbor::Value;

constexpr std::uint32_t kPpmMax = 1'000'000;

Error bad(const char* what) {
    return {ErrorCode::invalid_argument, what};
}

template <class E>
Result<E> parse_enum(const Value& value, E last) {
    GDPRD_TRY_ASSIGN(const std::string text, value.as_string());
    for (unsigned i = 0; i <= static_cast<unsigned>(last); ++i) {
        if (to_string(static_cast<E>(i)) == text) return static_cast<E>(i);
    }
    return bad("a catalogue holds an unknown token");
}

Array texts(const std::vector<std::string>& list) {
    return {list.begin(), list.end()};
}

Array text_lists(const std::vector<std::vector<std::string>>& lists) {
    Array out;
    for (const auto& list : lists) out.emplace_back(texts(list));
    return out;
}

/// Absent and null read as empty.
Result<std::vector<std::string>> read_texts(const Value& value) {
    std::vector<std::string> out;
    if (value.is_null()) return out;
    GDPRD_TRY_ASSIGN(const Array* list, value.as_array());
    for (const Value& item : *list) {
        GDPRD_TRY_ASSIGN(std::string text, item.as_string());
        out.push_back(std::move(text));
    }
    return out;
}

Result<std::vector<std::vector<std::string>>> read_text_lists(const Value& value) {
    std::vector<std::vector<std::string>> out;
    if (value.is_null()) return out;
    GDPRD_TRY_ASSIGN(const Array* lists, value.as_array());
    for (const Value& item : *lists) {
        GDPRD_TRY_ASSIGN(std::vector<std::string> list, read_texts(item));
        out.push_back(std::move(list));
    }
    return out;
}

Result<std::string> read_text_or(const Value& value, std::string_view fallback) {
    if (value.is_null()) return std::string(fallback);
    return value.as_string();
}

Result<bool> read_bool_or(const Value& value, std::true_type) {
    return value.is_null() ? Result<bool>(true) : value.as_bool();
}
Result<bool> read_bool_or(const Value& value, std::false_type) {
    return value.is_null() ? Result<bool>(false) : value.as_bool();
}

Result<std::uint32_t> read_u32(const Value& value) {
    GDPRD_TRY_ASSIGN(const std::uint64_t number, value.as_u64());
    if (number > std::numeric_limits<std::uint32_t>::max()) return bad("a number is too large");
    return static_cast<std::uint32_t>(number);
}

Value name_value(const CollectionName& name) {
    return Map{{"namespace", name.ns}, {"name", name.name}};
}

Result<CollectionName> read_name(const Value& value) {
    CollectionName name;
    GDPRD_TRY_ASSIGN(name.ns, value["namespace"].as_string());
    GDPRD_TRY_ASSIGN(name.name, value["name"].as_string());
    return name;
}

Value field_value(const FieldSchema& field) {
    return Map{{"name", field.name},
               {"declared_type", field.declared_type},
               {"type", to_string(field.type)},
               {"nullable", field.nullable},
               {"generated", field.generated},
               {"max_chars", field.max_chars ? Value(*field.max_chars) : Value()},
               {"comment", field.comment}};
}

Result<FieldSchema> read_field(const Value& value) {
    FieldSchema field;
    GDPRD_TRY_ASSIGN(field.name, value["name"].as_string());
    GDPRD_TRY_ASSIGN(field.declared_type, read_text_or(value["declared_type"], ""));
    GDPRD_TRY_ASSIGN(field.type, parse_enum(value["type"], FieldType::other));
    GDPRD_TRY_ASSIGN(field.nullable, read_bool_or(value["nullable"], std::true_type{}));
    GDPRD_TRY_ASSIGN(field.generated, read_bool_or(value["generated"], std::false_type{}));
    if (!value["max_chars"].is_null()) {
        GDPRD_TRY_ASSIGN(field.max_chars, read_u32(value["max_chars"]));
    }
    GDPRD_TRY_ASSIGN(field.comment, read_text_or(value["comment"], ""));
    return field;
}

Value key_value(const ForeignKey& key) {
    return Map{{"name", key.name},
               {"fields", texts(key.fields)},
               {"target", name_value(key.target)},
               {"target_fields", texts(key.target_fields)},
               {"on_delete", to_string(key.on_delete)},
               {"declared", key.declared}};
}

Result<ForeignKey> read_key(const Value& value) {
    ForeignKey key;
    GDPRD_TRY_ASSIGN(key.name, read_text_or(value["name"], ""));
    GDPRD_TRY_ASSIGN(key.fields, read_texts(value["fields"]));
    GDPRD_TRY_ASSIGN(key.target, read_name(value["target"]));
    GDPRD_TRY_ASSIGN(key.target_fields, read_texts(value["target_fields"]));
    GDPRD_TRY_ASSIGN(key.on_delete, parse_enum(value["on_delete"], OnDelete::along));
    GDPRD_TRY_ASSIGN(key.declared, read_bool_or(value["declared"], std::true_type{}));
    if (key.fields.empty() || key.fields.size() != key.target_fields.size()) {
        return bad("a foreign key of a catalogue has fields and target fields of different number");
    }
    return key;
}

Value rule_value(const ReplacingRule& rule) {
    return Map{{"name", rule.name},
               {"deletes", rule.deletes},
               {"updates", rule.updates},
               {"always", rule.always}};
}

Result<ReplacingRule> read_rule(const Value& value) {
    ReplacingRule rule;
    GDPRD_TRY_ASSIGN(rule.name, value["name"].as_string());
    GDPRD_TRY_ASSIGN(rule.deletes, value["deletes"].as_bool());
    GDPRD_TRY_ASSIGN(rule.updates, value["updates"].as_bool());
    GDPRD_TRY_ASSIGN(rule.always, value["always"].as_bool());
    return rule;
}

Value collection_value(const CollectionSchema& collection) {
    Array fields;
    for (const FieldSchema& field : collection.fields) fields.push_back(field_value(field));
    Array keys;
    for (const ForeignKey& key : collection.foreign_keys) keys.push_back(key_value(key));
    Map out{{"namespace", collection.name.ns},
            {"name", collection.name.name},
            {"kind", to_string(collection.kind)},
            {"fields", std::move(fields)},
            {"primary_key", texts(collection.primary_key)},
            {"unique_keys", text_lists(collection.unique_keys)},
            {"foreign_keys", std::move(keys)},
            {"indexes", text_lists(collection.indexes)},
            {"triggers", texts(collection.triggers)},
            {"parent", collection.parent ? name_value(*collection.parent) : Value()},
            {"row_estimate", collection.row_estimate ? Value(*collection.row_estimate) : Value()},
            {"comment", collection.comment}};
    // only where there are some, so that what older versions wrote keeps its digest
    if (!collection.checks.empty()) out["checks"] = texts(collection.checks);
    if (!collection.rules.empty()) {
        Array rules;
        for (const ReplacingRule& rule : collection.rules) rules.push_back(rule_value(rule));
        out["rules"] = std::move(rules);
    }
    return out;
}

Result<void> read_fields_and_keys(const Value& value, CollectionSchema& collection) {
    GDPRD_TRY_ASSIGN(const Array* fields, value["fields"].as_array());
    for (const Value& item : *fields) {
        GDPRD_TRY_ASSIGN(FieldSchema field, read_field(item));
        collection.fields.push_back(std::move(field));
    }
    if (value["foreign_keys"].is_null()) return {};
    GDPRD_TRY_ASSIGN(const Array* keys, value["foreign_keys"].as_array());
    for (const Value& item : *keys) {
        GDPRD_TRY_ASSIGN(ForeignKey key, read_key(item));
        collection.foreign_keys.push_back(std::move(key));
    }
    return {};
}

Result<CollectionSchema> read_collection(const Value& value) {
    CollectionSchema collection;
    GDPRD_TRY_ASSIGN(collection.name, read_name(value));
    GDPRD_TRY_ASSIGN(collection.kind, parse_enum(value["kind"], CollectionKind::archived));
    GDPRD_TRY(read_fields_and_keys(value, collection));
    GDPRD_TRY_ASSIGN(collection.primary_key, read_texts(value["primary_key"]));
    GDPRD_TRY_ASSIGN(collection.unique_keys, read_text_lists(value["unique_keys"]));
    GDPRD_TRY_ASSIGN(collection.indexes, read_text_lists(value["indexes"]));
    GDPRD_TRY_ASSIGN(collection.triggers, read_texts(value["triggers"]));
    GDPRD_TRY_ASSIGN(collection.checks, read_texts(value["checks"]));
    if (!value["rules"].is_null()) {
        GDPRD_TRY_ASSIGN(const Array* rules, value["rules"].as_array());
        for (const Value& item : *rules) {
            GDPRD_TRY_ASSIGN(ReplacingRule rule, read_rule(item));
            collection.rules.push_back(std::move(rule));
        }
    }
    if (!value["parent"].is_null()) {
        GDPRD_TRY_ASSIGN(collection.parent, read_name(value["parent"]));
    }
    if (!value["row_estimate"].is_null()) {
        GDPRD_TRY_ASSIGN(collection.row_estimate, value["row_estimate"].as_u64());
    }
    GDPRD_TRY_ASSIGN(collection.comment, read_text_or(value["comment"], ""));
    return collection;
}

Value entry_value(const CatalogueField& field) {
    return Map{{"path", to_string(field.path)},
               {"category", field.category ? Value(field.category->value()) : Value()},
               {"probability_ppm", field.probability_ppm},
               {"personal_ppm", field.personal_ppm},
               {"decision", to_string(field.decision)},
               {"decided_by", to_string(field.decided_by)},
               {"reasons", texts(field.reasons)}};
}

Result<CatalogueField> read_entry(const Value& value) {
    CatalogueField field;
    GDPRD_TRY_ASSIGN(const std::string path, value["path"].as_string());
    GDPRD_TRY_ASSIGN(field.path, parse_field_path(path));
    if (!value["category"].is_null()) {
        GDPRD_TRY_ASSIGN(std::string category, value["category"].as_string());
        field.category = Category(std::move(category));
    }
    GDPRD_TRY_ASSIGN(field.probability_ppm, read_u32(value["probability_ppm"]));
    GDPRD_TRY_ASSIGN(field.personal_ppm, read_u32(value["personal_ppm"]));
    if (field.probability_ppm > kPpmMax || field.personal_ppm > kPpmMax) {
        return bad("a probability of a catalogue is above 1,000,000 ppm");
    }
    GDPRD_TRY_ASSIGN(field.decision, parse_enum(value["decision"], Decision::reject));
    GDPRD_TRY_ASSIGN(field.decided_by, parse_enum(value["decided_by"], DecidedBy::policy));
    GDPRD_TRY_ASSIGN(field.reasons, read_texts(value["reasons"]));
    return field;
}

}  // namespace

cbor::Value to_cbor(const StoreSchema& schema) {
    Array collections;
    for (const CollectionSchema& collection : schema.collections) {
        collections.push_back(collection_value(collection));
    }
    return Map{{"store", schema.store.value()},
               {"server", schema.server},
               {"collections", std::move(collections)}};
}

Result<StoreSchema> store_schema_from_cbor(const cbor::Value& value) {
    StoreSchema schema;
    GDPRD_TRY_ASSIGN(std::string store, value["store"].as_string());
    schema.store = StoreName(std::move(store));
    GDPRD_TRY_ASSIGN(schema.server, read_text_or(value["server"], ""));
    GDPRD_TRY_ASSIGN(const Array* collections, value["collections"].as_array());
    for (const Value& item : *collections) {
        GDPRD_TRY_ASSIGN(CollectionSchema collection, read_collection(item));
        schema.collections.push_back(std::move(collection));
    }
    return schema;
}

cbor::Value to_cbor(const Catalogue& catalogue) {
    Array stores;
    for (const StoreSchema& store : catalogue.stores) stores.push_back(to_cbor(store));
    Array fields;
    for (const auto& [path, field] : catalogue.fields) fields.push_back(entry_value(field));
    Map out{{"stores", std::move(stores)}, {"fields", std::move(fields)}};
    // only where there are some, as above
    if (!catalogue.links.empty()) out["links"] = to_cbor(catalogue.links);
    if (!catalogue.tasks.empty()) out["tasks"] = to_cbor(catalogue.tasks);
    return out;
}

Result<Catalogue> catalogue_from_cbor(const cbor::Value& value) {
    Catalogue catalogue;
    GDPRD_TRY_ASSIGN(const Array* stores, value["stores"].as_array());
    for (const Value& item : *stores) {
        GDPRD_TRY_ASSIGN(StoreSchema store, store_schema_from_cbor(item));
        if (catalogue.find_store(store.store) != nullptr) {
            return bad("a catalogue names a store twice");
        }
        catalogue.stores.push_back(std::move(store));
    }
    GDPRD_TRY_ASSIGN(const Array* fields, value["fields"].as_array());
    for (const Value& item : *fields) {
        GDPRD_TRY_ASSIGN(CatalogueField field, read_entry(item));
        FieldPath path = field.path;
        if (!catalogue.fields.emplace(std::move(path), std::move(field)).second) {
            return bad("a catalogue names a field twice");
        }
    }
    if (!value["links"].is_null()) {
        GDPRD_TRY_ASSIGN(catalogue.links, links_from_cbor(value["links"]));
    }
    for (const auto& [ends, link] : catalogue.links)
        if (!catalogue.fields.contains(ends.first) || !catalogue.fields.contains(ends.second))
            return bad("a catalogue has a link of a field that it does not have");
    if (!value["tasks"].is_null()) {
        GDPRD_TRY_ASSIGN(catalogue.tasks, drift_tasks_from_cbor(value["tasks"]));
    }
    return catalogue;
}

}  // namespace gdprd::policy
