#pragma once

#include "config/base/result.hpp"
#include "policy/identity/seed.hpp"
#include "policy/language/policy.hpp"

namespace gdprd::policy {

/// The normal form of one identifier as somebody wrote it. invalid_argument names the type only:
/// the type is unknown to gdprd and to the policy, the value is not valid or fills a form, or
/// nobody is searched for by this type.
Result<Seed> normalise(const Policy& rules, const Seed& raw);

}  // namespace gdprd::policy
