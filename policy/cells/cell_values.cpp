#include "policy/cells/cell_values.hpp"

#include <algorithm>

#include "config/limits.hpp"

namespace gdprd::policy {
namespace {

bool is_text(const Cell& cell) {
    switch (cell.kind) {
        case Cell::Kind::text:
        case Cell::Kind::blob:
            return true;
        case Cell::Kind::null:
        case Cell::Kind::integer:
        case Cell::Kind::real:
            return false;
    }
    return false;
}

CellKeys names_of(std::span<const CellKey> keys) {
    CellKeys out;
    out.reserve(keys.size());
    for (const CellKey& key : keys) out.emplace_back(key.name);
    return out;
}

}  // namespace

std::optional<CellValues> values_inside(const Cell& cell) {
    const auto format = is_text(cell) ? guess_format(cell.bytes) : std::nullopt;
    if (!format) return std::nullopt;
    CellValues out;
    out.format = *format;
    std::size_t bytes = 0;  // a long name that many values stand below is told with each of them
    const auto end = read_leaves(*format, cell.bytes, [&](auto keys, std::string_view value) {
        if (keys.empty()) return true;
        for (const CellKey& key : keys) bytes += key.name.size();
        if (bytes > config::limits::kCellBytes) return false;
        out.values.push_back({Personal<std::string>(to_pointer(names_of(keys))),
                              Personal<std::string>(std::string(value))});
        return true;
    });
    if (out.values.empty()) return std::nullopt;
    out.whole = end == CellEnd::whole && bytes <= config::limits::kCellBytes;
    return out;
}

std::set<std::size_t> filled_places(const Cell& cell, std::span<const CellKeys> places) {
    std::set<std::size_t> out;
    const auto format = is_text(cell) ? guess_format(cell.bytes) : std::nullopt;
    if (!format || places.empty()) return out;
    (void)read_leaves(*format, cell.bytes, [&](auto keys, std::string_view value) {
        if (value.empty()) return true;
        const CellKeys names = names_of(keys);
        for (std::size_t i = 0; i < places.size(); ++i) {
            if (covers(places[i], names)) out.insert(i);
        }
        return out.size() < places.size();
    });
    return out;
}

std::optional<FieldPath> column_around(const Catalogue& catalogue, const FieldPath& field) {
    if (field.field.find('#') == std::string::npos) return std::nullopt;
    const CollectionSchema* collection = catalogue.find_collection(field.in);
    if (collection == nullptr) return std::nullopt;
    auto place = find_cell_place(*collection, field.field);
    if (!place) return std::nullopt;
    return FieldPath{field.in, std::move(place->column)};
}

std::map<std::string, std::vector<CellKeys>> cell_places_of(const Catalogue& catalogue,
                                                            const CollectionPath& in) {
    std::map<std::string, std::vector<CellKeys>> out;
    const CollectionSchema* schema = catalogue.find_collection(in);
    if (schema == nullptr) return out;
    for (const CatalogueField* field : catalogue.fields_of(in)) {
        auto place = find_cell_place(*schema, field->path.field);
        if (place) out[std::move(place->column)].push_back(std::move(place->keys));
    }
    return out;
}

}  // namespace gdprd::policy
