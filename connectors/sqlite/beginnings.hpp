#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "config/base/sqlite.hpp"
#include "connectors/sqlite/schema.hpp"
#include "policy/plan/row.hpp"

namespace gdprd::connectors {

/// How the values of a table's rows begin, in little memory however large they are: for substr()
/// SQLite reads all of a text. The connection, the layout and the fields outlive it; nothing else
/// uses the connection meanwhile.
class SqliteBeginnings {
  public:
    struct Bounds {
        std::int64_t first;
        std::int64_t last;
    };

    /// `chars` of each value are read.
    SqliteBeginnings(sqlite::Database& db, const SqliteLayout& layout,
                     const std::vector<std::string>& fields, std::uint32_t chars);
    SqliteBeginnings(const SqliteBeginnings&) = delete;
    SqliteBeginnings& operator=(const SqliteBeginnings&) = delete;
    ~SqliteBeginnings();

    /// Once, before all else. `not_found` for a field that is not there.
    Result<void> prepare();
    /// The rows with rowids within the bounds come next, in their order. Of a table without bare
    /// rowids it is called once, and all rows come.
    void start(const Bounds& rowids);
    /// In the order of the fields; nothing after the last row. Of a value that is too large for
    /// SQLite to read here only what is UTF-8 is told. `limit_exceeded` for one in a table
    /// without bare rowids.
    Result<std::optional<std::vector<policy::Cell>>> next();

  private:
    Result<std::optional<std::vector<policy::Cell>>> next_large();
    Result<std::vector<policy::Cell>> read_apart(std::int64_t rowid);
    [[nodiscard]] policy::Cell read_large(const std::string& field, std::int64_t rowid) const;
    [[nodiscard]] std::string beginning_of(const std::string& field) const;

    sqlite::Database& db_;
    const SqliteLayout& layout_;
    const std::vector<std::string>& fields_;
    std::uint32_t chars_;
    int length_limit_;  ///< the connection's own, for afterwards
    bool by_rowid_;
    std::unique_ptr<sqlite::Statement> rows_;
    Bounds left_{0, 0};
    bool ended_ = false;
};

}  // namespace gdprd::connectors
