#pragma once

#include <boost/json/fwd.hpp>
#include <vector>

#include "config/base/result.hpp"
#include "policy/identity/seed.hpp"

namespace gdprd::daemon {

/// The member "identifiers": a list of {"type", "value"}, as written. Errors repeat no value.
Result<std::vector<policy::Seed>> parse_identifiers(const boost::json::object& body);

}  // namespace gdprd::daemon
