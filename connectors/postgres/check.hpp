#pragma once

#include <vector>

#include "connectors/connector.hpp"
#include "connectors/postgres/session.hpp"
#include "connectors/settings.hpp"

namespace gdprd::connectors {

/// Rights on each collection, row security, the server's role and logging. Changes nothing.
Result<std::vector<CheckFinding>> check_postgres(PgSession& session, const StoreSettings& settings);

}  // namespace gdprd::connectors
