#pragma once

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "config/base/sqlite.hpp"
#include "connectors/connector.hpp"
#include "connectors/sqlite/rows.hpp"
#include "connectors/sqlite/schema.hpp"
#include "connectors/sqlite/store_file.hpp"

namespace gdprd::connectors {

/// One find() over one collection. Wanted values are bound, in batches where there are many.
class SqliteFinder {
  public:
    SqliteFinder(sqlite::Database& db, const SqliteLayout& layout, const policy::FindQuery& query,
                 SqliteMatcher& matcher);
    /// `invalid_argument` or `not_found` when the query does not fit the collection.
    Result<void> check() const;
    Result<void> run(const Connector::RowSink& sink);
    [[nodiscard]] const std::vector<std::string>& names() const noexcept { return names_; }

  private:
    using Wanted = std::vector<std::vector<policy::PersonalCell>>;

    Result<void> run_exact(const Connector::RowSink& sink);
    Result<void> run_batch(const Wanted& wanted, const Connector::RowSink& sink);
    Result<void> stream(sqlite::Statement& rows, const Connector::RowSink& sink);
    [[nodiscard]] std::string select() const;

    sqlite::Database* db_;
    const SqliteLayout* layout_;
    const policy::FindQuery* query_;
    SqliteMatcher* matcher_;
    SqliteRowKeys keys_;
    std::vector<std::string> names_;
    std::uint64_t rows_ = 0;
    bool several_batches_ = false;
    std::set<policy::RowKey> given_;  ///< with several batches: a row may match in two
};

}  // namespace gdprd::connectors
