#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "config/base/off_loop.hpp"
#include "config/base/personal.hpp"
#include "config/base/result.hpp"
#include "connectors/anchor.hpp"
#include "policy/catalogue/schema.hpp"
#include "policy/plan/plan.hpp"
#include "policy/plan/query.hpp"

namespace gdprd::connectors {

/// What a store kind can do; the conformance suite reads it, and the planner's notes.
struct Capabilities {
    bool transactions = true;
    bool byte_search = false;  ///< residue() can search the store's own files
    bool foreign_keys = true;
};

/// One finding of check(): something that will not work, or is worth knowing, before any run.
struct CheckFinding {
    enum class Severity : unsigned char { ok, warning, problem };
    Severity severity = Severity::ok;
    std::string what;  ///< our words and names of collections only
    std::string hint;
};

/// How much sample() reads at most; a store's own settings may say less of rows.
struct SampleBounds {
    std::uint64_t rows = 0;
    std::uint32_t chars = 0;  ///< of one value; 0: as the settings say

    SampleBounds(std::uint64_t most_rows, std::uint32_t most_chars = 0)
        : rows(most_rows), chars(most_chars) {}
    [[nodiscard]] SampleBounds within(std::uint64_t rows_max, std::uint32_t usual_chars) const {
        return {rows < rows_max ? rows : rows_max, chars == 0 ? usual_chars : chars};
    }
};

/// Bounded sample of one collection, one column of values per field asked for.
struct Sample {
    std::vector<std::string> fields;
    std::vector<std::vector<Personal<std::string>>> values;  ///< [field][row], nulls left out
    std::uint64_t rows_read = 0;
};

/// Digests a row's fields under the request's key; made by the executor (policy::digest_row).
using RowDigester = std::function<RowDigest(const std::vector<std::string>& fields,
                                            const std::vector<policy::PersonalCell>& values)>;

/// The digester for the rows of a collection.
using DigesterOf = std::function<RowDigester(const policy::CollectionPath& of)>;

/// What a step did. done + already_done == rows of the step, or stale > 0 and nothing was changed.
struct StepResult {
    std::uint64_t done = 0;          ///< rows changed now
    std::uint64_t already_done = 0;  ///< rows found in their state after (resume)
    std::uint64_t stale = 0;         ///< rows in neither state: the transaction was rolled back
};

/// Result of a residue step.
struct ResidueResult {
    enum class State : unsigned char { clean, pending, found, unsupported };
    State state = State::unsupported;
    std::uint64_t values_found = 0;  ///< how many of the wanted byte strings are still in the bytes
    std::string what;                ///< "another reader holds the WAL", "3 values in main file"
    std::vector<std::string> limits;  ///< what this store cannot purge: WAL archives, backups
};

/// A connected store. Blocking; one caller at a time, except cancel(). A connector reconnects by
/// itself when the server went away between calls; a call that was under way fails `unavailable`.
/// Errors never carry a value or the driver's message outside the sensitive detail.
class Connector {
  public:
    virtual ~Connector() = default;

    [[nodiscard]] virtual Capabilities capabilities() const = 0;
    /// Reachability and rights, as far as they can be told without changing anything.
    virtual Result<std::vector<CheckFinding>> check(OffLoop off_loop) = 0;
    virtual Result<policy::StoreSchema> inspect(OffLoop off_loop) = 0;
    /// Rows spread over the collection, each value's beginning.
    virtual Result<Sample> sample(OffLoop off_loop, const policy::CollectionPath& from,
                                  const std::vector<std::string>& fields, SampleBounds most) = 0;
    /// Rows that match, streamed to `sink`; an error from the sink stops and is returned.
    using RowSink = std::function<Result<void>(policy::Row&& row)>;
    /// Returns the names of the values handed to `sink` (query.read, or all fields).
    virtual Result<std::vector<std::string>> find(OffLoop off_loop, const policy::FindQuery& query,
                                                  const RowSink& sink) = 0;
    /// The rows of a step again by key, for export and for verification; absent rows are left out.
    virtual Result<policy::RowSet> read_rows(OffLoop off_loop, const policy::CollectionPath& from,
                                             const std::vector<std::string>& fields,
                                             const std::vector<policy::RowKey>& keys) = 0;
    /// delete_rows and update_rows: one transaction, each row checked against before/after inside
    /// it. A row equal to `after` (or absent, for a deletion) is done; equal to `before` is to do;
    /// anything else is stale and rolls all back. So does `stale` as an error: the store's own
    /// references (cascade) would take rows along that are not in the step. Idempotent.
    virtual Result<StepResult> apply(OffLoop off_loop, const policy::Step& step,
                                     const RowDigester& digest) = 0;
    /// Applies these steps of a plan one after the other in one transaction and rolls it back: what
    /// the store would refuse (conditions, rules, triggers, references) is told as apply() tells
    /// it, before anybody approves. Locks as apply() does. `unsupported` where rolling back may not
    /// undo everything: PostgreSQL's triggers can reach out of the transaction.
    virtual Result<StepResult> rehearse(OffLoop off_loop,
                                        const std::vector<const policy::Step*>& steps,
                                        const DigesterOf& digest_of) = 0;
    /// Purges free space where the store can, then looks for each byte string in its files.
    virtual Result<ResidueResult> residue(OffLoop off_loop,
                                          const std::vector<policy::PersonalCell>& values) = 0;
    /// The checkpoint of a trail that the store's table gdprd_anchor holds; none without such a row
    /// or table.
    virtual Result<std::optional<std::string>> read_anchor(OffLoop off_loop,
                                                           const std::string& origin) = 0;
    /// Writes a trail's row, in one transaction; makes the table where it is missing. `conflict`,
    /// and nothing is written, when the row is not as it was before.
    virtual Result<void> write_anchor(OffLoop off_loop, const AnchorChange& change) = 0;
    /// From any thread: ends the call under way with `cancelled`.
    virtual void cancel() noexcept = 0;
};

/// Collects find()'s rows.
Result<policy::RowSet> find_all(OffLoop off_loop, Connector& connector,
                                const policy::FindQuery& query);

}  // namespace gdprd::connectors
