#pragma once

#include <span>
#include <vector>

#include "policy/catalogue/catalogue.hpp"

namespace gdprd::policy {

/// Configured stores that the catalogue lacks: no scan has read them yet.
[[nodiscard]] std::vector<StoreName> unscanned_stores(const Catalogue& catalogue,
                                                      std::span<const StoreName> configured);

/// A file or directory that no scan can read, so that nobody knows what it holds.
struct UnreadableCollection {
    CollectionPath path;
    std::string why;  ///< for people
};
[[nodiscard]] std::vector<UnreadableCollection> unreadable_collections(const Catalogue& catalogue);

}  // namespace gdprd::policy
