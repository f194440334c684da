#include "policy/catalogue/path.hpp"

#include <vector>

namespace gdprd::policy {
namespace {

bool is_bare(char c) noexcept {
    const auto byte = static_cast<unsigned char>(c);
    return byte > 0x20 && byte != 0x7f && c != '.' && c != '"';
}

bool is_bare_part(std::string_view part) noexcept {
    if (part.empty()) return false;
    for (const char c : part) {
        if (!is_bare(c)) return false;
    }
    return true;
}

/// A nested path: bare parts with single dots between them.
bool is_bare_nested(std::string_view text) noexcept {
    while (true) {
        const std::size_t dot = text.find('.');
        if (!is_bare_part(text.substr(0, dot))) return false;
        if (dot == std::string_view::npos) return true;
        text.remove_prefix(dot + 1);
    }
}

void append_quoted(std::string& out, std::string_view part) {
    out += '"';
    for (const char c : part) {
        if (c == '"') out += '"';
        out += c;
    }
    out += '"';
}

void append_part(std::string& out, std::string_view part) {
    if (is_bare_part(part)) {
        out += part;
    } else {
        append_quoted(out, part);
    }
}

Error bad_path(const char* what) {
    return {ErrorCode::invalid_argument, what,
            "write store.namespace.collection.field; a part with a dot, quote or space stands in "
            "double quotes"};
}

/// Reads the part at `at` and moves behind it.
Result<std::string> read_part(std::string_view text, std::size_t& at) {
    std::string part;
    if (at < text.size() && text[at] == '"') {
        for (++at; at < text.size(); ++at) {
            if (text[at] != '"') {
                part += text[at];
            } else if (at + 1 < text.size() && text[at + 1] == '"') {
                part += '"';
                ++at;
            } else {
                ++at;
                return part;
            }
        }
        return bad_path("a quoted part of a path has no end");
    }
    for (; at < text.size() && text[at] != '.'; ++at) {
        if (!is_bare(text[at])) return bad_path("a part of a path needs quotes");
        part += text[at];
    }
    if (part.empty()) return bad_path("a part of a path is empty");
    return part;
}

Result<std::vector<std::string>> split(std::string_view text) {
    std::vector<std::string> parts;
    std::size_t at = 0;
    while (true) {
        GDPRD_TRY_ASSIGN(std::string part, read_part(text, at));
        parts.push_back(std::move(part));
        if (at == text.size()) return parts;
        if (text[at] != '.') return bad_path("a dot is missing after a quoted part of a path");
        ++at;
    }
}

CollectionPath collection_of(std::vector<std::string>& parts) {
    return {StoreName(std::move(parts[0])), {std::move(parts[1]), std::move(parts[2])}};
}

}  // namespace

std::string to_string(const CollectionName& name) {
    std::string out;
    append_part(out, name.ns);
    out += '.';
    append_part(out, name.name);
    return out;
}

std::string to_string(const CollectionPath& path) {
    std::string out;
    append_part(out, path.store.value());
    out += '.';
    out += to_string(path.collection);
    return out;
}

std::string to_string(const FieldPath& path) {
    std::string out = to_string(path.in);
    out += '.';
    if (is_bare_nested(path.field)) {
        out += path.field;
    } else {
        append_quoted(out, path.field);
    }
    return out;
}

Result<CollectionPath> parse_collection_path(std::string_view text) {
    GDPRD_TRY_ASSIGN(std::vector<std::string> parts, split(text));
    if (parts.size() != 3) return bad_path("a collection path has exactly three parts");
    return collection_of(parts);
}

Result<FieldPath> parse_field_path(std::string_view text) {
    GDPRD_TRY_ASSIGN(std::vector<std::string> parts, split(text));
    if (parts.size() < 4) return bad_path("a field path has at least four parts");
    FieldPath path{collection_of(parts), std::move(parts[3])};
    for (std::size_t i = 4; i < parts.size(); ++i) path.field += '.' + parts[i];
    return path;
}

}  // namespace gdprd::policy
