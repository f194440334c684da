#pragma once

#include <memory>

#include "connectors/connector.hpp"
#include "connectors/settings.hpp"

namespace gdprd::connectors {

/// The connector for a configured store. Does no I/O: the first call connects. `invalid_argument`
/// when a setting that the kind needs is missing.
Result<std::unique_ptr<Connector>> make_connector(StoreSettings settings);

}  // namespace gdprd::connectors
