#include "policy/cells/cell_column.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "config/limits.hpp"

namespace gdprd::policy {
namespace {

namespace limits = config::limits;

constexpr std::size_t kValuesGuessed = 32;

/// People write lists and notes too: what is no format of programs must be the rule in a column.
bool is_loose(CellFormat format) {
    switch (format) {
        case CellFormat::json:
        case CellFormat::xml:
        case CellFormat::php:
            return false;
        case CellFormat::query:
        case CellFormat::lines:
        case CellFormat::table:
            return true;
    }
    return true;
}

/// Ten for a hundred percent.
std::string percent(std::size_t part, std::size_t whole) {
    return std::to_string(whole == 0 ? 0 : part * 100 / whole) + " %";
}

FieldEvidence evidence_of(const FieldEvidence& column, CellPath&& path) {
    FieldEvidence out;
    out.store = column.store;
    out.collection = column.collection;
    out.field = column.field;
    for (const std::string& key : path.keys) {
        if (key == "*") continue;
        // the parts of a name inside are no parts of the path
        std::string name = key;
        std::replace_if(
            name.begin(), name.end(),
            [](char c) { return std::string_view(".[]/:>").find(c) != std::string_view::npos; },
            '_');
        out.field += '.' + name;
    }
    out.samples = std::move(path.samples);
    return out;
}

bool is_personal(const Finding& finding) {
    return finding.decision != Decision::reject;
}

}  // namespace

std::optional<CellFormat> format_of_column(std::span<const Personal<std::string>> samples) {
    std::array<std::size_t, static_cast<std::size_t>(CellFormat::table) + 1> votes{};
    std::size_t values = 0;
    for (const auto& sample : samples) {
        if (values == kValuesGuessed) break;
        if (sample.expose().empty()) continue;
        ++values;
        if (const auto format = guess_format(sample.expose()))
            ++votes[static_cast<std::size_t>(*format)];
    }
    const auto most = std::max_element(votes.begin(), votes.end());
    const auto format = static_cast<CellFormat>(most - votes.begin());
    const bool loose = is_loose(format);
    if (*most == 0 || (loose && *most < 2)) return std::nullopt;
    const bool rule = loose ? *most * 5 >= values * 4 : *most * 2 >= values;
    return rule ? std::optional(format) : std::nullopt;
}

CellColumn read_cell_column(std::size_t at, CellFormat format,
                            std::span<const Personal<std::string>> samples,
                            sweep::Sweeper& sweeper) {
    CellColumn out;
    out.at = at;
    out.format = format;
    PathTrie trie;
    for (const auto& sample : samples) {
        const std::string& cell = sample.expose();
        if (cell.empty()) continue;
        if (guess_format(cell) != format) {
            ++out.plain;
            continue;
        }
        trie.begin_cell();
        std::size_t leaves = 0;
        const CellEnd end = read_leaves(format, cell, [&](auto keys, std::string_view value) {
            ++leaves;
            trie.add(keys, value);
            return true;
        });
        // "{not so}" begins like JSON
        const bool none = end == CellEnd::broken && leaves == 0;
        ++(none ? out.plain : out.cells);
        if (end == CellEnd::cut || end == CellEnd::limited) ++out.cut;
    }
    out.left_out = trie.left_out() > 0;
    if (out.cells * 2 >= out.cells + out.plain) out.paths = trie.take(sweeper);
    return out;
}

std::vector<CellFinding> classify_cells(std::span<const FieldEvidence> columns,
                                        std::vector<CellColumn> cells) {
    // The columns' names are the context; their values were looked at before.
    std::vector<FieldEvidence> evidence;
    for (const FieldEvidence& column : columns) {
        FieldEvidence names = {column.store,         column.collection, column.field,
                               column.declared_type, column.comment,    {},
                               column.is_key,        column.refers_to};
        evidence.push_back(std::move(names));
    }
    struct Place {
        std::string field;
        std::size_t column = 0;
        std::string reason;
    };
    std::vector<Place> places;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        CellColumn& column = cells[i];
        const FieldEvidence& of = columns[column.at];
        for (CellPath& path : column.paths) {
            places.push_back({to_string(CellPlace{of.field, path.keys}), i,
                              "inside " + std::string(in_words(column.format)) + " of " + of.field +
                                  ", in " + percent(path.cells, column.cells) + " of its values"});
            evidence.push_back(evidence_of(of, std::move(path)));
        }
    }
    auto findings = classify(evidence);
    std::vector<std::size_t> order(places.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    const auto finding = [&](std::size_t i) -> Finding& { return findings[columns.size() + i]; };
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        const bool first = is_personal(finding(a));
        return first != is_personal(finding(b)) ? first : a < b;
    });
    std::vector<std::size_t> taken(cells.size());
    std::vector<CellFinding> out;
    for (const std::size_t i : order) {
        if (taken[places[i].column]++ >= limits::kCellFields) continue;
        finding(i).reasons.push_back(std::move(places[i].reason));
        out.push_back({std::move(places[i].field), std::move(finding(i))});
    }
    return out;
}

std::string told_of(const CellColumn& column, std::size_t places, std::size_t personal) {
    std::string out = "its values are " + std::string(in_words(column.format)) + ": " +
                      std::to_string(places) + (places == 1 ? " place" : " places") + " inside, " +
                      std::to_string(personal) + " of them personal";
    if (column.plain > 0)
        out += "; " + percent(column.plain, column.cells + column.plain) + " of them are not";
    if (column.cut > 0)
        out += "; " + percent(column.cut, column.cells) + " were read from their beginning only";
    if (column.left_out) out += "; more places than limits allow";
    return out;
}

}  // namespace gdprd::policy
