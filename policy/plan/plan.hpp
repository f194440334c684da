#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "config/base/time.hpp"
#include "policy/plan/row.hpp"

namespace gdprd::policy {

enum class Right : unsigned char { access, erasure };  ///< Art. 15, Art. 17

enum class StepKind : unsigned char {
    read,  ///< export the rows to the subject's package
    delete_rows,
    update_rows,  ///< null, replace or rectify single fields
    residue,      ///< purge the store's free space, then search its bytes for what was erased
};

enum class FieldActionKind : unsigned char { null, replace, keep };

/// What happens to one field of the rows of a step.
struct FieldAction {
    std::string field;
    FieldActionKind kind = FieldActionKind::keep;
    Cell value;          ///< written by `replace` when the same for every row (a fixed text)
    std::string reason;  ///< the rule, in words
    std::string how{};  ///< of a `replace` made of the value before: "a pseudonym", "the year only"
};

/// One row of a step. `before` is over all fields of the row, `after` over the written fields only
/// (triggers may touch others); all zero for a deletion. `writes` holds the values of a `replace`
/// that differ per row (a unique field, a pseudonym), in the order of the step's replace actions;
/// else empty.
struct RowTarget {
    RowKey key;
    RowDigest before;
    RowDigest after;
    std::vector<Cell> writes;
};

/// One transaction of at most rows_per_step rows in one store.
struct Step {
    std::uint32_t number = 0;  ///< from 1, the order of execution
    StepKind kind = StepKind::read;
    CollectionPath in;                 ///< residue: only the store is set
    std::vector<std::string> fields;   ///< all fields that `before` covers, in this order
    std::vector<FieldAction> actions;  ///< update_rows: one per written field
    std::vector<RowTarget> rows;
    std::string reason;              ///< why these rows: path and rule, for people, without values
    std::vector<std::string> notes;  ///< cascades, triggers, references nulled by the store
    std::vector<PersonalCell> residue_values;  ///< residue: byte strings that must be gone
};

/// What stays, and why (Art. 17(3), policy): shown in the plan and in the answer. A line for each
/// year in which duties end.
struct KeptLine {
    CollectionPath in;
    std::vector<std::string> fields;
    std::uint64_t rows = 0;
    std::string ground;         ///< "Art. 17(3)(b): …"
    std::string rule;           ///< the policy rule's name
    std::optional<Date> until;  ///< the last duty's last day, where known
    std::string period{};       ///< of a rule: "10 years from the end of the year of issued_on"
};

/// Data that mentions the subject and that no step erases: free text, other people's rows, backups.
struct Residual {
    CollectionPath in;
    std::string field;
    std::uint64_t rows = 0;
    std::string why;
    /// Rows of an erasure that stay because they stand in an archive: the case stays open for them.
    /// Read from a stored plan by this mark and never by the words of `why`, which a later release
    /// may mend.
    bool archived = false;
};

/// What people are told of rows of an erasure that stay because they stand in an archive.
inline constexpr const char* kLeftInArchive =
    "left over: it stands in an archive, which gdprd reads and never writes: delete the archive, "
    "or "
    "pack it again without these rows, then scan and plan again";

/// Where several are true, the one that leaves most to be told: failed, kept, left_over, found.
enum class CoverageState : unsigned char {
    found,
    searched_empty,
    not_applicable,
    kept,
    failed,
    left_over,  ///< a residual says so of rows of this field
    /// A field of names in which no identifier was found: namesakes have the same names, so these
    /// strengthen a match, and nobody is searched for by them.
    not_searched_by_name,
};

/// Invariant 3: every catalogued personal field ends in one of these.
struct Coverage {
    FieldPath field;
    CoverageState state = CoverageState::not_applicable;
    std::uint64_t rows = 0;
    std::string why;
};

/// What would be done, with reasons. A value: its digest names it; approval names the digest.
struct Plan {
    RequestId request;
    Right right = Right::access;
    std::array<std::uint8_t, 16> nonce{};  ///< random, passed in
    CatalogueVersion catalogue;
    PolicyVersion policy;
    WallTime made_at{};
    std::vector<Step> steps;
    std::vector<KeptLine> kept;
    std::vector<Residual> residuals;
    std::vector<Coverage> coverage;
    std::vector<std::string> notes;      ///< for people: shared rows, undecided matches
    std::vector<StoreName> unreachable;  ///< stores that could not be searched: the plan is partial
    /// Numbers of the trail's keys that the run destroys at its end, ascending: what events of
    /// other systems told of the person goes with them.
    std::vector<std::uint64_t> subject_keys;
};

[[nodiscard]] cbor::Value to_cbor(const Plan& plan);
Result<Plan> plan_from_cbor(const cbor::Value& value);
[[nodiscard]] PlanDigest digest_of(const Plan& plan);

[[nodiscard]] std::string_view to_string(Right right) noexcept;
[[nodiscard]] std::string_view to_string(StepKind kind) noexcept;
[[nodiscard]] std::string_view to_string(FieldActionKind kind) noexcept;
[[nodiscard]] std::string_view to_string(CoverageState state) noexcept;
Result<Right> parse_right(std::string_view text);

}  // namespace gdprd::policy
