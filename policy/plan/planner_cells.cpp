// Values inside cells: a plan counts them and says what becomes of them. A step writes whole cells,
// so what stands inside a cell that no step writes stays, and is told.
#include <algorithm>

#include "policy/cells/cell_values.hpp"
#include "policy/plan/planner_work.hpp"

namespace gdprd::policy {
namespace {

struct ColumnPlaces {
    std::size_t at = 0;
    std::vector<FieldPath> paths;
    PlaceIndex places;  ///< in the same order
};

/// The personal places of a collection, by column.
std::vector<ColumnPlaces> places_in(const Policy& policy, const Catalogue& catalogue,
                                    const Node& node) {
    std::vector<ColumnPlaces> out;
    for (auto& [column, all] : cell_places_of(catalogue, node.path)) {
        const auto at = std::find(node.fields.begin(), node.fields.end(), column);
        if (at == node.fields.end()) continue;
        std::vector<FieldPath> paths;
        std::vector<CellKeys> places;
        for (CellKeys& keys : all) {
            FieldPath path{node.path, to_string(CellPlace{column, keys})};
            if (!is_personal(policy, catalogue, path)) continue;
            paths.push_back(std::move(path));
            places.push_back(std::move(keys));
        }
        if (!places.empty())
            out.push_back({static_cast<std::size_t>(at - node.fields.begin()), std::move(paths),
                           PlaceIndex(places)});
    }
    return out;
}

using WrittenFields = std::map<std::pair<CollectionPath, RowKey>, std::set<std::string>>;

WrittenFields fields_written(const Plan& plan) {
    WrittenFields out;
    for (const Step& step : plan.steps) {
        if (step.kind != StepKind::update_rows) continue;
        for (const RowTarget& row : step.rows) {
            for (const FieldAction& action : step.actions) {
                if (action.kind != FieldActionKind::keep)
                    out[{step.in, row.key}].insert(action.field);
            }
        }
    }
    return out;
}

/// A rule keeps the whole row, or this field of it.
bool is_kept(const PlannedRow& row, std::size_t field) {
    return std::any_of(row.kept.begin(), row.kept.end(), [field](const auto& one) {
        return one.second.fields.empty() || one.second.fields.contains(field);
    });
}

}  // namespace

void PlanWork::look_into_cells() {
    const WrittenFields written = fields_written(plan_);
    std::map<CollectionPath, std::vector<ColumnPlaces>> known;
    for (const PlannedRow& row : rows_) {
        const auto [places, fresh] = known.try_emplace(row.found->in);
        if (fresh) places->second = places_in(policy_, catalogue_, *row.node);
        const auto fields = written.find({row.found->in, row.found->row.key});
        for (const ColumnPlaces& column : places->second) {
            const std::string& name = row.node->fields[column.at];
            const bool stays = input_.right == Right::erasure && row.fate != Fate::erase &&
                               (fields == written.end() || !fields->second.contains(name));
            const Cell& cell = row.found->row.values[column.at].expose();
            for (const std::size_t i : column.places.filled_in(cell)) {
                const FieldPath& path = column.paths[i];
                ++inside_[path];
                if (!stays) continue;
                if (is_kept(row, column.at)) {
                    kept_inside_.insert(path);
                } else if (!is_archived(*row.node)) {  // its own advice: no rule can change it
                    left_whole_[{row.found->in, path.field,
                                 "stands inside a cell that no step writes: let a rule change the "
                                 "whole column " +
                                     name + ", which must be personal, or delete the row"}]
                        .insert(row.found->row.key);
                }
            }
        }
    }
}

}  // namespace gdprd::policy
