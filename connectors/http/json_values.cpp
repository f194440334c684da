#include "connectors/http/json_values.hpp"

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <charconv>

#include "config/limits.hpp"

namespace gdprd::connectors {

namespace json = boost::json;
using config::yaml::Node;
using policy::Cell;
using policy::FieldType;
using policy::PersonalCell;

namespace {

template <class Number>
std::string number_text(Number value) {
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value);
    return {text.data(), end.ptr};
}

std::optional<std::int64_t> whole_number(std::string_view text) {
    std::int64_t value = 0;
    const char* end = text.data() + text.size();
    const auto parsed = std::from_chars(text.data(), end, value);
    if (parsed.ec != std::errc() || parsed.ptr != end || number_text(value) != text)
        return std::nullopt;
    return value;
}

/// Members in the order of their names, so that the same value is the same bytes.
json::value sorted(const json::value& value) {
    if (const json::array* array = value.if_array()) {
        json::array out;
        out.reserve(array->size());
        for (const json::value& item : *array) out.push_back(sorted(item));
        return out;
    }
    if (const json::object* object = value.if_object()) {
        std::vector<std::string_view> names;
        names.reserve(object->size());
        for (const auto& member : *object) names.push_back(member.key());
        std::ranges::sort(names);
        json::object out;
        out.reserve(object->size());
        for (const std::string_view name : names) out.emplace(name, sorted(object->at(name)));
        return out;
    }
    return value;
}

Cell text_cell(std::string_view text, FieldType type, bool empty_is_null) {
    if (text.empty() && empty_is_null) return {};
    // some services send numbers as text, and not always
    if (type == FieldType::integer && whole_number(text))
        return {Cell::Kind::integer, std::string(text)};
    return {Cell::Kind::text, std::string(text)};
}

Result<json::value> json_of(const Cell& cell, FieldType type) {
    Error unfit(ErrorCode::invalid_argument, "a value does not fit the type of its field");
    switch (cell.kind) {
        case Cell::Kind::null:
            return json::value(nullptr);
        case Cell::Kind::integer: {
            const auto value = whole_number(cell.bytes);
            if (!value) return unfit;
            return json::value(*value);
        }
        case Cell::Kind::real: {
            double value = 0;
            const char* end = cell.bytes.data() + cell.bytes.size();
            const auto parsed = std::from_chars(cell.bytes.data(), end, value);
            if (parsed.ec != std::errc() || parsed.ptr != end) return unfit;
            return json::value(value);
        }
        case Cell::Kind::text:
            break;
        case Cell::Kind::blob:
            return unfit;
    }
    if (type == FieldType::boolean && (cell.bytes == "true" || cell.bytes == "false"))
        return json::value(cell.bytes == "true");
    if (type == FieldType::integer)
        if (const auto value = whole_number(cell.bytes)) return json::value(*value);
    if (type == FieldType::json) return parse_answer(cell.bytes);
    return json::value(cell.bytes);
}

Result<json::value> expand_scalar(const Node& node, const TemplateValues& values) {
    if (!node.quoted) {
        if (node.text == "true" || node.text == "false") return json::value(node.text == "true");
        if (const auto number = whole_number(node.text)) return json::value(*number);
    }
    GDPRD_TRY_ASSIGN(const TextTemplate text, TextTemplate::parse(node.text));
    const auto value = values.find(text.only_name());
    if (value != values.end()) return json_of(value->second.expose(), FieldType::text);
    GDPRD_TRY_ASSIGN(const Personal<std::string> whole, text.expand(values));
    return json::value(whole.expose());
}

/// A member that asks for a cursor is left out while there is none.
bool waits_for_cursor(const Node& node, const TemplateValues& values) {
    if (!node.is_scalar() || values.contains("cursor")) return false;
    const auto text = TextTemplate::parse(node.text);
    return text && std::ranges::count(text->names(), "cursor") > 0;
}

Result<json::value> expand(const Node& node, const TemplateValues& values) {
    switch (node.kind) {
        case Node::Kind::null:
            return json::value(nullptr);
        case Node::Kind::scalar:
            return expand_scalar(node, values);
        case Node::Kind::sequence: {
            json::array out;
            for (const Node& item : node.children) {
                GDPRD_TRY_ASSIGN(json::value value, expand(item, values));
                out.push_back(std::move(value));
            }
            return json::value(std::move(out));
        }
        case Node::Kind::map: {
            json::object out;
            for (const Node& member : node.children) {
                if (waits_for_cursor(member, values)) continue;
                GDPRD_TRY_ASSIGN(json::value value, expand(member, values));
                out[member.key] = std::move(value);
            }
            return json::value(std::move(out));
        }
    }
    return json::value(nullptr);
}

/// "/a/b~1c" → "a", "b/c"
std::vector<std::string> parts_of(const std::string& pointer) {
    std::vector<std::string> out;
    for (std::size_t at = 0; at < pointer.size();) {
        const std::size_t end = std::min(pointer.find('/', at + 1), pointer.size());
        std::string part;
        for (std::size_t i = at + 1; i < end; ++i) {
            if (pointer[i] == '~' && i + 1 < end)
                part += pointer[++i] == '1' ? '/' : '~';
            else
                part += pointer[i];
        }
        out.push_back(std::move(part));
        at = end;
    }
    return out;
}

bool put(json::value& into, const std::string& pointer, json::value value) {
    json::value* at = &into;
    for (const std::string& part : parts_of(pointer)) {
        if (at->is_null()) at->emplace_object();
        json::object* object = at->if_object();
        if (object == nullptr) return false;
        at = &(*object)[part];
    }
    *at = std::move(value);
    return true;
}

bool is_plain_name(std::string_view name) {
    constexpr std::size_t kLong = 64;
    const auto letter = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    };
    return !name.empty() && name.size() <= kLong && letter(name.front()) &&
           std::ranges::all_of(name, [&](char c) { return letter(c) || (c >= '0' && c <= '9'); });
}

}  // namespace

Result<json::value> parse_answer(std::string_view body) {
    json::parse_options options;
    options.max_depth = config::limits::kHttpAnswerDepth;
    json::error_code failed;
    json::value out = json::parse(body, failed, {}, options);
    if (failed == json::error::too_deep)
        return Error(ErrorCode::limit_exceeded, "the service's answer is nested too deep");
    if (failed)
        return Error(ErrorCode::unavailable, "the service's answer is no JSON",
                     "see that base_url is the address of its API, and not of its pages");
    return out;
}

const json::value* find_at(const json::value& in, const std::string& pointer) {
    if (pointer.empty()) return &in;
    json::error_code failed;
    return in.find_pointer(pointer, failed);
}

Cell read_cell(const json::value& row, const FieldDescription& field,
               const CollectionDescription& of) {
    const json::value* value = find_at(row, field.at);
    if (value == nullptr) return {};
    switch (value->kind()) {
        case json::kind::null:
            return {};
        case json::kind::bool_:
            return {Cell::Kind::text, value->get_bool() ? "true" : "false"};
        case json::kind::int64:
            return {Cell::Kind::integer, number_text(value->get_int64())};
        case json::kind::uint64:
            return {Cell::Kind::integer, number_text(value->get_uint64())};
        case json::kind::double_:
            return {Cell::Kind::real, number_text(value->get_double())};
        case json::kind::string: {
            const json::string& text = value->get_string();
            return text_cell({text.data(), text.size()}, field.type, of.empty_is_null);
        }
        case json::kind::array:
        case json::kind::object:
            return {Cell::Kind::text, json::serialize(sorted(*value))};
    }
    return {};
}

std::vector<PersonalCell> read_cells(const json::value& row, const CollectionDescription& of,
                                     const std::vector<std::string>& fields) {
    std::vector<PersonalCell> out;
    out.reserve(fields.size());
    for (const std::string& field : fields) {
        const FieldDescription* described = of.find_field(field);
        out.emplace_back(described == nullptr ? Cell{} : read_cell(row, *described, of));
    }
    return out;
}

std::optional<std::uint64_t> read_count(const json::value* value) {
    const auto number = whole_number(read_text(value));
    if (!number || *number < 0) return std::nullopt;
    return static_cast<std::uint64_t>(*number);
}

std::string read_text(const json::value* value) {
    if (value == nullptr) return {};
    if (const json::string* text = value->if_string()) return {text->data(), text->size()};
    if (const std::int64_t* number = value->if_int64()) return number_text(*number);
    if (const std::uint64_t* number = value->if_uint64()) return number_text(*number);
    return {};
}

Result<std::string> read_next(const json::value* value) {
    const bool ends = value == nullptr || value->is_null() ||
                      (value->is_bool() && !value->get_bool()) ||
                      (value->is_string() && value->get_string().empty());
    if (ends) return std::string();
    std::string out = read_text(value);
    if (out.empty())
        return Error(ErrorCode::invalid_argument,
                     "what leads to the next page is neither text nor a whole number: more rows "
                     "may follow",
                     "compare the description's paging with the documentation of the service's "
                     "version");
    return out;
}

Result<std::string> expand_body(const Node& body, const TemplateValues& values) {
    GDPRD_TRY_ASSIGN(const json::value whole, expand(body, values));
    return json::serialize(whole);
}

Result<std::string> update_body(const CallDescription& update, const TemplateValues& values,
                                const std::vector<FieldChange>& changes) {
    json::value whole = json::object();
    if (update.body) {
        GDPRD_TRY_ASSIGN(whole, expand(*update.body, values));
    }
    for (const FieldChange& change : changes) {
        GDPRD_TRY_ASSIGN(json::value value, json_of(change.value.expose(), change.field->type));
        if (value.is_null() && update.clear == "empty") value = json::string();
        if (!put(whole, change.field->write, std::move(value)))
            return Error(ErrorCode::invalid_argument,
                         "the description writes a field into what is no object");
    }
    return json::serialize(whole);
}

void note_unnamed(const json::value& row, const CollectionDescription& of,
                  std::set<std::string>& names, std::uint64_t& others) {
    std::set<std::string> named(of.ignored.begin(), of.ignored.end());
    std::set<std::string> inner{""};  // objects that a named member stands in
    for (const FieldDescription& field : of.fields) {
        named.insert(field.at);
        for (std::size_t at = field.at.rfind('/'); at != std::string::npos && at > 0;
             at = field.at.rfind('/', at - 1))
            inner.insert(field.at.substr(0, at));
    }
    for (const std::string& pointer : inner) {
        const json::value* value = find_at(row, pointer);
        const json::object* object = value == nullptr ? nullptr : value->if_object();
        if (object == nullptr || named.contains(pointer)) continue;  // a field holds it whole
        for (const auto& member : *object) {
            const std::string at = pointer + "/" + std::string(member.key());
            if (named.contains(at) || inner.contains(at)) continue;
            if (is_plain_name(member.key()))
                names.insert(at);
            else
                ++others;
        }
    }
}

}  // namespace gdprd::connectors
