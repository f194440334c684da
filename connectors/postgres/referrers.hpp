#pragma once

#include <string>
#include <vector>

#include "connectors/postgres/layout.hpp"
#include "connectors/postgres/session.hpp"

namespace gdprd::connectors {

/// A declared reference to a collection by which the server itself deletes or changes rows.
struct PgReferrer {
    std::string table;                       ///< quoted; ONLY where it has no partitions
    std::vector<std::string> target_fields;  ///< of the collection referred to
    /// "target.a OPERATOR(…) source.b AND …": as the server compares them, over these two names.
    std::string condition;
    bool acts_on_delete = false;  ///< CASCADE, SET NULL or SET DEFAULT when the target is deleted
    bool acts_on_update = false;  ///< the same when a target field is written
};

/// Those to `to`, its own included, in every schema of the database.
Result<std::vector<PgReferrer>> load_referrers(PgSession& session, const PgLayout& to);

}  // namespace gdprd::connectors
