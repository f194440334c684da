#pragma once

#include "policy/catalogue/catalogue.hpp"

namespace gdprd::policy {

/// Read and written through the collection that it is a part of, whose fields are the same: nobody
/// is asked about it, and it holds no data of its own.
[[nodiscard]] bool is_leaf(const CollectionSchema& collection) noexcept;
/// A collection that the catalogue lacks is none.
[[nodiscard]] bool is_leaf(const Catalogue& catalogue, const CollectionPath& path);

}  // namespace gdprd::policy
