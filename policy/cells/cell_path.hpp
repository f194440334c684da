#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "policy/catalogue/schema.hpp"

namespace gdprd::policy {

/// Names on the way into a cell; "*" stands for each index of a list, and for each name where names
/// are data themselves.
using CellKeys = std::vector<std::string>;

/// A place inside the cells of one column, written "prefs#/contacts/*/email": behind "#" a JSON
/// Pointer (RFC 6901) with "*". A name that is "*" itself is meant by "*" too.
struct CellPlace {
    std::string column;
    CellKeys keys;  ///< at least one
};

/// FieldPath::field of a place.
[[nodiscard]] std::string to_string(const CellPlace& place);
/// The pointer alone: "/contacts/*/email".
[[nodiscard]] std::string to_pointer(std::span<const std::string> keys);
/// None for the name of a column; a column whose own name holds "#/" is told from a place by
/// find_cell_place().
[[nodiscard]] std::optional<CellPlace> parse_cell_place(std::string_view field);
/// Whether a place of the catalogue means these keys: "*" means each name.
[[nodiscard]] bool covers(std::span<const std::string> place, std::span<const std::string> keys);
/// A place inside a column that the collection has; none for a column itself.
[[nodiscard]] std::optional<CellPlace> find_cell_place(const CollectionSchema& collection,
                                                       std::string_view field);

}  // namespace gdprd::policy
