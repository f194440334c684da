#pragma once

#include <compare>
#include <string>
#include <string_view>

#include "config/base/result.hpp"
#include "config/base/strong.hpp"

namespace gdprd::policy {

/// A collection inside one store: namespace (PostgreSQL schema, MariaDB database; "main" for
/// SQLite and for files, whose name is their path) and name.
struct CollectionName {
    std::string ns;
    std::string name;
    friend auto operator<=>(const CollectionName&, const CollectionName&) = default;
};

struct CollectionPath {
    StoreName store;
    CollectionName collection;
    friend auto operator<=>(const CollectionPath&, const CollectionPath&) = default;
};

/// store.namespace.collection.field; a nested path continues the field name with dots.
struct FieldPath {
    CollectionPath in;
    std::string field;
    friend auto operator<=>(const FieldPath&, const FieldPath&) = default;
};

/// Parts joined by dots; a part with a dot, quote, space or control character is written in double
/// quotes, quotes doubled, so that parse(to_string(p)) == p.
[[nodiscard]] std::string to_string(const CollectionName& name);
[[nodiscard]] std::string to_string(const CollectionPath& path);
[[nodiscard]] std::string to_string(const FieldPath& path);

/// Exactly three (collection) or four and more (field) parts; invalid_argument otherwise.
Result<CollectionPath> parse_collection_path(std::string_view text);
Result<FieldPath> parse_field_path(std::string_view text);

}  // namespace gdprd::policy
