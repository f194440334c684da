#include "policy/events/json_members.hpp"

#include <algorithm>
#include <boost/json.hpp>
#include <deque>
#include <vector>

namespace gdprd::policy {

namespace {

namespace json = boost::json;

/// The end of the string token that begins at `at`, in text that was parsed already.
std::size_t end_of_string(std::string_view text, std::size_t at) {
    for (++at; text[at] != '"'; ++at)
        if (text[at] == '\\') ++at;
    return at + 1;
}

/// What a string token stands for; `kept` holds it where that is not the token's own text.
std::string_view unescape(std::string_view token, std::deque<std::string>& kept) {
    if (token.find('\\') == std::string_view::npos) return token.substr(1, token.size() - 2);
    const json::value parsed = json::parse(token);
    return kept.emplace_back(parsed.get_string());
}

}  // namespace

std::optional<std::string> find_repeated_member(std::string_view text) {
    std::vector<std::string_view> names;  // of all objects that are open
    std::vector<std::size_t> objects;     // where those of each begin
    std::deque<std::string> kept;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '{') {
            objects.push_back(names.size());
        } else if (text[at] == '}') {
            const auto first = names.begin() + static_cast<std::ptrdiff_t>(objects.back());
            std::sort(first, names.end());
            const auto twice = std::adjacent_find(first, names.end());
            if (twice != names.end()) return std::string(*twice);
            names.erase(first, names.end());
            objects.pop_back();
        } else if (text[at] == '"') {
            const std::size_t end = end_of_string(text, at);
            const std::size_t after = text.find_first_not_of(" \t\r\n", end);
            if (after != std::string_view::npos && text[after] == ':')
                names.push_back(unescape(text.substr(at, end - at), kept));
            at = end - 1;
        }
    }
    return std::nullopt;
}

}  // namespace gdprd::policy
