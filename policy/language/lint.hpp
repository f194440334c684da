#pragma once

#include "policy/catalogue/catalogue.hpp"
#include "policy/language/diagnostics.hpp"
#include "policy/language/policy.hpp"

namespace gdprd::policy {

/// Looks for what is readable but wrong, or worth a second look. Codes:
///   without a catalogue: contradiction, unreachable-rule, no-ground, no-period, weak-ground,
///     no-year-end, no-special-ground, unknown-category, unknown-purpose, approval-off, not-stated
///   with one also: no-such-field, no-such-collection, no-such-store, not-null, read-only,
///   too-long,
///     wrong-type, row-goes, matches-nothing, unreachable-rule, contradiction, no-purpose,
///     no-special-ground, not-unique, inside-a-cell
/// Errors make the policy unfit to be applied; warnings do not.
void lint(const Policy& policy, Diagnostics& out);
void lint_with(const Policy& policy, const Catalogue& catalogue, Diagnostics& out);

}  // namespace gdprd::policy
