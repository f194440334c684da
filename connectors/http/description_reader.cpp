#include "connectors/http/description_reader.hpp"

#include <algorithm>
#include <charconv>

#include "config/base/edit_distance.hpp"
#include "config/base/utf8.hpp"
#include "config/limits.hpp"

namespace gdprd::connectors {

namespace limits = config::limits;
using config::yaml::Node;
using config::yaml::Position;

namespace {

std::string quoted(std::string_view text) {
    return '"' + printable(text, 64) + '"';
}

std::string listed(std::span<const std::string_view> words) {
    std::string out;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i > 0) out += i + 1 == words.size() ? " or " : ", ";
        out += words[i];
    }
    return out;
}

bool is_pointer(std::string_view text) {
    if (text.empty()) return true;
    if (text.front() != '/') return false;
    for (std::size_t at = text.find('~'); at != std::string_view::npos; at = text.find('~', at + 1))
        if (at + 1 >= text.size() || (text[at + 1] != '0' && text[at + 1] != '1')) return false;
    return true;
}

bool has_control(std::string_view text) {
    return std::ranges::any_of(
        text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

}  // namespace

void DescriptionReader::problem(Position at, std::string message, std::string suggestion) {
    if (!full()) out_->push_back({at, std::move(message), std::move(suggestion)});
}

bool DescriptionReader::full() const noexcept {
    return out_->size() >= limits::kProblemsShown;
}

bool DescriptionReader::check(const Node& map, Words known, Words needed) {
    if (!map.is_map()) {
        problem(map.at, "expected keys and values: " + listed(known));
        return false;
    }
    for (const Node& child : map.children)
        if (std::ranges::find(known, child.key) == known.end())
            problem(child.key_at, "unknown key " + quoted(child.key),
                    closest(child.key, known).value_or(""));
    for (const std::string_view key : needed)
        if (map.find(key) == nullptr)
            problem(map.key.empty() ? map.at : map.key_at,
                    "the key \"" + std::string(key) + "\" is missing");
    return true;
}

const Node* DescriptionReader::member(const Node& map, std::string_view key) {
    const Node* found = map.find(key);
    if (found == nullptr || !found->is_null()) return found;
    problem(found->key_at, "the value is missing");
    return nullptr;
}

std::string DescriptionReader::text(const Node& node) {
    if (!node.is_scalar()) {
        problem(node.at, "expected a text");
        return {};
    }
    if (node.text.size() > limits::kHttpTemplateBytes || has_control(node.text)) {
        problem(node.at, "expected one line of at most " +
                             std::to_string(limits::kHttpTemplateBytes) + " bytes");
        return {};
    }
    return node.text;
}

std::string DescriptionReader::text(const Node& map, std::string_view key) {
    const Node* found = member(map, key);
    return found == nullptr ? std::string() : text(*found);
}

std::vector<std::string> DescriptionReader::texts(const Node& map, std::string_view key) {
    std::vector<std::string> out;
    const Node* found = member(map, key);
    if (found == nullptr) return out;
    if (found->is_scalar()) return {text(*found)};
    if (!found->is_sequence()) {
        problem(found->at, "expected a list of texts");
        return out;
    }
    if (found->children.size() > limits::kHttpFields) {
        problem(found->at, "more than " + std::to_string(limits::kHttpFields) + " items");
        return out;
    }
    for (const Node& item : found->children) out.push_back(text(item));
    return out;
}

bool DescriptionReader::yes(const Node& map, std::string_view key, bool otherwise) {
    const Node* found = member(map, key);
    if (found == nullptr) return otherwise;
    if (found->is_scalar() && !found->quoted && (found->text == "true" || found->text == "false"))
        return found->text == "true";
    problem(found->at, "expected true or false");
    return otherwise;
}

std::uint64_t DescriptionReader::number(const Node& map, std::string_view key, std::uint64_t least,
                                        std::uint64_t most, std::uint64_t otherwise) {
    const Node* found = member(map, key);
    if (found == nullptr) return otherwise;
    std::uint64_t value = 0;
    const char* end = found->text.data() + found->text.size();
    const auto parsed = std::from_chars(found->text.data(), end, value);
    const bool plain = found->is_scalar() && !found->quoted && parsed.ec == std::errc() &&
                       parsed.ptr == end && value >= least && value <= most;
    if (plain) return value;
    problem(found->at,
            "expected a number from " + std::to_string(least) + " to " + std::to_string(most));
    return otherwise;
}

std::optional<std::size_t> DescriptionReader::word(const Node& node, Words words) {
    if (node.is_scalar()) {
        const auto found = std::ranges::find(words, node.text);
        if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
        problem(node.at, "expected " + listed(words), closest(node.text, words).value_or(""));
        return std::nullopt;
    }
    problem(node.at, "expected " + listed(words));
    return std::nullopt;
}

std::string DescriptionReader::pointer(const Node& node) {
    std::string out = text(node);
    if (is_pointer(out)) return out;
    problem(node.at, "expected a JSON Pointer, as /data/items");
    return {};
}

std::string DescriptionReader::pointer(const Node& map, std::string_view key) {
    const Node* found = member(map, key);
    return found == nullptr ? std::string() : pointer(*found);
}

TextTemplate DescriptionReader::text_template(const Node& node,
                                              std::span<const std::string> names) {
    auto parsed = TextTemplate::parse(text(node));
    if (!parsed) {
        problem(node.at, parsed.error().message() + "; " + parsed.error().hint());
        return {};
    }
    for (const std::string& name : parsed->names())
        if (std::ranges::find(names, name) == names.end())
            problem(node.at, "there is no {" + name + "} here", closest(name, names).value_or(""));
    return std::move(*parsed);
}

bool DescriptionReader::check_name(const Node& member) {
    const std::string& name = member.key;
    const bool good =
        !name.empty() && name.size() <= limits::kNameBytes && std::ranges::all_of(name, [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                   c == '_' || c == '-' || c == '.';
        });
    if (!good)
        problem(member.key_at,
                "a name has letters, digits, \"_\", \"-\" and \".\", and is at most " +
                    std::to_string(limits::kNameBytes) + " bytes long");
    return good;
}

}  // namespace gdprd::connectors
