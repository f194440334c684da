#pragma once

#include <vector>

#include "config/base/result.hpp"
#include "policy/language/diagnostics.hpp"
#include "policy/language/parser.hpp"
#include "policy/language/test_case.hpp"

namespace gdprd::policy {

/// The cases of the files, in the order of the files' names. Pure. As parse_policies(): all errors
/// go into `diagnostics` with their places; then the result is `invalid_argument`.
Result<std::vector<TestCase>> parse_tests(const std::vector<PolicyFile>& files,
                                          Diagnostics& diagnostics);

}  // namespace gdprd::policy
