#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "config/base/sqlite.hpp"
#include "connectors/call.hpp"
#include "connectors/connector.hpp"
#include "connectors/sqlite/schema.hpp"
#include "connectors/value_reader.hpp"

namespace gdprd::connectors {

/// Rows from all over the collection: stretches of rowids where there are some, else the first
/// ones.
Result<Sample> sample_sqlite(sqlite::Database& db, const SqliteLayout& layout,
                             const std::vector<std::string>& fields, const SampleBounds& bounds);

/// As ValueReader::read_values().
Result<ValuesRead> read_values_sqlite(sqlite::Database& db, const SqliteLayout& layout,
                                      const std::vector<std::string>& fields,
                                      const SampleBounds& bounds, const Call& call,
                                      const ValueReader::ValueSink& sink);

}  // namespace gdprd::connectors
