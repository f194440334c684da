#pragma once

#include <string>
#include <vector>

#include "connectors/mariadb/session.hpp"
#include "policy/catalogue/path.hpp"

namespace gdprd::connectors {

/// A declared reference to a collection by which the server itself deletes or changes rows.
struct MariaReferrer {
    policy::CollectionName from;
    std::vector<std::string> target_fields;  ///< of the collection referred to
    std::string condition;                   ///< "target.`a` = source.`b` AND …"
    bool acts_on_delete = false;             ///< CASCADE or SET NULL when the target is deleted
    bool acts_on_update = false;             ///< the same when a target field is written
};

/// Those to `to`, its own included, in every database that the user sees.
Result<std::vector<MariaReferrer>> load_referrers(MariaSession& session,
                                                  const policy::CollectionName& to);

}  // namespace gdprd::connectors
