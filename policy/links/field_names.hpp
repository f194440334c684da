#pragma once

#include "policy/catalogue/path.hpp"

namespace gdprd::policy {

/// Whether the names alone suggest that `from` refers to `to`: customer_id and customers.id, or
/// customer_no in both; "id" in both says nothing.
[[nodiscard]] bool names_fit(const FieldPath& from, const FieldPath& to);

}  // namespace gdprd::policy
