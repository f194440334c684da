#pragma once

#include <optional>
#include <string>

#include "connectors/anchor.hpp"
#include "connectors/mariadb/session.hpp"

namespace gdprd::connectors {

/// See Connector::read_anchor(); `database` holds the table.
Result<std::optional<std::string>> read_maria_anchor(MariaSession& session,
                                                     const std::string& database,
                                                     const std::string& origin);
/// See Connector::write_anchor(). One statement, besides making the table.
Result<void> write_maria_anchor(MariaSession& session, const std::string& database,
                                const AnchorChange& change);

}  // namespace gdprd::connectors
