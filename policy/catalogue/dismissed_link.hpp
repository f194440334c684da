#pragma once

#include "policy/catalogue/link.hpp"

namespace gdprd::policy {

/// Whether a person dismissed the pair of fields that `found` joins, and it stays so, because the
/// values of neither moved since (see merge_links()): such a pair stands before no other.
[[nodiscard]] bool stays_dismissed(const Links& known, const CatalogueLink& found);

}  // namespace gdprd::policy
