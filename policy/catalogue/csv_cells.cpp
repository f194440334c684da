#include "policy/catalogue/csv_cells.hpp"

namespace gdprd::policy {
namespace {

/// What Excel and LibreOffice begin a formula with.
constexpr std::string_view kFormula = "=+-@\t\r";

void add_cell(std::string& out, std::string_view cell) {
    const bool formula = !cell.empty() && kFormula.find(cell.front()) != std::string_view::npos;
    const bool quoted = formula || cell.find_first_of("\",\r\n") != std::string_view::npos;
    if (quoted) out += '"';
    if (formula) out += '\'';
    for (const char c : cell) {
        if (c == '"') out += '"';
        out += c;
    }
    if (quoted) out += '"';
}

}  // namespace

void add_csv_line(std::string& out, std::initializer_list<std::string_view> cells) {
    bool first = true;
    for (const std::string_view cell : cells) {
        if (!first) out += ',';
        first = false;
        add_cell(out, cell);
    }
    out += "\r\n";
}

}  // namespace gdprd::policy
