#pragma once

#include <string>
#include <vector>

#include "connectors/mariadb/layout.hpp"
#include "connectors/mariadb/referrers.hpp"
#include "connectors/mariadb/session.hpp"
#include "connectors/step_rows.hpp"

namespace gdprd::connectors {

enum class MariaLocks : unsigned char { none, for_update };

/// Rows of one collection by key, for apply and for reading again. References must outlive it. The
/// server has no address of a row: one without a key is found by all its values, and of rows that
/// are the same any is as good as another.
class MariaStepRows final : public StepRows {
  public:
    /// `not_found` when a field is none of the collection's.
    static Result<MariaStepRows> create(MariaSession& session, const MariaLayout& layout,
                                        const std::vector<std::string>& fields, MariaLocks locks);

    Result<std::vector<LiveRow>> rows_at(const policy::RowKey& key, std::size_t most) override;
    Result<void> scan(const std::function<bool(LiveRow&& row)>& visit) override;
    Result<bool> remove(const policy::RowKey& key, const LiveRow& row) override;
    Result<std::optional<std::vector<policy::PersonalCell>>> write(
        const policy::RowKey& key, const LiveRow& row,
        const std::vector<Assignment>& changes) override;
    Result<std::uint64_t> count_dragged(const std::vector<StepRow>& rows,
                                        const std::vector<std::string>& written) override;

  private:
    MariaStepRows(MariaSession& session, const MariaLayout& layout, MariaLocks locks)
        : session_(&session), layout_(&layout), locks_(locks) {}
    /// The condition for the rows of this key; `stale` when its fields cannot hold such a key.
    Result<std::string> condition(const policy::RowKey& key, std::string_view of,
                                  MariaParams& params) const;
    /// The written fields of a row under the key that it has now.
    Result<std::optional<std::vector<policy::PersonalCell>>> read_written(
        const policy::RowKey& key, const std::vector<const MariaField*>& written);
    Result<std::uint64_t> count_dragged_by(const MariaReferrer& referrer,
                                           const std::vector<StepRow>& rows);

    MariaSession* session_;
    const MariaLayout* layout_;
    MariaLocks locks_;
    std::vector<const MariaField*> fields_;
    std::string select_;
};

}  // namespace gdprd::connectors
