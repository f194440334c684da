#pragma once

#include <string>
#include <vector>

#include "config/base/off_loop.hpp"
#include "config/base/result.hpp"
#include "policy/language/parser.hpp"

namespace gdprd::daemon {

/// The *.yaml files of a directory without those of cases, in order of their names.
Result<std::vector<policy::PolicyFile>> load_policy_files(OffLoop off, const std::string& dir);
/// The *.test.yaml files of a directory, in order of their names: cases beside the policy. Not part
/// of it, nor of its version.
Result<std::vector<policy::PolicyFile>> load_test_files(OffLoop off, const std::string& dir);

}  // namespace gdprd::daemon
