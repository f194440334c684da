#pragma once

#include "policy/catalogue/catalogue.hpp"
#include "policy/language/diagnostics.hpp"
#include "policy/language/policy.hpp"

namespace gdprd::policy {

/// Whether the catalogue holds it as a value inside the cells of a column.
[[nodiscard]] bool is_inside_cell(const Catalogue& catalogue, const FieldPath& field);

/// Refuses what a policy asks of values inside cells and nobody carries out: searches and steps
/// know whole cells. Code `inside-a-cell`.
void lint_cells(const Policy& policy, const Catalogue& catalogue, Diagnostics& out);

}  // namespace gdprd::policy
