#pragma once

#include <string>
#include <vector>

#include "connectors/postgres/layout.hpp"
#include "connectors/postgres/session.hpp"
#include "connectors/step_rows.hpp"

namespace gdprd::connectors {

enum class RowLocks : unsigned char { none, for_update };

/// Rows of one collection by key, for apply and for reading again. References must outlive it.
class PgStepRows final : public StepRows {
  public:
    /// `not_found` when a field is none of the collection's.
    static Result<PgStepRows> create(PgSession& session, const PgLayout& layout,
                                     const std::vector<std::string>& fields, RowLocks locks);

    Result<std::vector<LiveRow>> rows_at(const policy::RowKey& key, std::size_t most) override;
    Result<void> scan(const std::function<bool(LiveRow&& row)>& visit) override;
    Result<bool> remove(const policy::RowKey& key, const LiveRow& row) override;
    Result<std::optional<std::vector<policy::PersonalCell>>> write(
        const policy::RowKey& key, const LiveRow& row,
        const std::vector<Assignment>& changes) override;
    Result<std::uint64_t> count_dragged(const std::vector<StepRow>& rows,
                                        const std::vector<std::string>& written) override;

  private:
    PgStepRows(PgSession& session, const PgLayout& layout, RowLocks locks)
        : session_(&session), layout_(&layout), locks_(locks) {}
    /// " WHERE …" for the rows of this key; nullopt when the store cannot hold such a key.
    Result<std::optional<std::string>> where_key(const policy::RowKey& key, PgParams& params) const;
    /// " WHERE …" for the very row as it was read.
    [[nodiscard]] static std::string where_row(const LiveRow& row, PgParams& params);
    /// Runs `begin + where` for the row, or for its key when the row has moved meanwhile: an
    /// earlier row of the step may have touched it (ON DELETE SET NULL).
    Result<PgResult> change(const std::string& begin, const PgParams& params,
                            const std::string& end, const policy::RowKey& key, const LiveRow& row);

    PgSession* session_;
    const PgLayout* layout_;
    RowLocks locks_;
    std::vector<const PgField*> fields_;
    std::string select_;
};

}  // namespace gdprd::connectors
