#pragma once

#include <optional>
#include <string>

#include "connectors/anchor.hpp"
#include "connectors/postgres/session.hpp"

namespace gdprd::connectors {

/// The table's name in SQL: in the first of `schemas`, or in `public`.
[[nodiscard]] std::string pg_anchor_table(const std::vector<std::string>& schemas);
/// See Connector::read_anchor().
Result<std::optional<std::string>> read_pg_anchor(PgSession& session, const std::string& table,
                                                  const std::string& origin);
/// See Connector::write_anchor(). Inside a transaction of the caller's, who ends it.
Result<void> write_pg_anchor(PgSession& session, const std::string& table,
                             const AnchorChange& change);

}  // namespace gdprd::connectors
