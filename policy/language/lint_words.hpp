#pragma once

#include "policy/language/policy.hpp"

namespace gdprd::policy {

/// Art. 9(1) and Art. 10: a ground beyond Art. 6 is needed.
[[nodiscard]] bool needs_special_ground(const Category& category);
/// A place for what is missing in a policy as a whole: its first statement.
[[nodiscard]] SourceSpan start_of(const Policy& policy);

}  // namespace gdprd::policy
