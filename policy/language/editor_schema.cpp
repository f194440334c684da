#include "policy/language/editor_schema.hpp"

#include <boost/json.hpp>

#include "config/limits.hpp"
#include "policy/language/keys.hpp"

namespace gdprd::policy {
namespace {

namespace json = boost::json;

json::object keys_at(KeyPlace place);

json::object text_of(std::string_view pattern) {
    json::object schema{{"type", "string"}};
    if (!pattern.empty()) schema["pattern"] = pattern;
    return schema;
}

json::object map_to(json::object value, json::object names) {
    return {{"type", json::array{"object", "null"}},
            {"propertyNames", std::move(names)},
            {"additionalProperties", std::move(value)}};
}

json::object list_of(json::object item) {
    return {{"type", "array"}, {"items", std::move(item)}};
}

constexpr std::string_view kName = "^[A-Za-z0-9][A-Za-z0-9_.-]*$";
constexpr std::string_view kCategory = "^[a-z0-9_]+(\\.[a-z0-9_]+)*$";
constexpr std::string_view kPart = "([^.\"\\s]+|\"([^\"]|\"\")*\")";

json::object path_of(std::string_view repeat) {
    std::string pattern = "^";
    pattern.append(kPart).append("(\\.").append(kPart).append(")").append(repeat).append("$");
    return text_of(pattern);
}

json::object tokens(ValueKind kind) {
    json::array list;
    for (const std::string_view token : tokens_of(kind)) list.emplace_back(token);
    // YAML reads a bare null as nothing; the parser takes it for the action.
    if (kind == ValueKind::action || kind == ValueKind::field_end) list.emplace_back(nullptr);
    return {{"enum", std::move(list)}};
}

json::object schema_of(ValueKind kind) {
    switch (kind) {
        case ValueKind::version:
            return {{"const", 1}};
        case ValueKind::purposes:
            return map_to(keys_at(KeyPlace::purpose), text_of(kName));
        case ValueKind::fields:
            return map_to(keys_at(KeyPlace::field), path_of("{3,}"));
        case ValueKind::rules:
            return {{"type", json::array{"array", "null"}}, {"items", keys_at(KeyPlace::rule)}};
        case ValueKind::owners:
            return {{"type", json::array{"array", "null"}}, {"items", keys_at(KeyPlace::owner)}};
        case ValueKind::approvals:
            return keys_at(KeyPlace::approvals);
        case ValueKind::residue:
            return map_to(keys_at(KeyPlace::residue), text_of(""));
        case ValueKind::contacts:
            return keys_at(KeyPlace::contacts);
        case ValueKind::select:
            return keys_at(KeyPlace::select);
        case ValueKind::reference:
            return {{"oneOf",
                     json::array{path_of("{3,}"), keys_at(KeyPlace::reference),
                                 list_of({{"oneOf", json::array{path_of("{3,}"),
                                                                keys_at(KeyPlace::reference)}}})}}};
        case ValueKind::texts:
            return list_of(text_of(""));
        case ValueKind::name:
            return text_of(kName);
        case ValueKind::category:
        case ValueKind::category_or_none:
            return text_of(kCategory);
        case ValueKind::categories: {
            json::object list = list_of(text_of(kCategory));
            list["minItems"] = 1;
            return list;
        }
        case ValueKind::collection_path:
            return path_of("{2}");
        case ValueKind::field_path:
            return path_of("{3,}");
        case ValueKind::text:
        case ValueKind::store:
        case ValueKind::field_name: {
            json::object text = text_of("");
            text["minLength"] = 1;
            return text;
        }
        case ValueKind::legal_basis:
        case ValueKind::action:
        case ValueKind::approval:
        case ValueKind::reference_role:
        case ValueKind::right:
        case ValueKind::field_end:
        case ValueKind::row_end:
        case ValueKind::precision:
            return tokens(kind);
        case ValueKind::tests:
            return list_of(keys_at(KeyPlace::test));
        case ValueKind::test_rows:
            return list_of(keys_at(KeyPlace::test_row));
        case ValueKind::expectation:
            return keys_at(KeyPlace::expect);
        case ValueKind::row_expectation:
            return keys_at(KeyPlace::row_expect);
        case ValueKind::field_categories:
            return map_to(text_of(kCategory), path_of("{3,}"));
        case ValueKind::field_targets:
            return map_to(path_of("{3,}"), path_of("{3,}"));
        case ValueKind::field_texts: {
            json::object values =
                map_to({{"type", json::array{"string", "number", "boolean"}}}, text_of(""));
            values["type"] = "object";
            values["minProperties"] = 1;
            return values;
        }
        case ValueKind::row_values:
            return map_to({{"type", json::array{"string", "number", "boolean", "null"}}},
                          text_of(""));
        case ValueKind::field_ends:
            return map_to(tokens(ValueKind::field_end), text_of(""));
        case ValueKind::date:
            return text_of("^[0-9]{4}-[0-9]{2}-[0-9]{2}$");
        case ValueKind::years:
            return text_of("^[1-9][0-9]{0,2}y$");
        case ValueKind::counted_from:
            return text_of("^(date|end-of-year|(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01]))$");
        case ValueKind::days:
            return text_of("^[1-9][0-9]{0,3}d$");
        case ValueKind::characters:
            return {{"type", "integer"}, {"minimum", 1}};
        case ValueKind::boolean:
            return {{"type", "boolean"}};
    }
    return {};
}

json::object keys_at(KeyPlace place) {
    json::object properties;
    json::array required;
    for (const PolicyKey* key : keys_of(place)) {
        json::object value = schema_of(key->kind);
        value["description"] = key->sentence;
        properties[key->name] = std::move(value);
        if (key->required) required.emplace_back(key->name);
    }
    json::object schema{
        {"type", "object"}, {"additionalProperties", false}, {"properties", std::move(properties)}};
    if (!required.empty()) schema["required"] = std::move(required);
    return schema;
}

void write(std::string& out, const json::value& value, std::size_t depth);

/// Members or items, one a line.
template <class List, class WriteOne>
void write_lines(std::string& out, const List& list, char open, char close, std::size_t depth,
                 const WriteOne& write_one) {
    out += open;
    bool first = true;
    for (const auto& one : list) {
        out += first ? "\n" : ",\n";
        first = false;
        out.append(2 * (depth + 1), ' ');
        write_one(one);
    }
    out += '\n';
    out.append(2 * depth, ' ');
    out += close;
}

void write(std::string& out, const json::value& value, std::size_t depth) {
    if (value.is_object() && !value.get_object().empty()) {
        write_lines(out, value.get_object(), '{', '}', depth, [&](const auto& member) {
            out += json::serialize(json::string(member.key())) + ": ";
            write(out, member.value(), depth + 1);
        });
    } else if (value.is_array() && !value.get_array().empty()) {
        write_lines(out, value.get_array(), '[', ']', depth,
                    [&](const json::value& item) { write(out, item, depth + 1); });
    } else {
        out += json::serialize(value);
    }
}

std::string schema_from(KeyPlace place, std::string_view title) {
    json::object schema{{"$schema", "https://json-schema.org/draft/2020-12/schema"},
                        {"title", title},
                        {"description", "See gdprd-policy(5)."}};
    for (auto& member : keys_at(place)) schema[member.key()] = std::move(member.value());
    std::string out;
    write(out, schema, 0);
    return out + '\n';
}

}  // namespace

std::string editor_schema() {
    return schema_from(KeyPlace::file, "gdprd policy file");
}

std::string editor_schema_of_tests() {
    return schema_from(KeyPlace::test_file, "gdprd policy cases");
}

}  // namespace gdprd::policy
