#include "connectors/files/json_text.hpp"

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/string.hpp>
#include <boost/json/value.hpp>

#include "config/base/assert.hpp"
#include "config/limits.hpp"
#include "connectors/files/json_map.hpp"

namespace gdprd::connectors {

namespace {

namespace json = boost::json;

/// Takes everything: what the parser refuses is all that is asked.
struct AnyValue {
    // NOLINTBEGIN(readability-identifier-naming): names that Boost.JSON looks for
    static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);
    // NOLINTEND(readability-identifier-naming)
    using Code = json::error_code;
    static bool on_document_begin(Code& /*code*/) { return true; }
    static bool on_document_end(Code& /*code*/) { return true; }
    static bool on_object_begin(Code& /*code*/) { return true; }
    static bool on_object_end(std::size_t /*size*/, Code& /*code*/) { return true; }
    static bool on_array_begin(Code& /*code*/) { return true; }
    static bool on_array_end(std::size_t /*size*/, Code& /*code*/) { return true; }
    static bool on_key_part(json::string_view /*text*/, std::size_t /*size*/, Code& /*code*/) {
        return true;
    }
    static bool on_key(json::string_view /*text*/, std::size_t /*size*/, Code& /*code*/) {
        return true;
    }
    static bool on_string_part(json::string_view /*text*/, std::size_t /*size*/, Code& /*code*/) {
        return true;
    }
    static bool on_string(json::string_view /*text*/, std::size_t /*size*/, Code& /*code*/) {
        return true;
    }
    static bool on_number_part(json::string_view /*text*/, Code& /*code*/) { return true; }
    static bool on_int64(std::int64_t /*value*/, json::string_view /*text*/, Code& /*code*/) {
        return true;
    }
    static bool on_uint64(std::uint64_t /*value*/, json::string_view /*text*/, Code& /*code*/) {
        return true;
    }
    static bool on_double(double /*value*/, json::string_view /*text*/, Code& /*code*/) {
        return true;
    }
    static bool on_bool(bool /*value*/, Code& /*code*/) { return true; }
    static bool on_null(Code& /*code*/) { return true; }
    static bool on_comment_part(json::string_view /*text*/, Code& /*code*/) { return true; }
    static bool on_comment(json::string_view /*text*/, Code& /*code*/) { return true; }
};

bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

std::size_t skip_space(std::string_view text, std::size_t at) {
    while (at < text.size() && is_space(text[at])) ++at;
    return at;
}

/// Behind the string that begins at `at`.
std::size_t skip_string(std::string_view text, std::size_t at) {
    for (++at; at < text.size() && text[at] != '"'; ++at)
        if (text[at] == '\\') ++at;
    return at + 1;
}

/// Behind the value that begins at `at`, whatever is inside.
std::size_t skip_value(std::string_view text, std::size_t at) {
    std::size_t open = 0;
    do {
        const char c = text[at];
        if (c == '"') {
            at = skip_string(text, at);
        } else if (c == '{' || c == '[') {
            ++open;
            ++at;
        } else if (c == '}' || c == ']') {
            --open;
            ++at;
        } else if (open > 0) {
            ++at;
        } else {  // number or word
            while (at < text.size() &&
                   std::string_view(",}] \t\r\n").find(text[at]) == std::string_view::npos)
                ++at;
        }
    } while (open > 0 && at < text.size());
    return at;
}

/// Whether the object has members, and names of fields are what they are called by.
bool has_fields(std::string_view object) {
    if (object[skip_space(object, 1)] == '}') return false;
    return !has_address_names(object) && !has_number_names(object);
}

/// Members of the object that begins at `at`; gives the place behind it. At most `depth` calls
/// deep.
std::size_t walk(std::string_view text, std::size_t at, const std::string& prefix,
                 std::size_t depth, const std::function<void(JsonLeaf&& leaf)>& visit) {
    at = skip_space(text, at + 1);
    while (at < text.size() && text[at] != '}') {
        const std::size_t name_end = skip_string(text, at);
        std::string path = prefix + unescape_json(text.substr(at, name_end - at));
        at = skip_space(text, skip_space(text, name_end) + 1);
        if (text[at] == '{' && depth > 1 && has_fields(text.substr(at))) {
            at = walk(text, at, path + ".", depth - 1, visit);
        } else {
            const std::size_t end = skip_value(text, at);
            visit({std::move(path), at, end});
            at = end;
        }
        at = skip_space(text, at);
        if (at < text.size() && text[at] == ',') at = skip_space(text, at + 1);
    }
    return at + 1;
}

}  // namespace

Result<void> check_json(std::string_view text) {
    json::parse_options options;
    options.max_depth = config::limits::kJsonDepth;
    json::basic_parser<AnyValue> parser(options);
    json::error_code code;
    const std::size_t read = parser.write_some(false, text.data(), text.size(), code);
    if (!code && read != text.size()) code = json::error::extra_data;
    if (!code) return {};
    if (code == json::error::too_deep)
        return Error(ErrorCode::limit_exceeded, "an object is nested too deep");
    return Error(ErrorCode::invalid_argument, "an object is not valid JSON", "see RFC 8259");
}

void for_each_member(std::string_view object, const MemberVisitor& visit) {
    std::size_t at = skip_space(object, skip_space(object, 0) + 1);
    while (at < object.size() && object[at] != '}') {
        const std::size_t name_end = skip_string(object, at);
        const std::size_t value = skip_space(object, skip_space(object, name_end) + 1);
        const std::size_t end = skip_value(object, value);
        visit(object.substr(at, name_end - at), object.substr(value, end - value));
        at = skip_space(object, end);
        if (at < object.size() && object[at] == ',') at = skip_space(object, at + 1);
    }
}

void for_each_leaf(std::string_view object, std::size_t depth,
                   const std::function<void(JsonLeaf&& leaf)>& visit) {
    const std::size_t begin = skip_space(object, 0);
    if (has_address_names(object)) {
        visit({std::string(kJsonRoot), begin, skip_value(object, begin)});
    } else {
        walk(object, begin, "", depth, visit);
    }
}

std::string unescape_json(std::string_view quoted) {
    const std::string_view inner = quoted.substr(1, quoted.size() - 2);
    if (inner.find('\\') == std::string_view::npos) return std::string(inner);
    json::error_code code;
    const json::value value = json::parse({quoted.data(), quoted.size()}, code);
    GDPRD_ASSERT(!code && value.is_string());
    return {value.get_string().data(), value.get_string().size()};
}

std::string escape_json(std::string_view text) {
    return json::serialize(json::string_view(text.data(), text.size()));
}

std::string compact_json(std::string_view value) {
    std::string out;
    for (std::size_t at = 0; at < value.size();) {
        if (value[at] == '"') {
            const std::size_t end = skip_string(value, at);
            out += escape_json(unescape_json(value.substr(at, end - at)));
            at = end;
        } else {
            if (!is_space(value[at])) out += value[at];
            ++at;
        }
    }
    return out;
}

}  // namespace gdprd::connectors
