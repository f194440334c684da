#pragma once

#include <vector>

#include "connectors/connector.hpp"
#include "connectors/http/client.hpp"

namespace gdprd::connectors {

/// Asks each collection's list for its first page, and tells what the service refuses, which
/// described fields no row has, which members no field names, and what cannot be done there.
Result<std::vector<CheckFinding>> check_http(OffLoop off_loop, HttpClient& client,
                                             const Description& description);

}  // namespace gdprd::connectors
