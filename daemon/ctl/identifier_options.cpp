#include "daemon/ctl/identifier_options.hpp"

#include <boost/json.hpp>
#include <sstream>

#include "daemon/ctl/files.hpp"

namespace gdprd::daemon::ctl {

namespace json = boost::json;

namespace {

/// "TYPE=VALUE" or "TYPE<TAB>VALUE".
Result<json::object> parse_identifier(std::string_view text, char separator) {
    const auto at = text.find(separator);
    if (at == std::string_view::npos || at == 0 || at + 1 == text.size())
        return Error(ErrorCode::invalid_argument, "an identifier must be a type and a value",
                     separator == '=' ? "--identifier email=ADDRESS"
                                      : "one line per identifier: TYPE<TAB>VALUE");
    return json::object{{"type", text.substr(0, at)}, {"value", text.substr(at + 1)}};
}

}  // namespace

Result<json::array> read_identifiers(const Invocation& invocation) {
    json::array out;
    for (const auto& text : invocation.all("--identifier")) {
        GDPRD_TRY_ASSIGN(auto identifier, parse_identifier(text, '='));
        out.push_back(std::move(identifier));
    }
    if (!invocation.has("--identifiers-from")) return out;
    GDPRD_TRY_ASSIGN(const auto content, read_input(invocation.get("--identifiers-from")));
    std::istringstream lines(content);
    for (std::string line; std::getline(lines, line);) {
        if (line.empty()) continue;
        GDPRD_TRY_ASSIGN(auto identifier, parse_identifier(line, '\t'));
        out.push_back(std::move(identifier));
    }
    return out;
}

}  // namespace gdprd::daemon::ctl
