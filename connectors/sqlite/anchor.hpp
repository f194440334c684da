#pragma once

#include <optional>
#include <string>

#include "config/base/sqlite.hpp"
#include "connectors/anchor.hpp"

namespace gdprd::connectors {

/// See Connector::read_anchor() and write_anchor().
Result<std::optional<std::string>> read_sqlite_anchor(sqlite::Database& db,
                                                      const std::string& origin);
Result<void> write_sqlite_anchor(sqlite::Database& db, const AnchorChange& change);

}  // namespace gdprd::connectors
