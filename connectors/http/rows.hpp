#pragma once

#include <boost/json/fwd.hpp>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "connectors/http/client.hpp"
#include "connectors/http/row_pages.hpp"
#include "connectors/step_rows.hpp"

namespace gdprd::connectors {

/// The rows of one collection as a service gives them, one by one. All is borrowed.
class HttpRows {
  public:
    HttpRows(OffLoop off_loop, HttpClient& client, const CollectionDescription& of)
        : off_loop_(off_loop), client_(&client), of_(&of) {}

    [[nodiscard]] const CollectionDescription& described() const noexcept { return *of_; }
    [[nodiscard]] std::vector<std::string> all_fields() const;
    /// By its key, or by all fields where there is none. `invalid_argument` when a key is absent
    /// from the row.
    Result<policy::RowKey> key_of(const boost::json::value& row) const;
    /// Every row of the list.
    Result<void> each(const RowPages::Sink& sink);
    /// Every row of a search for one value.
    Result<void> each_found(const FindDescription& find, const std::string& field,
                            const policy::Cell& value, const RowPages::Sink& sink);
    /// Hands over the rows that have this key now, at most `most`: by the description's read, or
    /// by the list. A key that read answers nothing for is remembered.
    Result<void> at(const policy::RowKey& key, std::size_t most,
                    const std::function<void(const boost::json::value& row)>& take);
    /// Rows of the list whose keys at() found nothing for: a service may hide a row from one call
    /// and show it by another. One walk over the list; none when every key was found. The first
    /// `config::limits::kHttpListedRows` are compared.
    Result<void> each_listed_of_gone(
        const std::function<void(const policy::RowKey& key, const boost::json::value& row)>& take);
    /// Values for a call about one row.
    [[nodiscard]] static TemplateValues values_of(const policy::RowKey& key);
    [[nodiscard]] HttpClient& client() noexcept { return *client_; }
    [[nodiscard]] OffLoop off_loop() const noexcept { return off_loop_; }

  private:
    OffLoop off_loop_;
    HttpClient* client_;
    const CollectionDescription* of_;
    std::set<policy::RowKey> gone_;  ///< by read
};

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
                 const CollectionDescription& of, std::vector<std::string> fields);

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
    /// `conflict` when there are such rows: they are not gone.
    Result<void> check_gone();
    /// Members of changed rows that the description does not name, and that stay as they were.
    [[nodiscard]] const UnnamedMembers& unnamed() const noexcept { return unnamed_; }
    /// Rows that the service said it changed.
    [[nodiscard]] std::uint64_t touched() const noexcept { return touched_; }

  private:
    /// Whether the row with this key is there; `stale` when it is not as it was read before.
    Result<bool> check_unmoved(const policy::RowKey& key, const LiveRow& row);
    Result<std::uint64_t> count_referrers(const CollectionDescription& from,
                                          const FieldDescription& field,
                                          const std::vector<StepRow>& rows);

    HttpRows rows_;
    const Description* description_;
    std::vector<std::string> fields_;
    std::uint64_t touched_ = 0;
    UnnamedMembers unnamed_;
};

}  // namespace gdprd::connectors
