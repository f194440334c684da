#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "config/base/cbor.hpp"
#include "config/base/strong.hpp"
#include "policy/catalogue/decision.hpp"
#include "policy/catalogue/path.hpp"

namespace gdprd::policy {

struct Catalogue;

/// "T-3fa2b1c09d": of the collection and the scan that raised it.
using TaskId = Strong<struct TaskIdTag, std::string>;
/// "5be0c3…", 16 hex digits: of all that a task tells, another one when any of it moves.
using TaskDigest = Strong<struct TaskDigestTag, std::string>;

/// What of a field somebody has to know when it moves.
struct FieldState {
    std::string type;  ///< as declared
    std::optional<Category> category;
    bool personal = false;  ///< or doubtful
    DecidedBy decided_by = DecidedBy::classifier;
    friend bool operator==(const FieldState&, const FieldState&) = default;
};

/// A collection some of whose personal fields are new, changed or gone since a person last looked:
/// open until a person closes it.
struct DriftTask {
    CollectionPath in;
    std::string scan;  ///< the first that saw a change: "S-3-1"
    /// By name, never empty: how each field was before; none: it did not exist.
    std::map<std::string, std::optional<FieldState>> before;
};
[[nodiscard]] TaskId id_of(const DriftTask& task);

using DriftTasks = std::map<CollectionPath, DriftTask>;

/// Whether the policy in force says that a field is personal, whatever the catalogue says of it.
using SaidPersonal = std::function<bool(const FieldPath&)>;

/// The open tasks after a scan (`scan` its id) that made `after` of `before`: those of `before`,
/// and fields that are new, vanished, or whose type or category moved, and that are personal or
/// doubtful in one of both, or by the policy; of fields that a person decided, a moved type counts
/// whatever was decided. A field that is again as it was needs nobody, unless what a person said of
/// it was lost meanwhile; nor do the first scan of a store and a store that is no longer in the
/// catalogue. Pure.
[[nodiscard]] DriftTasks raise_tasks(const Catalogue& before, const Catalogue& after,
                                     const std::string& scan, const SaidPersonal& is_said);

/// One field of a task; both states are never the same, and not both none.
struct FieldChange {
    std::string field;
    std::optional<FieldState> before;                      ///< none: new
    std::optional<FieldState> now;                         ///< none: vanished
    [[nodiscard]] std::string_view kind() const noexcept;  ///< "new", "changed", "vanished"
};
/// In order of the names.
[[nodiscard]] std::vector<FieldChange> changes_of(const Catalogue& catalogue,
                                                  const DriftTask& task);
/// Of the task and its changes; whoever closes it says by this what was looked at.
[[nodiscard]] TaskDigest digest_of(const Catalogue& catalogue, const DriftTask& task);

[[nodiscard]] cbor::Value to_cbor(const DriftTasks& tasks);
Result<DriftTasks> drift_tasks_from_cbor(const cbor::Value& value);

}  // namespace gdprd::policy
