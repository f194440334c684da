#pragma once

#include <string>
#include <vector>

#include "connectors/mariadb/session.hpp"
#include "policy/catalogue/schema.hpp"

namespace gdprd::connectors {

/// Every collection of these databases, in a handful of statements for each of them however many
/// there are.
Result<std::vector<policy::CollectionSchema>> inspect_mariadb(
    MariaSession& session, const std::vector<std::string>& databases);

}  // namespace gdprd::connectors
