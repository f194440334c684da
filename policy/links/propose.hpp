#pragma once

#include <set>
#include <span>
#include <vector>

#include "policy/catalogue/catalogue.hpp"
#include "policy/links/column.hpp"

namespace gdprd::policy {

/// Links between columns that nobody declared, each open for a person to decide; ordered by their
/// ends, for each `from` at most one reference and one copy: the best. A pair that a person
/// dismissed (see stays_dismissed()) is the best only where there is no other. Proposed is
///   - a reference, to a unique field of the same store that has nearly all of `from`'s values. For
///     numbers and codes that lie so close together that they meet by chance (1 … n), only where
///     `from` is named after the other collection, or both fields have one name that says more than
///     "id";
///   - a copy, where one has most of the other's values: e-mail addresses, phone numbers and the
///     like between any two collections, keys only between stores and never when close together.
/// At least one end must have to do with people. `loose` stores hold copies by their nature
/// (files): of two ends the one there is the copy.
[[nodiscard]] std::vector<CatalogueLink> propose_links(const Catalogue& catalogue,
                                                       std::span<const Column> columns,
                                                       const std::set<StoreName>& loose);

}  // namespace gdprd::policy
