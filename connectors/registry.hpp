#pragma once

#include <memory>

#include "connectors/connector.hpp"
#include "connectors/settings.hpp"

namespace gdprd::connectors {

/// The connector for a configured store. The first call connects; before that only the description
/// of an HTTP store is read. `invalid_argument` when a setting that the kind needs is missing, or
/// the description does not hold.
Result<std::unique_ptr<Connector>> make_connector(StoreSettings settings);

}  // namespace gdprd::connectors
