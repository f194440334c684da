#pragma once

#include <boost/json/fwd.hpp>

#include "config/base/result.hpp"
#include "daemon/ctl/cli.hpp"

namespace gdprd::daemon::ctl {

/// --identifier TYPE=VALUE, many, and --identifiers-from FILE, as the API takes them.
Result<boost::json::array> read_identifiers(const Invocation& invocation);

}  // namespace gdprd::daemon::ctl
