#pragma once

#include <vector>

#include "connectors/postgres/session.hpp"
#include "policy/catalogue/schema.hpp"

namespace gdprd::connectors {

/// Every collection of these schemas (empty: all but the server's own), in a handful of statements
/// however many there are.
Result<std::vector<policy::CollectionSchema>> inspect_postgres(
    PgSession& session, const std::vector<std::string>& schemas);

}  // namespace gdprd::connectors
