#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "config/base/cbor.hpp"
#include "config/base/personal.hpp"
#include "config/base/secret.hpp"
#include "policy/catalogue/path.hpp"

namespace gdprd::policy {

/// One value of a row, in the store's canonical text: integers in decimal, reals so that they read
/// back the same, dates and others as the store prints them under fixed settings, blobs raw.
struct Cell {
    enum class Kind : unsigned char { null, integer, real, text, blob };
    Kind kind = Kind::null;
    std::string bytes;
    friend auto operator<=>(const Cell&, const Cell&) = default;
};
using PersonalCell = Personal<Cell>;
/// The bytes by which values are compared across stores and columns: 1.00 and 1 are one number,
/// whatever scale the column has.
[[nodiscard]] std::string compared_bytes(const Cell& cell);

/// How a row is found again.
enum class KeyKind : unsigned char {
    primary_key,  ///< the declared key's fields
    rowid,        ///< SQLite table without a key
    all_fields,   ///< no key at all: every field must be the same (duplicates are one target each)
};

struct RowKey {
    KeyKind kind = KeyKind::primary_key;
    std::vector<std::string> fields;   ///< empty for rowid
    std::vector<PersonalCell> values;  ///< of `fields`; one integer for rowid
    friend auto operator<=>(const RowKey&, const RowKey&) = default;
};

/// A row as read: `values` in the order of the query's fields.
struct Row {
    RowKey key;
    std::vector<PersonalCell> values;
};

/// Rows of one collection with the names of their values.
struct RowSet {
    CollectionPath from;
    std::vector<std::string> fields;
    std::vector<Row> rows;

    /// Position of a field in `fields`, or npos.
    static constexpr std::size_t npos = static_cast<std::size_t>(-1);
    [[nodiscard]] std::size_t index_of(std::string_view field) const noexcept;
};

/// HMAC-SHA-256 under the request's row key over the CBOR of (collection, [field, kind, bytes]…),
/// fields in byte order: nobody without the key can guess values from it (DESIGN §6).
[[nodiscard]] RowDigest digest_row(const Secret& row_key, const CollectionPath& from,
                                   const std::vector<std::string>& fields,
                                   const std::vector<PersonalCell>& values);

[[nodiscard]] cbor::Value to_cbor(const Cell& cell);
Result<Cell> cell_from_cbor(const cbor::Value& value);
[[nodiscard]] cbor::Value to_cbor(const RowKey& key);
Result<RowKey> row_key_from_cbor(const cbor::Value& value);

}  // namespace gdprd::policy
