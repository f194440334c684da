#pragma once

#include <string>
#include <vector>

namespace gdprd::policy {

/// As programs write a text into JSON that must be ASCII: "M\u00fcller".
[[nodiscard]] std::string escaped_in_json(const std::string& text);

/// A text as it stands inside a cell that encodes it: in a query string ("ada%40example.org",
/// RFC 3986 and the forms of HTML), in XML and HTML ("Tom &amp; Co", "M&#252;ller",
/// "ada&#64;example.org"). Without the text itself; a search looks away from case.
[[nodiscard]] std::vector<std::string> encoded_inside_cells(const std::string& text);

}  // namespace gdprd::policy
