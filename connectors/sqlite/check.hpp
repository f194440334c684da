#pragma once

#include <vector>

#include "connectors/connector.hpp"
#include "connectors/sqlite/store_file.hpp"

namespace gdprd::connectors {

/// Rights, space and the things in the schema that limit what can be purged. Writes nothing.
Result<std::vector<CheckFinding>> check_sqlite(SqliteStoreFile& file,
                                               const StoreSettings& settings);

}  // namespace gdprd::connectors
