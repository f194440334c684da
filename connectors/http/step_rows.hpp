#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "connectors/http/json_values.hpp"
#include "connectors/http/rows.hpp"
#include "connectors/step_rows.hpp"

namespace gdprd::connectors {

/// What note_unnamed() tells.
struct UnnamedMembers {
    std::set<std::string> names;
    std::uint64_t others = 0;  ///< whose names may be personal
};

/// A step's rows in a service: no transaction. Each row is read again just before it is changed,
/// and again after, so that what others changed in between is left alone, but for the time between
/// that read and the change itself.
class HttpStepRows final : public StepRows {
  public:
    HttpStepRows(OffLoop off_loop, HttpClient& client, const Description& description,
                 const CollectionDescription& of, std::vector<std::string> fields,
                 HttpRows::Use use);

    Result<std::vector<LiveRow>> rows_at(const policy::RowKey& key, std::size_t most) override;
    Result<void> scan(const std::function<bool(LiveRow&& row)>& visit) override;
    Result<bool> remove(const policy::RowKey& key, const LiveRow& row) override;
    Result<std::optional<std::vector<policy::PersonalCell>>> write(
        const policy::RowKey& key, const LiveRow& row,
        const std::vector<Assignment>& changes) override;
    Result<std::uint64_t> count_dragged(const std::vector<StepRow>& rows,
                                        const std::vector<std::string>& written) override;

    /// Adds rows whose keys the service answers nothing for, and which it lists all the same.
    Result<void> add_listed(policy::RowSet& into);
    /// `conflict` when there are such rows: they are not gone. Looks again for a second, and for
    /// six while the list contradicts its own number of rows, which some services tell from a
    /// cache.
    Result<void> check_gone();
    /// Fields that the service changed with an update which was not given them.
    [[nodiscard]] const std::vector<std::string>& strayed() const noexcept { return strayed_; }
    /// Members of changed rows that the description does not name, and that stay as they were.
    [[nodiscard]] const UnnamedMembers& unnamed() const noexcept { return unnamed_; }
    /// Rows that the service said it changed.
    [[nodiscard]] std::uint64_t touched() const noexcept { return touched_; }

  private:
    using Cells = std::vector<policy::PersonalCell>;

    /// All fields of the row with this key; nullopt when it is not there, `stale` when it is not as
    /// it was read before.
    Result<std::optional<Cells>> read_unmoved(const policy::RowKey& key, const LiveRow& row);
    /// `conflict` when a field differs that was to stay.
    Result<void> check_kept(const Cells& before, const Cells& now,
                            const std::vector<FieldChange>& written);
    Result<std::uint64_t> count_referrers(const CollectionDescription& from,
                                          const FieldDescription& field,
                                          const std::vector<StepRow>& rows);

    HttpRows rows_;
    const Description* description_;
    std::vector<std::string> fields_;
    std::uint64_t touched_ = 0;
    std::vector<std::string> strayed_;
    UnnamedMembers unnamed_;
};

}  // namespace gdprd::connectors
