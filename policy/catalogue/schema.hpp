#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "config/base/cbor.hpp"
#include "policy/catalogue/path.hpp"

namespace gdprd::policy {

/// What a store's type means for us; the store's own name of it is kept beside it.
enum class FieldType : unsigned char {
    integer,
    real,
    numeric,
    text,
    boolean,
    date,
    timestamp,
    time,
    uuid,
    json,
    bytes,
    inet,
    array,
    other,
};

struct FieldSchema {
    std::string name;
    std::string declared_type;  ///< as the store names it: "character varying(45)"
    FieldType type = FieldType::other;
    bool nullable = true;
    bool generated = false;                  ///< computed or identity always: never written
    std::optional<std::uint32_t> max_chars;  ///< of text types with a bound
    std::string comment;
};

enum class OnDelete : unsigned char {
    no_action,
    restrict,
    cascade,
    set_null,
    set_default,
    along,  ///< deleted with the row that it refers to, and in no other way
};

/// A reference from this collection's fields to another's. `declared` in the store, or annotated
/// in a policy (`references:`).
struct ForeignKey {
    std::string name;
    std::vector<std::string> fields;
    CollectionName target;
    std::vector<std::string> target_fields;
    OnDelete on_delete = OnDelete::no_action;
    bool declared = true;
};

/// A rule of PostgreSQL (CREATE RULE … DO INSTEAD) that does something else when rows are to be
/// deleted or updated.
struct ReplacingRule {
    std::string name;
    bool deletes = false;  ///< it replaces deletions
    bool updates = false;  ///< it replaces updates
    bool always = true;    ///< it has no condition
    friend auto operator<=>(const ReplacingRule&, const ReplacingRule&) = default;
};

enum class CollectionKind : unsigned char {
    table,
    view,
    partitioned,        ///< parent of declarative partitions: read and written through this one
    partition,          ///< leaf of a partitioned parent: listed, not searched again
    foreign,            ///< data lives elsewhere: listed, never written
    virtual_table,      ///< SQLite's full-text tables with rows of their own, without their shadows
    materialized_view,  ///< a copy until the server refreshes it: listed, not searched
    unreadable,         ///< a file that cannot be read, its comment says why: listed, not searched
    archived            ///< a file within an archive: searched and read, never written
};

/// Whether people are searched for in such a collection, so that its rows can be in a plan.
[[nodiscard]] constexpr bool is_searched(CollectionKind kind) noexcept {
    return kind == CollectionKind::table || kind == CollectionKind::partitioned ||
           kind == CollectionKind::virtual_table || kind == CollectionKind::archived;
}

struct CollectionSchema {
    CollectionName name;
    CollectionKind kind = CollectionKind::table;
    std::vector<FieldSchema> fields;
    std::vector<std::string> primary_key;               ///< empty when there is none
    std::vector<std::vector<std::string>> unique_keys;  ///< besides the primary key; NULLs apart
    std::vector<ForeignKey> foreign_keys;
    std::vector<std::vector<std::string>> indexes;  ///< leading fields of each index
    std::vector<std::string> triggers;              ///< names only
    std::vector<std::string> checks;  ///< conditions on each row, in the store's own words
    std::vector<ReplacingRule> rules;
    std::optional<CollectionName> parent;  ///< of a partition or an inheritance child
    std::optional<std::uint64_t> row_estimate;
    std::string comment;

    [[nodiscard]] const FieldSchema* find_field(std::string_view field) const noexcept;
    /// Whether at most one row has given values in these fields: a key is among them.
    [[nodiscard]] bool are_unique(const std::vector<std::string>& among) const;
    /// Whether they are fields of a key of several without being unique: rows that share such a
    /// value are the rule, not an accident.
    [[nodiscard]] bool are_part_of_key(const std::vector<std::string>& among) const;
};

/// What a store holds, without any value. Collections in byte order of their names.
struct StoreSchema {
    StoreName store;
    std::string server;  ///< "SQLite 3.40.1", "PostgreSQL 15.18", "MariaDB 10.11.19"
    std::vector<CollectionSchema> collections;

    [[nodiscard]] const CollectionSchema* find(const CollectionName& name) const noexcept;
};

[[nodiscard]] std::string_view to_string(FieldType type) noexcept;
[[nodiscard]] std::string_view to_string(OnDelete rule) noexcept;
[[nodiscard]] std::string_view to_string(CollectionKind kind) noexcept;

/// The schema as a value: keys and tokens are those of `gdprctl catalogue list -o json`.
[[nodiscard]] cbor::Value to_cbor(const StoreSchema& schema);
Result<StoreSchema> store_schema_from_cbor(const cbor::Value& value);

}  // namespace gdprd::policy
