#pragma once

#include <string>
#include <vector>

#include "config/base/sqlite.hpp"
#include "connectors/sqlite/schema.hpp"

namespace gdprd::connectors {

/// A declared reference to a collection by which SQLite itself deletes or changes rows.
struct SqliteReferrer {
    SqliteLayout from;
    std::vector<std::string> fields;         ///< of `from`
    std::vector<std::string> target_fields;  ///< what each of them holds, as the target names it
    bool acts_on_delete = false;  ///< CASCADE, SET NULL or SET DEFAULT when the target is deleted
    bool acts_on_update = false;  ///< the same when a target field is written
};

/// Those to `to`, its own included, as they are in the open transaction.
Result<std::vector<SqliteReferrer>> load_referrers(sqlite::Database& db, const SqliteLayout& to);

}  // namespace gdprd::connectors
