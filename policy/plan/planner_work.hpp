#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "policy/identity/phone_in_text.hpp"
#include "policy/identity/resolver_estate.hpp"
#include "policy/language/decide.hpp"
#include "policy/plan/planned_row.hpp"
#include "policy/plan/planner.hpp"

namespace gdprd::policy {

/// One plan in the making; borrows everything.
class PlanWork {
  public:
    PlanWork(const PlanInput& input, const Catalogue& catalogue, const Policy& policy,
             const Resolution& resolution, const Secret& row_key);

    Result<Plan> run();
    [[nodiscard]] std::vector<RowFate> fates() const;  ///< after run()

  private:
    struct Link {
        std::size_t from = 0;  ///< position in rows_
        std::size_t to = 0;
        const Reference* by = nullptr;
    };
    struct Erasure {  ///< what to write into one field
        FieldAction action;
        bool per_row = false;
        const FieldDecision* decided = nullptr;  ///< of a value that is made of the one before
    };
    using Tuple = std::vector<std::string>;

    // planner.cpp
    void plan_reads();
    Result<void> plan_erasure();
    void add_coverage();
    /// Fields of which a residual says that rows stay.
    [[nodiscard]] std::set<FieldPath> fields_left_over() const;
    [[nodiscard]] bool is_of_names(const FieldPath& path) const;
    void add_residuals();
    void add_notes();
    [[nodiscard]] std::size_t rows_per_step(const StoreName& store) const;
    /// Cuts into steps; rows of an archive become what is left over.
    void add_steps(const Step& model, const std::vector<RowTarget>& targets);
    [[nodiscard]] std::string reason_of(const std::vector<const PlannedRow*>& rows) const;
    [[nodiscard]] RowDigest digest(const Node& node, const Values& values) const;

    // planner_fates.cpp
    void decide_fates();
    void decide_fate(PlannedRow& row);
    void keep_by(PlannedRow& row, const ErasureRule& rule, std::size_t field);
    [[nodiscard]] bool is_over(const PlannedRow& row, const ErasureRule& rule) const;
    [[nodiscard]] std::optional<Date> end_of(const PlannedRow& row, const ErasureRule& rule) const;
    void keep_parts();
    void stub_parents();
    void make_stub(PlannedRow& row, const std::string& why, const std::string& ground);
    void stub_for_others();
    [[nodiscard]] std::vector<Link> links() const;
    /// Rows of the plan that another row refers to by that reference.
    [[nodiscard]] std::vector<std::size_t> targets(const Reference& reference,
                                                   const Values& values) const;
    [[nodiscard]] const FieldDecision& decision(const Node& node, std::size_t field);

    // planner_changes.cpp
    Result<void> plan_changes();
    Result<void> change_rows(const Node& node, const std::vector<PlannedRow*>& rows);
    /// What holds a field of a row that stays in its place.
    enum class Hold : unsigned char {
        none,
        loose,  ///< a reference that only the policy knows
        firm,   ///< the primary key, or a reference that the store enforces
    };
    [[nodiscard]] Hold hold_on(const PlannedRow& row, std::size_t field) const;
    [[nodiscard]] bool may_cut(const PlannedRow& row, std::size_t field) const;
    /// Finds the fields of staying rows that other staying rows refer to.
    void find_holds();
    Result<std::optional<Erasure>> erasure_of(PlannedRow& row, std::size_t field);
    Result<Erasure> replacement(const Node& node, std::size_t field, const FieldDecision& decided);
    [[nodiscard]] Cell unique_value(const PlannedRow& row, std::size_t field) const;
    void null_references();
    [[nodiscard]] Result<Cell> written_value(const PlannedRow& row, std::size_t field,
                                             const Erasure& erasure) const;

    // planner_transform.cpp
    Result<std::optional<Erasure>> transformation(const PlannedRow& row, std::size_t field,
                                                  const FieldDecision& decided);
    [[nodiscard]] Result<std::optional<Cell>> transformed(const PlannedRow& row, std::size_t field,
                                                          const FieldDecision& decided) const;
    [[nodiscard]] std::string normal_value(const PlannedRow& row, std::size_t field) const;
    [[nodiscard]] static std::vector<std::string> transform_notes(const Step& step);
    [[nodiscard]] std::vector<std::string> change_notes(
        const Node& node, const std::vector<std::string>& written) const;

    // planner_order.cpp
    Result<void> plan_deletions();
    Result<void> break_cycle(std::set<std::size_t>& open, std::vector<Link>& links);
    void delete_run(const std::vector<std::size_t>& run);
    [[nodiscard]] std::vector<std::string> deletion_notes(const Node& node) const;
    /// Refuses steps whose effect a rule of the store always replaces by another one.
    [[nodiscard]] Result<void> check_rules() const;

    // planner_cells.cpp
    /// Counts the personal values inside cells, and tells those that stay.
    void look_into_cells();

    // planner_residue.cpp
    void plan_residue();
    /// Notes an identifying value that this plan takes away.
    void remember_erased(const PlannedRow& row, std::size_t field);
    void add_kept_lines();
    /// Lists what stays in rows that stay and still holds an identifier that goes elsewhere.
    [[nodiscard]] std::vector<PhoneInText> erased_phones() const;
    void add_staying_identifiers();
    [[nodiscard]] std::string surviving_bytes(const StoreName& store) const;

    const PlanInput& input_;
    const Catalogue& catalogue_;
    const Policy& policy_;
    const Resolution& resolution_;
    const Secret& row_key_;
    Estate estate_;
    Plan plan_;
    std::vector<PlannedRow> rows_;
    using RowsByTuple = std::map<Tuple, std::vector<std::size_t>>;
    mutable std::map<std::pair<CollectionPath, std::vector<std::size_t>>, RowsByTuple> index_;
    std::map<std::pair<std::size_t, std::size_t>, Hold> holds_;  ///< by row and field
    std::map<CollectionPath, std::vector<FieldDecision>> decisions_;
    std::map<CollectionPath, FieldDecision> row_decisions_;
    std::map<StoreName, std::set<std::string>> erased_;  ///< identifying bytes that go
    TransformedRows transformed_;
    std::map<std::tuple<CollectionPath, std::string, std::string>, std::set<RowKey>> left_whole_;
    std::map<CollectionPath, std::set<RowKey>> left_in_archives_;
    std::map<FieldPath, std::uint64_t> inside_;  ///< rows with a value there, inside a cell
    std::set<FieldPath> kept_inside_;
    bool pseudonyms_ = false;
};

/// Its rows are read and never written: whatever a plan decides of them, they stay.
[[nodiscard]] bool is_archived(const Node& node) noexcept;

/// "crm.main.orders.customer_id".
[[nodiscard]] FieldPath field_path(const Node& node, std::size_t field);

}  // namespace gdprd::policy
