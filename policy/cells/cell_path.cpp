#include "policy/cells/cell_path.hpp"

#include <algorithm>

namespace gdprd::policy {
namespace {

constexpr std::string_view kMark = "#/";

/// "~0" and "~1" back to what they stand for.
std::optional<std::string> unescaped(std::string_view token) {
    std::string out;
    for (std::size_t at = 0; at < token.size(); ++at) {
        if (token[at] != '~') {
            out += token[at];
            continue;
        }
        ++at;
        if (at == token.size() || (token[at] != '0' && token[at] != '1')) return std::nullopt;
        out += token[at] == '0' ? '~' : '/';
    }
    return out;
}

}  // namespace

std::string to_pointer(std::span<const std::string> keys) {
    std::string out;
    for (const std::string& key : keys) {
        out += '/';
        for (const char c : key) {
            if (c == '~') {
                out += "~0";
            } else if (c == '/') {
                out += "~1";
            } else {
                out += c;
            }
        }
    }
    return out;
}

std::string to_string(const CellPlace& place) {
    return place.column + '#' + to_pointer(place.keys);
}

bool covers(std::span<const std::string> place, std::span<const std::string> keys) {
    return std::equal(
        place.begin(), place.end(), keys.begin(), keys.end(),
        [](const std::string& one, const std::string& key) { return one == key || one == "*"; });
}

std::optional<CellPlace> parse_cell_place(std::string_view field) {
    const std::size_t mark = field.find(kMark);
    if (mark == std::string_view::npos || mark == 0) return std::nullopt;
    CellPlace place{std::string(field.substr(0, mark)), {}};
    std::string_view rest = field.substr(mark + kMark.size());
    while (true) {
        const std::size_t end = std::min(rest.find('/'), rest.size());
        auto key = unescaped(rest.substr(0, end));
        if (!key) return std::nullopt;
        place.keys.push_back(std::move(*key));
        if (end == rest.size()) return place;
        rest.remove_prefix(end + 1);
    }
}

std::optional<CellPlace> find_cell_place(const CollectionSchema& collection,
                                         std::string_view field) {
    auto place = parse_cell_place(field);
    if (!place || collection.find_field(field) != nullptr) return std::nullopt;
    if (collection.find_field(place->column) == nullptr) return std::nullopt;
    return place;
}

}  // namespace gdprd::policy
