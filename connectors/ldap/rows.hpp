#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "connectors/ldap/entries.hpp"
#include "connectors/step_rows.hpp"

namespace gdprd::connectors {

/// A step's rows in a directory: no transaction over entries, but each change is one entry's and
/// carries an assertion (RFC 4528), so that an entry which others changed since it was read and
/// compared is left alone. All is borrowed.
class LdapStepRows final : public StepRows {
  public:
    /// For reading only when there is no step.
    LdapStepRows(LdapEntries& entries, std::vector<LdapField> fields, const policy::Step* step,
                 const RowDigester* digest);

    Result<std::vector<LiveRow>> rows_at(const policy::RowKey& key, std::size_t most) override;
    Result<void> scan(const std::function<bool(LiveRow&& row)>& visit) override;
    Result<bool> remove(const policy::RowKey& key, const LiveRow& row) override;
    Result<std::optional<std::vector<policy::PersonalCell>>> write(
        const policy::RowKey& key, const LiveRow& row,
        const std::vector<Assignment>& changes) override;
    /// Entries that name one which is to go: the DN would stay there.
    Result<std::uint64_t> count_dragged(const std::vector<StepRow>& rows,
                                        const std::vector<std::string>& written) override;

    /// Entries that were changed.
    [[nodiscard]] std::uint64_t touched() const noexcept { return touched_; }

  private:
    [[nodiscard]] std::vector<policy::PersonalCell> as_found(const LdapEntry& entry) const;
    /// The same with the values at the places where the step has put them: a directory keeps no
    /// order. nullopt: the entry is not as the step leaves it.
    [[nodiscard]] std::optional<std::vector<policy::PersonalCell>> as_written(
        const LdapEntry& entry, const std::vector<Assignment>& changes) const;
    [[nodiscard]] std::vector<policy::PersonalCell> arranged(const LdapEntry& entry,
                                                             const policy::RowKey& key) const;
    Result<std::vector<LdapReplacement>> replacements(const LdapEntry& entry,
                                                      const std::vector<Assignment>& changes) const;
    Result<bool> remove_value(const policy::RowKey& key);
    Result<const LdapEntry*> found_before(const LiveRow& row) const;

    LdapEntries* entries_;
    std::vector<LdapField> fields_;
    const policy::Step* step_;
    const RowDigester* digest_;
    std::map<std::string, LdapEntry> seen_;  ///< by entryUUID, as it was compared
    std::uint64_t touched_ = 0;
};

/// What a directory would refuse of a step, as far as looking tells: `conflict`, `refused`, or how
/// many rows are stale.
Result<std::uint64_t> look_ahead(LdapEntries& entries, const policy::Step& step,
                                 const RowDigester& digest);

}  // namespace gdprd::connectors
