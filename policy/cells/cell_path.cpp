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

std::optional<CellKeys> parse_pointer(std::string_view pointer) {
    if (!pointer.starts_with('/')) return std::nullopt;
    CellKeys keys;
    for (std::size_t at = 0; at < pointer.size();) {
        const std::size_t end = std::min(pointer.find('/', at + 1), pointer.size());
        auto key = unescaped(pointer.substr(at + 1, end - at - 1));
        if (!key) return std::nullopt;
        keys.push_back(std::move(*key));
        at = end;
    }
    return keys;
}

std::optional<CellPlace> find_cell_place(const CollectionSchema& collection,
                                         std::string_view field) {
    if (field.find(kMark) == std::string_view::npos || collection.find_field(field) != nullptr)
        return std::nullopt;
    // names of columns may hold the mark, and so may names inside cells: the longest column it is
    for (auto mark = field.rfind(kMark); mark != std::string_view::npos && mark > 0;
         mark = field.rfind(kMark, mark - 1)) {
        if (collection.find_field(field.substr(0, mark)) == nullptr) continue;
        auto keys = parse_pointer(field.substr(mark + 1));
        if (!keys) return std::nullopt;
        return CellPlace{std::string(field.substr(0, mark)), std::move(*keys)};
    }
    return std::nullopt;
}

}  // namespace gdprd::policy
