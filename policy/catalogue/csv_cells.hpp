#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace gdprd::policy {

/// Appends a line of CSV (RFC 4180, CRLF). A cell that a spreadsheet would take for a formula
/// (= + - @, tab, CR at its beginning) gets an apostrophe before it.
void add_csv_line(std::string& out, std::initializer_list<std::string_view> cells);

}  // namespace gdprd::policy
