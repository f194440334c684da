#pragma once

#include <map>
#include <string>
#include <vector>

#include "config/base/sqlite.hpp"
#include "connectors/sqlite/referrers.hpp"
#include "connectors/sqlite/schema.hpp"
#include "connectors/step_rows.hpp"
#include "policy/plan/row.hpp"

namespace gdprd::connectors {

/// `limit_exceeded` when the current row's texts and blobs are more than limits::kRowBytes.
[[nodiscard]] Result<void> check_row_bytes(const sqlite::Statement& row);
/// A column of the current row, in canonical text; reals in the shortest form that reads back.
[[nodiscard]] policy::Cell read_cell(const sqlite::Statement& row, int column);
/// With the cell's own type, so that SQLite compares and stores what it once gave. False: the bytes
/// are no number of that kind.
[[nodiscard]] bool bind_cell(sqlite::Statement& statement, int parameter, const policy::Cell& cell);

/// The columns that a SELECT must begin with so that each row's key can be told, and how.
class SqliteRowKeys {
  public:
    explicit SqliteRowKeys(const SqliteLayout& layout) : layout_(&layout) {}
    [[nodiscard]] std::vector<std::string> columns() const;  ///< quoted
    [[nodiscard]] int count() const;
    [[nodiscard]] policy::RowKey read(const sqlite::Statement& row) const;

  private:
    const SqliteLayout* layout_;
};

/// Rows of one collection by key, for apply and for reading again. The layout must outlive it.
class SqliteStepRows final : public StepRows {
  public:
    SqliteStepRows(sqlite::Database& db, const SqliteLayout& layout,
                   std::vector<std::string> fields);

    Result<std::vector<LiveRow>> rows_at(const policy::RowKey& key, std::size_t most) override;
    Result<void> scan(const std::function<bool(LiveRow&& row)>& visit) override;
    Result<bool> remove(const policy::RowKey& key, const LiveRow& row) override;
    Result<std::optional<std::vector<policy::PersonalCell>>> write(
        const policy::RowKey& key, const LiveRow& row,
        const std::vector<Assignment>& changes) override;
    Result<std::uint64_t> count_dragged(const std::vector<StepRow>& rows,
                                        const std::vector<std::string>& written) override;

  private:
    Result<sqlite::Statement*> prepared(const std::string& sql);
    /// The same for a statement that fires triggers, whose errors are told as theirs.
    Result<sqlite::Statement*> changing(const std::string& sql);
    /// " WHERE …" for a row of this key; parameters from `first`.
    Result<std::string> where_key(const policy::RowKey& key, std::size_t first) const;
    Result<void> bind_key(sqlite::Statement& statement, const policy::RowKey& key,
                          std::size_t first) const;
    /// The very row, where the collection has rowids; else its key.
    [[nodiscard]] policy::RowKey exact_key(const policy::RowKey& key, const LiveRow& row) const;
    [[nodiscard]] LiveRow read_row(const sqlite::Statement& row) const;
    /// Rows of `referrer` that refer to one of these and are none of them.
    Result<std::uint64_t> count_referring(const SqliteReferrer& referrer,
                                          const std::vector<StepRow>& rows);

    sqlite::Database* db_;
    const SqliteLayout* layout_;
    std::vector<std::string> fields_;
    std::string select_;  ///< handle and fields, up to WHERE
    std::map<std::string, sqlite::Statement> statements_;
};

}  // namespace gdprd::connectors
