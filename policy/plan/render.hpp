#pragma once

#include <string>

#include "policy/plan/plan.hpp"

namespace gdprd::policy {

/// The plan for people: what goes, what is changed, what stays and why, what is left over, what to
/// type next. No personal values, no row keys.
[[nodiscard]] std::string render_text(const Plan& plan);
/// The same content as JSON (gdprctl requests plan -o json).
[[nodiscard]] std::string render_json(const Plan& plan);

}  // namespace gdprd::policy
