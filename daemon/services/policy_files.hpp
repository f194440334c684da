#pragma once

#include <string>
#include <vector>

#include "config/base/off_loop.hpp"
#include "config/base/result.hpp"
#include "policy/language/parser.hpp"

namespace gdprd::daemon {

/// The *.yaml files of a directory, in order of their names.
Result<std::vector<policy::PolicyFile>> load_policy_files(OffLoop off, const std::string& dir);

}  // namespace gdprd::daemon
