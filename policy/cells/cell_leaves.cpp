#include "policy/cells/cell_leaves.hpp"

#include <algorithm>
#include <array>

#include "config/base/assert.hpp"
#include "policy/cells/leaf_walk.hpp"
#include "policy/identity/identifier_text.hpp"

namespace gdprd::policy {
namespace {

std::string_view without_space(std::string_view cell) {
    const std::size_t at = cell.find_first_not_of(" \t\r\n");
    return at == std::string_view::npos ? std::string_view() : cell.substr(at);
}

/// A page or a piece of one is a text that people read.
bool is_html(std::string_view cell) {
    constexpr std::array<std::string_view, 36> kTags{
        "html", "head", "body", "p",     "div", "span", "br",   "b",    "i",
        "u",    "a",    "em",   "ul",    "ol",  "li",   "h1",   "h2",   "h3",
        "h4",   "h5",   "h6",   "table", "tr",  "td",   "th",   "pre",  "code",
        "img",  "hr",   "font", "style", "dl",  "form", "meta", "link", "strong"};
    std::string_view name = cell.substr(1);
    name = name.substr(0, name.find_first_of(" \t\r\n/>"));
    const std::string lower = text::lower_ascii(name);
    return std::find(kTags.begin(), kTags.end(), lower) != kTags.end();
}

bool is_xml(std::string_view cell) {
    if (cell.size() < 3) return false;
    if (cell.starts_with("<?xml")) return true;
    const char c = cell[1];
    return (text::is_alpha(c) || c == '_') && !is_html(cell);
}

bool is_php(std::string_view cell) {
    return cell.size() > 4 && (cell[0] == 'a' || cell[0] == 'O') && cell[1] == ':' &&
           text::is_digit(cell[2]);
}

}  // namespace

std::optional<CellFormat> guess_format(std::string_view cell) {
    const std::string_view text = without_space(cell);
    if (text.empty()) return std::nullopt;
    const char first = text.front();
    if (first == '{' || first == '[') return CellFormat::json;
    if (first == '<') return is_xml(text) ? std::optional(CellFormat::xml) : std::nullopt;
    if (is_php(text)) return CellFormat::php;
    if (text.find('\n') == std::string_view::npos)
        return cells::is_query(text) ? std::optional(CellFormat::query) : std::nullopt;
    if (cells::is_lines(cell)) return CellFormat::lines;
    if (cells::is_table(text)) return CellFormat::table;
    return std::nullopt;
}

CellEnd read_leaves(CellFormat format, std::string_view cell, const LeafSink& sink) {
    constexpr std::size_t kMost = config::limits::kCellBytes;
    const bool long_one = cell.size() > kMost;
    const std::string_view read = cell.substr(0, kMost);
    cells::LeafWalk walk(sink);
    const auto run = [&] {
        switch (format) {
            case CellFormat::json:
                return cells::read_json(read, walk);
            case CellFormat::xml:
                return cells::read_xml(without_space(read), walk);
            case CellFormat::php:
                return cells::read_php(without_space(read), walk);
            case CellFormat::query:
                return cells::read_query(without_space(read), walk);
            case CellFormat::lines:
                return cells::read_lines(read, walk);
            case CellFormat::table:
                return cells::read_table(without_space(read), walk);
        }
        assertion_failed("enumerator", __FILE__, __LINE__);
    };
    const CellEnd end = run();
    return long_one && (end == CellEnd::whole || end == CellEnd::cut) ? CellEnd::limited : end;
}

std::string_view to_string(CellFormat format) noexcept {
    switch (format) {
        case CellFormat::json:
            return "json";
        case CellFormat::xml:
            return "xml";
        case CellFormat::php:
            return "php";
        case CellFormat::query:
            return "query";
        case CellFormat::lines:
            return "lines";
        case CellFormat::table:
            return "table";
    }
    assertion_failed("enumerator", __FILE__, __LINE__);
}

std::string_view in_words(CellFormat format) noexcept {
    switch (format) {
        case CellFormat::json:
            return "JSON";
        case CellFormat::xml:
            return "XML";
        case CellFormat::php:
            return "serialised PHP";
        case CellFormat::query:
            return "query strings";
        case CellFormat::lines:
            return "lines of keys and values";
        case CellFormat::table:
            return "tables";
    }
    assertion_failed("enumerator", __FILE__, __LINE__);
}

}  // namespace gdprd::policy
