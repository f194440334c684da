#include "connectors/http/text_template.hpp"

#include <algorithm>

#include "connectors/http/url.hpp"

namespace gdprd::connectors {

namespace {

using Filter = TextTemplate::Filter;

Error malformed(const char* what) {
    return {ErrorCode::invalid_argument, what,
            "names stand in braces, as {key} or {value|sql}; write {{ and }} for braces"};
}

bool is_name(std::string_view name) {
    return !name.empty() && std::ranges::all_of(name, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '_' || c == '.' || c == '-';
    });
}

std::string doubled(std::string_view text, char which) {
    std::string out;
    for (const char c : text) {
        if (c == which) out += c;
        out += c;
    }
    return out;
}

std::string filtered(std::string text, Filter filter) {
    switch (filter) {
        case Filter::none:
            return text;
        case Filter::sql:
            return doubled(text, '\'');
        case Filter::like:
            return doubled(text, '\\');
        case Filter::lower:
            for (char& c : text)
                if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
            return text;
    }
    return text;
}

/// The value under a name, as text.
Result<std::string> text_of(const TemplateValues& values, const std::string& name) {
    const auto found = values.find(name);
    if (found == values.end())
        return Error(ErrorCode::invalid_argument,
                     "the description asks for {" + name + "} where there is none");
    const policy::Cell& cell = found->second.expose();
    if (cell.kind == policy::Cell::Kind::null || cell.bytes.find('\0') != std::string::npos)
        return Error(ErrorCode::invalid_argument, "a value cannot be sent to the service");
    return cell.bytes;
}

}  // namespace

Result<TextTemplate> TextTemplate::parse(std::string_view text) {
    TextTemplate out;
    Part part;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        const bool twice = at + 1 < text.size() && text[at + 1] == c;
        if (c != '{' && c != '}') {
            part.literal += c;
        } else if (twice) {
            part.literal += c;
            ++at;
        } else if (c == '}') {
            return malformed("a \"}\" stands without its \"{\"");
        } else {
            const std::size_t end = text.find('}', at);
            if (end == std::string_view::npos) return malformed("a \"{\" stands without its \"}\"");
            const std::string_view inside = text.substr(at + 1, end - at - 1);
            const std::size_t bar = inside.find('|');
            part.name = inside.substr(0, bar);
            if (!is_name(part.name)) return malformed("no name stands in the braces");
            if (bar != std::string_view::npos) {
                const std::string_view filter = inside.substr(bar + 1);
                if (filter == "sql")
                    part.filter = Filter::sql;
                else if (filter == "like")
                    part.filter = Filter::like;
                else if (filter == "lower")
                    part.filter = Filter::lower;
                else
                    return malformed("the filter is none of sql, like and lower");
            }
            out.parts_.push_back(std::move(part));
            part = Part{};
            at = end;
        }
    }
    if (!part.literal.empty()) out.parts_.push_back(std::move(part));
    return out;
}

std::vector<std::string> TextTemplate::names() const {
    std::vector<std::string> out;
    for (const Part& part : parts_)
        if (!part.name.empty() && std::ranges::find(out, part.name) == out.end())
            out.push_back(part.name);
    return out;
}

std::string TextTemplate::only_name() const {
    const bool only = parts_.size() == 1 && parts_.front().literal.empty() &&
                      parts_.front().filter == Filter::none;
    return only ? parts_.front().name : std::string();
}

Result<Personal<std::string>> TextTemplate::expand(const TemplateValues& values) const {
    std::string out;
    for (const Part& part : parts_) {
        out += part.literal;
        if (part.name.empty()) continue;
        GDPRD_TRY_ASSIGN(std::string value, text_of(values, part.name));
        out += filtered(std::move(value), part.filter);
    }
    return Personal<std::string>(std::move(out));
}

Result<Personal<std::string>> TextTemplate::expand_path(const TemplateValues& values) const {
    std::string out;
    for (const Part& part : parts_) {
        out += part.literal;
        if (part.name.empty()) continue;
        GDPRD_TRY_ASSIGN(std::string value, text_of(values, part.name));
        if (value.empty() || value == "." || value == "..")
            return Error(ErrorCode::stale, "a row's key would lead to another address",
                         "scan the store again");
        out += percent_encode(filtered(std::move(value), part.filter));
    }
    return Personal<std::string>(std::move(out));
}

}  // namespace gdprd::connectors
