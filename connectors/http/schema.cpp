#include "connectors/http/schema.hpp"

#include <algorithm>

#include "connectors/http/http_connector.hpp"

namespace gdprd::connectors {

namespace {

policy::FieldSchema field_schema(const FieldDescription& field, bool is_key) {
    policy::FieldSchema out;
    out.name = field.name;
    out.type = field.type;
    out.declared_type = policy::to_string(field.type);
    out.nullable = field.nullable && !is_key;
    out.generated = field.write.empty();
    out.comment = field.comment;
    return out;
}

policy::CollectionSchema collection_schema(const CollectionDescription& of) {
    policy::CollectionSchema out;
    out.name = {std::string(kHttpNamespace), of.name};
    out.comment = of.comment;
    out.primary_key = of.key;
    for (const FieldDescription& field : of.fields) {
        const bool is_key = std::ranges::count(of.key, field.name) > 0;
        out.fields.push_back(field_schema(field, is_key));
        if (field.unique) out.unique_keys.push_back({field.name});
        if (!field.references) continue;
        policy::ForeignKey key;
        key.name = field.name;
        key.fields = {field.name};
        key.target = {std::string(kHttpNamespace), field.references->collection};
        key.target_fields = {field.references->field};
        key.on_delete = field.references->on_delete;
        out.foreign_keys.push_back(std::move(key));
    }
    return out;
}

}  // namespace

policy::StoreSchema schema_of(const Description& description, const StoreName& store) {
    policy::StoreSchema out;
    out.store = store;
    out.server = description.service;
    for (const CollectionDescription& one : description.collections)
        out.collections.push_back(collection_schema(one));
    std::ranges::sort(out.collections, {}, &policy::CollectionSchema::name);
    return out;
}

bool searches_in_addresses(const Description& description) {
    const auto asks = [](const TextTemplate& text) {
        return std::ranges::count(text.names(), "value") > 0;
    };
    return std::ranges::any_of(description.collections, [&](const CollectionDescription& of) {
        return std::ranges::any_of(of.finds, [&](const FindDescription& find) {
            return asks(find.call.path) ||
                   std::ranges::any_of(find.call.query,
                                       [&](const auto& one) { return asks(one.second); });
        });
    });
}

}  // namespace gdprd::connectors
