#include "policy/catalogue/fides_cells.hpp"

#include <algorithm>

#include "policy/cells/cell_path.hpp"

namespace gdprd::policy {
namespace {

/// Each place inside the column with its names, lists left out.
template <class Visit>
void for_each_place(const Catalogue& catalogue, const CollectionPath& in, const std::string& column,
                    const Visit& visit) {
    const CollectionSchema* schema = catalogue.find_collection(in);
    if (schema == nullptr) return;
    for (const CatalogueField* field : catalogue.fields_of(in)) {
        auto place = find_cell_place(*schema, field->path.field);
        if (!place || place->column != column) continue;
        std::erase(place->keys, "*");
        visit(*field, place->keys);
    }
}

}  // namespace

FidesInside fides_inside(const Catalogue& catalogue, const CollectionPath& in,
                         const std::string& column, std::vector<std::string>& left_out) {
    FidesInside out;
    for_each_place(catalogue, in, column, [&](const CatalogueField& field, const CellKeys& names) {
        const bool dotted = std::any_of(names.begin(), names.end(), [](const std::string& name) {
            return name.empty() || name.find('.') != std::string::npos;
        });
        if (names.empty() || dotted) return left_out.push_back(to_string(field.path));
        FidesInside* at = &out;
        for (const std::string& name : names) at = &at->fields[name];
        if (at->field == nullptr || !at->field->is_personal()) at->field = &field;
    });
    return out;
}

std::vector<FieldPath> places_named(const Catalogue& catalogue, const CollectionPath& in,
                                    const std::string& column,
                                    const std::vector<std::string>& names) {
    std::vector<FieldPath> out;
    for_each_place(catalogue, in, column, [&](const CatalogueField& field, const CellKeys& own) {
        if (own == names) out.push_back(field.path);
    });
    return out;
}

}  // namespace gdprd::policy
