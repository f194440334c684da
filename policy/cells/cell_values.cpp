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

PlaceIndex::PlaceIndex(std::span<const CellKeys> places) : size_(places.size()) {
    for (std::size_t i = 0; i < places.size(); ++i) {
        Node* node = &root_;
        for (const std::string& key : places[i]) node = &node->below[key];
        node->places.push_back(i);
    }
}

/// As covers(): "*" of a place means each name. As deep as places are.
void PlaceIndex::collect(const Node& node, std::span<const CellKey> keys,
                         std::set<std::size_t>& out) {
    if (keys.empty()) {
        out.insert(node.places.begin(), node.places.end());
        return;
    }
    const std::string_view name = keys.front().name;
    const auto own = node.below.find(name);
    if (own != node.below.end()) collect(own->second, keys.subspan(1), out);
    const auto any = name == "*" ? node.below.end() : node.below.find("*");
    if (any != node.below.end()) collect(any->second, keys.subspan(1), out);
}

std::set<std::size_t> PlaceIndex::filled_in(const Cell& cell) const {
    std::set<std::size_t> out;
    const auto format = is_text(cell) ? guess_format(cell.bytes) : std::nullopt;
    if (!format || size_ == 0) return out;
    (void)read_leaves(*format, cell.bytes, [&](auto keys, std::string_view value) {
        if (!value.empty()) collect(root_, keys, out);
        return out.size() < size_;
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
