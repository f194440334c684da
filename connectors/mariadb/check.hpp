#pragma once

#include <string>
#include <vector>

#include "connectors/connector.hpp"
#include "connectors/mariadb/session.hpp"
#include "connectors/settings.hpp"

namespace gdprd::connectors {

/// Rights on each collection, engines that cannot do what an erasure needs, the server's role and
/// logging. Changes nothing.
Result<std::vector<CheckFinding>> check_mariadb(MariaSession& session,
                                                const StoreSettings& settings,
                                                const std::vector<std::string>& databases);

}  // namespace gdprd::connectors
