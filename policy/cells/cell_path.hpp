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
/// The keys of a pointer; none when it is none, or empty.
[[nodiscard]] std::optional<CellKeys> parse_pointer(std::string_view pointer);
/// Whether a place of the catalogue means these keys: "*" means each name.
[[nodiscard]] bool covers(std::span<const std::string> place, std::span<const std::string> keys);
/// A place inside a column that the collection has, of several such columns the one with the
/// longest name; none for a column itself.
[[nodiscard]] std::optional<CellPlace> find_cell_place(const CollectionSchema& collection,
                                                       std::string_view field);

}  // namespace gdprd::policy
