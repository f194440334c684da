#include "daemon/services/package_cells.hpp"

#include <algorithm>

#include "policy/cells/cell_values.hpp"

namespace gdprd::daemon {

CellsShown::CellsShown(const policy::Catalogue& catalogue, const policy::CollectionPath& in)
    : in_(in), places_(policy::cell_places_of(catalogue, in)) {}

std::vector<policy::FieldPath> CellsShown::places(const std::string& column) const {
    std::vector<policy::FieldPath> out;
    const auto found = places_.find(column);
    if (found == places_.end()) return out;
    for (const auto& keys : found->second)
        out.push_back({in_, policy::to_string(policy::CellPlace{column, keys})});
    return out;
}

std::vector<CellsShown::Value> CellsShown::of(const std::string& column,
                                              const policy::Cell& cell) const {
    std::vector<Value> out;
    const auto places = places_.find(column);
    if (places == places_.end()) return out;
    const auto inside = policy::values_inside(cell);
    if (!inside) return out;
    for (const auto& one : inside->values) {
        Value shown{one.pointer.expose(), one.value.expose(), {in_, column}};
        const auto keys = policy::parse_pointer(shown.pointer);
        for (const auto& place : places->second) {
            if (!keys || !policy::covers(place, *keys)) continue;
            shown.place.field = policy::to_string(policy::CellPlace{column, place});
            break;
        }
        out.push_back(std::move(shown));
    }
    return out;
}

}  // namespace gdprd::daemon
