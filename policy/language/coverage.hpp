#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "policy/catalogue/catalogue.hpp"
#include "policy/catalogue/unseen.hpp"
#include "policy/language/policy.hpp"

namespace gdprd::policy {

/// How far people have looked at what the classifier proposes: `gdprctl catalogue check`.
struct CatalogueCoverage {
    std::size_t fields = 0;   ///< of the catalogue, leaves of partitioned collections left out
    std::size_t decided = 0;  ///< personal or doubtful ones that a person or the policy decided
    /// Personal or doubtful ones that the classifier alone judged, in the order of their paths.
    /// Borrowed from the catalogue.
    std::vector<const CatalogueField*> undecided;
    std::vector<const DriftTask*> tasks;  ///< open ones; borrowed, too
    std::vector<StoreName> unscanned;     ///< configured, and not in the catalogue
    std::vector<UnreadableCollection> unreadable;
};

/// A field counts as decided when a person confirmed or rejected it, or an annotation of the policy
/// gives it a category (`none` too). What the classifier rejects needs nobody. `policy` may be
/// null; `configured` are the stores of gdprd.yaml, none where they are not known.
[[nodiscard]] CatalogueCoverage coverage_of(const Catalogue& catalogue, const Policy* policy,
                                            std::span<const StoreName> configured);

}  // namespace gdprd::policy
