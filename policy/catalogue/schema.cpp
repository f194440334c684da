#include "policy/catalogue/schema.hpp"

#include <algorithm>

#include "config/base/assert.hpp"

namespace gdprd::policy {

bool CollectionSchema::are_unique(const std::vector<std::string>& among) const {
    const auto covered = [&](const std::vector<std::string>& key) {
        return !key.empty() && std::all_of(key.begin(), key.end(), [&](const std::string& field) {
            return std::find(among.begin(), among.end(), field) != among.end();
        });
    };
    return covered(primary_key) || std::any_of(unique_keys.begin(), unique_keys.end(), covered);
}

bool CollectionSchema::are_part_of_key(const std::vector<std::string>& among) const {
    const auto holds = [&](const std::vector<std::string>& key) {
        return std::all_of(among.begin(), among.end(), [&](const std::string& field) {
            return std::find(key.begin(), key.end(), field) != key.end();
        });
    };
    if (among.empty() || are_unique(among)) return false;
    return holds(primary_key) || std::any_of(unique_keys.begin(), unique_keys.end(), holds);
}

const FieldSchema* CollectionSchema::find_field(std::string_view field) const noexcept {
    for (const FieldSchema& candidate : fields) {
        if (candidate.name == field) return &candidate;
    }
    return nullptr;
}

const CollectionSchema* StoreSchema::find(const CollectionName& wanted) const noexcept {
    for (const CollectionSchema& candidate : collections) {
        if (candidate.name == wanted) return &candidate;
    }
    return nullptr;
}

std::string_view to_string(FieldType type) noexcept {
    switch (type) {
        case FieldType::integer:
            return "integer";
        case FieldType::real:
            return "real";
        case FieldType::numeric:
            return "numeric";
        case FieldType::text:
            return "text";
        case FieldType::boolean:
            return "boolean";
        case FieldType::date:
            return "date";
        case FieldType::timestamp:
            return "timestamp";
        case FieldType::time:
            return "time";
        case FieldType::uuid:
            return "uuid";
        case FieldType::json:
            return "json";
        case FieldType::bytes:
            return "bytes";
        case FieldType::inet:
            return "inet";
        case FieldType::array:
            return "array";
        case FieldType::other:
            return "other";
    }
    assertion_failed("enumerator", __FILE__, __LINE__);
}

std::string_view to_string(OnDelete rule) noexcept {
    switch (rule) {
        case OnDelete::no_action:
            return "no_action";
        case OnDelete::restrict:
            return "restrict";
        case OnDelete::cascade:
            return "cascade";
        case OnDelete::set_null:
            return "set_null";
        case OnDelete::set_default:
            return "set_default";
        case OnDelete::along:
            return "along";
    }
    assertion_failed("enumerator", __FILE__, __LINE__);
}

std::string_view to_string(CollectionKind kind) noexcept {
    switch (kind) {
        case CollectionKind::table:
            return "table";
        case CollectionKind::view:
            return "view";
        case CollectionKind::partitioned:
            return "partitioned";
        case CollectionKind::partition:
            return "partition";
        case CollectionKind::foreign:
            return "foreign";
        case CollectionKind::virtual_table:
            return "virtual_table";
        case CollectionKind::materialized_view:
            return "materialized_view";
        case CollectionKind::unreadable:
            return "unreadable";
        case CollectionKind::archived:
            return "archived";
    }
    assertion_failed("enumerator", __FILE__, __LINE__);
}

}  // namespace gdprd::policy
