#include "connectors/files/json_map.hpp"

#include <algorithm>
#include <functional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "connectors/files/json_text.hpp"

namespace gdprd::connectors {

namespace {

constexpr std::size_t kNone = std::string_view::npos;

Error bad_member() {
    return {ErrorCode::invalid_argument, "a member of an object is not valid JSON", "see RFC 8259"};
}

constexpr std::string_view kODataTerms = "odata.";

/// "anna@mail.example", "Anna Berg <anna@mail.example>"
bool is_address(std::string_view name) {
    const std::size_t at = name.find('@');
    if (at == kNone || at == 0) return false;
    const std::string_view domain = name.substr(at + 1, name.find_first_of(" >", at) - at - 1);
    const std::size_t dot = domain.find('.');
    return dot != kNone && dot > 0 && dot + 1 < domain.size() && !domain.starts_with(kODataTerms);
}

/// A customer's, a telephone's, a day: digits, and what stands between them.
bool is_number(std::string_view name) {
    return name.find_first_of("0123456789") != kNone &&
           name.find_first_not_of("0123456789+-./() ") == kNone;
}

/// Behind the string that begins at `at`.
std::size_t string_end(std::string_view text, std::size_t at) {
    for (++at; at < text.size() && text[at] != '"'; ++at)
        if (text[at] == '\\') ++at;
    return at < text.size() ? at + 1 : kNone;
}

std::size_t skip_space(std::string_view text, std::size_t at) {
    return std::min(text.find_first_not_of(" \t\r\n", at), text.size());
}

/// Behind the object or array that begins at `at`.
std::size_t brackets_end(std::string_view text, std::size_t at) {
    std::size_t open = 0;
    while (at < text.size()) {
        at = text.find_first_of("\"{}[]", at);
        if (at == kNone) return kNone;
        if (text[at] == '"') {
            at = string_end(text, at);
            if (at == kNone) return kNone;
            continue;
        }
        const bool opens = text[at] == '{' || text[at] == '[';
        ++at;
        if (opens) ++open;
        if (!opens && --open == 0) return at;
    }
    return kNone;
}

bool is_empty(std::string_view object) {
    return object.find_first_not_of(" \t\r\n", 1) == object.size() - 1;
}

std::set<std::string, std::less<>> names_in(std::string_view object) {
    std::set<std::string, std::less<>> out;
    for_each_member(object, [&](std::string_view quoted_name, std::string_view) {
        out.insert(unescape_json(quoted_name));
    });
    return out;
}

bool has_address(std::string_view object) {
    bool found = false;
    for_each_member(object, [&](std::string_view, std::string_view value) {
        found = found || (value.front() == '"' && is_address(unescape_json(value)));
    });
    return found;
}

}  // namespace

bool has_address_names(std::string_view checked_object) {
    std::vector<std::string> addresses;
    std::set<std::string, std::less<>> names;
    bool found = false;
    for_each_member(checked_object, [&](std::string_view quoted_name, std::string_view value) {
        std::string name = unescape_json(quoted_name);
        if (is_address(name)) {
            found = found || value.front() == '{';  // no note is an object
            addresses.push_back(name);
        }
        names.insert(std::move(name));
    });
    return found || std::ranges::any_of(addresses, [&](std::string_view name) {
               return !names.contains(name.substr(0, name.find('@')));
           });
}

bool has_number_names(std::string_view checked_object) {
    bool all = true;
    for_each_member(checked_object, [&](std::string_view quoted_name, std::string_view) {
        all = all && is_number(unescape_json(quoted_name));
    });
    return all;
}

bool holds_rows(std::string_view checked_object) {
    bool objects = true;
    bool described = true;
    std::size_t filled = 0;
    std::set<std::string, std::less<>> common;
    for_each_member(checked_object, [&](std::string_view, std::string_view value) {
        objects = objects && value.front() == '{';
        if (!objects || is_empty(value)) return;
        described = described && has_address(value);
        auto names = names_in(value);
        if (filled++ > 0)
            std::erase_if(names, [&](const auto& one) { return !common.contains(one); });
        common = std::move(names);
    });
    const bool alike = filled > 1 && !common.empty();
    return (objects && filled > 0 && (described || alike)) || has_number_names(checked_object) ||
           has_address_names(checked_object);
}

std::size_t member_end(std::string_view text) {
    const std::size_t name = string_end(text, 0);
    if (name == kNone) return kNone;
    const std::size_t colon = skip_space(text, name);
    const std::size_t value = skip_space(text, std::min(colon + 1, text.size()));
    if (value == text.size()) return kNone;
    if (text[value] == '"') return string_end(text, value);
    if (text[value] == '{' || text[value] == '[') return brackets_end(text, value);
    return text.find_first_of(",}] \t\r\n", value);
}

Result<MapMember> split_member(std::string_view text) {
    const std::size_t name = text.starts_with('"') ? string_end(text, 0) : kNone;
    if (name == kNone) return bad_member();
    const std::size_t colon = skip_space(text, name);
    if (colon == text.size() || text[colon] != ':') return bad_member();
    const std::size_t value = skip_space(text, colon + 1);
    GDPRD_TRY(check_json(text.substr(0, name)));
    GDPRD_TRY(check_json(text.substr(value)));
    return MapMember{text.substr(0, name), value};
}

}  // namespace gdprd::connectors
