#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "connectors/connector.hpp"

namespace gdprd::connectors {

/// A row as it is now, read and locked inside the step's transaction.
struct LiveRow {
    std::string handle;  ///< this very row among those of its collection: rowid, ctid, its key
    std::vector<policy::PersonalCell> values;  ///< in the order of Step::fields
};

/// A row of a step that is in its state before: to be changed.
struct StepRow {
    const policy::RowTarget* target = nullptr;  ///< borrowed from the step
    LiveRow live;
};

/// One field and what it becomes.
struct Assignment {
    std::string field;
    policy::Cell value;
};

/// The rows of a step's collection inside one open transaction; each kind of store has one. The
/// caller begins, and commits or rolls back.
class StepRows {
  public:
    virtual ~StepRows() = default;
    /// Rows that have this key now, locked against others; at most `most`.
    virtual Result<std::vector<LiveRow>> rows_at(const policy::RowKey& key, std::size_t most) = 0;
    /// Every row until `visit` says false; only asked for keys that a store may renumber (rowid).
    virtual Result<void> scan(const std::function<bool(LiveRow&& row)>& visit) = 0;
    /// false: the store removed nothing.
    virtual Result<bool> remove(const policy::RowKey& key, const LiveRow& row) = 0;
    /// The written fields as the store has them now; nullopt: it changed no row.
    virtual Result<std::optional<std::vector<policy::PersonalCell>>> write(
        const policy::RowKey& key, const LiveRow& row, const std::vector<Assignment>& changes) = 0;
    /// How many rows besides these the store would delete or change by itself when these, which
    /// rows_at() gave, are removed (ON DELETE CASCADE, SET NULL, SET DEFAULT), or when `written`
    /// fields of them are (ON UPDATE). No row can come to refer to them before the transaction
    /// ends.
    virtual Result<std::uint64_t> count_dragged(const std::vector<StepRow>& rows,
                                                const std::vector<std::string>& written) = 0;
};

/// The rule of Connector::apply: looks at every row first, changes only when none is stale and the
/// store's references would drag no other row along, and checks each written row against its digest
/// after. The caller commits when it succeeds with `stale == 0`, else rolls back. `stale` when rows
/// came to refer to the step's; `conflict` when a trigger or rule of the store stands in the way.
Result<StepResult> apply_step(const policy::Step& step, const RowDigester& digest, StepRows& rows);

/// What a step writes into one of its rows, in the order of its actions.
[[nodiscard]] std::vector<Assignment> assignments_of(const policy::Step& step,
                                                     const policy::RowTarget& target);

/// Keys at which apply_step() may look for the step's rows: those of the plan, and those that rows
/// have once they are written.
[[nodiscard]] std::vector<policy::RowKey> keys_of(const policy::Step& step);

/// The rule of Connector::rehearse, inside a transaction that the caller rolls back: ends with the
/// first step that fails or has stale rows. Errors name the step's collection.
Result<StepResult> apply_in_turn(
    const std::vector<const policy::Step*>& steps, const DigesterOf& digest_of,
    const std::function<Result<StepResult>(const policy::Step&, const RowDigester&)>& apply);

/// The rule of Connector::read_rows: each key's row once; a key that rows share (no primary key) as
/// many of them as it is asked for.
Result<void> read_again(const std::vector<policy::RowKey>& keys, StepRows& rows,
                        policy::RowSet& into);

}  // namespace gdprd::connectors
