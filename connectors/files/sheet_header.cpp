#include "connectors/files/sheet_header.hpp"

#include <algorithm>
#include <charconv>
#include <set>

#include "connectors/files/header_guess.hpp"

namespace gdprd::connectors {

namespace {

constexpr std::size_t kRowsTried = 21;
constexpr std::size_t kTextMax = 256;  ///< of a cell; a longer one is no name
constexpr std::string_view kUnnamed = "column_";

/// The texts of these columns, and nothing where the row is shorter.
std::vector<std::string> chosen(const std::vector<std::string>& row,
                                const std::vector<std::size_t>& columns) {
    std::vector<std::string> out;
    out.reserve(columns.size());
    for (const std::size_t column : columns)
        out.push_back(column < row.size() ? row[column] : std::string());
    return out;
}

Error unclear() {
    return {ErrorCode::invalid_argument, "whether the sheet's first row is a header cannot be told",
            "tell it with the store's formats, such as NAME.xlsx=xlsx-header or "
            "NAME.xlsx=xlsx-no-header"};
}

}  // namespace

std::string SheetHeader::name_of(std::size_t column) const {
    if (column < names.size() && !names[column].empty()) return names[column];
    std::string out = std::string(kUnnamed) + std::to_string(column + 1);
    while (std::ranges::find(names, out) != names.end()) out += "_";
    return out;
}

std::optional<std::size_t> SheetHeader::column_of(std::string_view name) const {
    if (name.empty()) return std::nullopt;
    const auto named = std::ranges::find(names, name);
    if (named != names.end()) return static_cast<std::size_t>(named - names.begin());
    if (!name.starts_with(kUnnamed)) return std::nullopt;
    std::size_t number = 0;
    const std::string_view digits = name.substr(kUnnamed.size());
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (number == 0 || name_of(number - 1) != name) return std::nullopt;
    return number - 1;
}

bool HeaderFinder::has_enough() const noexcept {
    return rows_.size() >= kRowsTried || (rule_ != HeaderRule::detect && !rows_.empty());
}

void HeaderFinder::add(const std::vector<SheetCell>& row) {
    if (has_enough() || row.empty()) return;
    std::vector<std::string> texts;
    for (const auto& cell : row) {
        if (texts.size() <= cell.column) texts.resize(cell.column + 1);
        texts[cell.column] = cell.value.bytes.substr(0, kTextMax);
    }
    rows_.push_back(std::move(texts));
}

Result<SheetHeader> HeaderFinder::finish() const {
    SheetHeader out;
    if (rows_.empty()) return out;
    const std::vector<std::string>& first = rows_.front();
    std::vector<std::size_t> named;
    std::size_t width = 0;
    for (std::size_t i = 0; i < first.size(); ++i)
        if (!first[i].empty()) named.push_back(i);
    for (const auto& row : rows_) width = std::max(width, row.size());
    out.present = rule_ == HeaderRule::present;
    // a line that is much shorter than the rows below it is a title
    if (rule_ == HeaderRule::detect && 2 * named.size() >= width) {
        std::vector<std::vector<std::string>> next;
        for (std::size_t i = 1; i < rows_.size(); ++i) next.push_back(chosen(rows_[i], named));
        switch (guess_first_record(chosen(first, named), next)) {
            case FirstRecord::names:
                out.present = true;
                break;
            case FirstRecord::values:
                break;
            case FirstRecord::unclear:
                return unclear();
        }
    }
    if (!out.present) return out;
    std::set<std::string> taken;
    out.names = first;
    for (std::size_t i = 0; i < out.names.size(); ++i) {
        std::string& name = out.names[i];
        while (!name.empty() && !taken.insert(name).second) name += "_" + std::to_string(i + 1);
    }
    return out;
}

}  // namespace gdprd::connectors
