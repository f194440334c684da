#include "policy/language/reader.hpp"

#include <algorithm>
#include <charconv>

#include "config/base/edit_distance.hpp"
#include "config/base/utf8.hpp"
#include "config/limits.hpp"

namespace gdprd::policy {
namespace {

namespace limits = config::limits;

/// Ten years: moved further, a date tells nothing of when something was.
constexpr std::uint64_t kShiftDaysMax = 3650;

enum class Shape : unsigned char { scalar, list, map, any };

Shape shape_of(ValueKind kind) noexcept {
    switch (kind) {
        case ValueKind::purposes:
        case ValueKind::fields:
        case ValueKind::approvals:
        case ValueKind::residue:
        case ValueKind::contacts:
        case ValueKind::select:
        case ValueKind::expectation:
        case ValueKind::row_expectation:
        case ValueKind::field_categories:
        case ValueKind::field_targets:
        case ValueKind::row_values:
        case ValueKind::field_texts:
        case ValueKind::field_ends:
            return Shape::map;
        case ValueKind::rules:
        case ValueKind::owners:
        case ValueKind::tests:
        case ValueKind::test_rows:
        case ValueKind::texts:
        case ValueKind::categories:
            return Shape::list;
        case ValueKind::reference:
            return Shape::any;
        case ValueKind::version:
        case ValueKind::text:
        case ValueKind::name:
        case ValueKind::category:
        case ValueKind::category_or_none:
        case ValueKind::store:
        case ValueKind::collection_path:
        case ValueKind::field_path:
        case ValueKind::field_name:
        case ValueKind::legal_basis:
        case ValueKind::action:
        case ValueKind::approval:
        case ValueKind::reference_role:
        case ValueKind::years:
        case ValueKind::counted_from:
        case ValueKind::days:
        case ValueKind::characters:
        case ValueKind::precision:
        case ValueKind::boolean:
        case ValueKind::right:
        case ValueKind::field_end:
        case ValueKind::row_end:
        case ValueKind::date:
            return Shape::scalar;
    }
    return Shape::scalar;
}

std::string_view words_of(Shape shape) noexcept {
    switch (shape) {
        case Shape::scalar:
            return "one value";
        case Shape::list:
            return "a list";
        case Shape::map:
            return "a map";
        case Shape::any:
            return "one value, a map or a list";
    }
    return "";
}

bool has_shape(const config::yaml::Node& node, Shape shape) noexcept {
    switch (shape) {
        case Shape::scalar:
            return node.is_scalar();
        case Shape::list:
            return node.is_sequence();
        case Shape::map:
            return node.is_map();
        case Shape::any:
            return !node.is_null();
    }
    return false;
}

std::string quote(std::string_view text) {
    return '"' + printable(text, 128) + '"';
}

bool is_control(char c) noexcept {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\n' && c != '\t') || byte == 0x7f;
}

bool is_letter_or_digit(char c) noexcept {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

}  // namespace

SourceSpan Reader::span_of(const Node& node) const {
    return {file_, static_cast<std::uint32_t>(node.at.line),
            static_cast<std::uint32_t>(node.at.column)};
}

SourceSpan Reader::span_of_key(const Node& member) const {
    return {file_, static_cast<std::uint32_t>(member.key_at.line),
            static_cast<std::uint32_t>(member.key_at.column)};
}

ValuePlaces Reader::places_of(const Node& map) const {
    ValuePlaces places;
    for (const Node& member : map.children) add_places(member, member.key, places);
    return places;
}

void Reader::add_places(const Node& node, const std::string& key, ValuePlaces& places) const {
    places.emplace(key, span_of(node));
    for (std::size_t i = 0; i < node.children.size(); ++i) {
        const Node& child = node.children[i];
        add_places(child, key + '.' + (node.is_map() ? child.key : std::to_string(i)), places);
    }
}

/// `action: null` is an action, `action:` without anything is a slip: the tree holds a null for
/// both, so look at the text.
bool Reader::is_written_null(const Node& node) const {
    std::string_view rest = text_;
    for (std::size_t line = 1; line < node.at.line; ++line) {
        const std::size_t end = rest.find('\n');
        if (end == std::string_view::npos) return false;
        rest.remove_prefix(end + 1);
    }
    if (node.at.column == 0 || node.at.column > rest.size()) return false;
    return rest.substr(node.at.column - 1).starts_with("null") && node.at.line == node.key_at.line;
}

void Reader::check_shape(const Node& member, const PolicyKey& key) {
    const Shape shape = shape_of(key.kind);
    if (has_shape(member, shape)) return;
    if (member.is_null()) {
        if (shape_of(key.kind) == Shape::map && key.place == KeyPlace::file) return;
        if (key.kind == ValueKind::rules || key.kind == ValueKind::owners) return;
        const bool null_is_a_token =
            key.kind == ValueKind::action || key.kind == ValueKind::field_end;
        if (null_is_a_token && is_written_null(member)) return;
        out_.error(span_of_key(member), "no-value", quote(key.name) + " has no value");
        return;
    }
    out_.error(span_of(member), "wrong-shape",
               quote(key.name) + " must be " + std::string(words_of(shape)));
}

void Reader::check_missing(const Node& map, KeyPlace place, std::string_view what) {
    for (const PolicyKey* key : keys_of(place)) {
        if (key->required && map.find(key->name) == nullptr) {
            out_.error(map.key.empty() ? span_of(map) : span_of_key(map), "missing-key",
                       std::string(what) + " needs " + quote(key->name));
        }
    }
}

bool Reader::check(const Node& map, KeyPlace place, std::string_view what) {
    if (!map.is_map()) {
        out_.error(map.key.empty() ? span_of(map) : span_of_key(map), "wrong-shape",
                   std::string(what) + " must be a map");
        return false;
    }
    std::vector<std::string_view> known;
    for (const PolicyKey* key : keys_of(place)) known.push_back(key->name);
    for (const Node& member : map.children) {
        const PolicyKey* key = find_key(place, member.key);
        if (key == nullptr) {
            out_.error(span_of_key(member), "unknown-key", "unknown key " + quote(member.key),
                       closest(member.key, std::span<const std::string_view>(known)).value_or(""));
        } else {
            check_shape(member, *key);
        }
    }
    check_missing(map, place, what);
    return true;
}

std::vector<const Reader::Node*> Reader::members(const Node& node, std::string_view what) {
    std::vector<const Node*> found;
    if (!node.is_map()) return found;
    for (const Node& child : node.children) {
        if (found.size() >= limits::kPolicyItems) {
            out_.error(
                span_of_key(child), "too-many",
                "more than " + std::to_string(limits::kPolicyItems) + ' ' + std::string(what));
            break;
        }
        found.push_back(&child);
    }
    return found;
}

std::vector<const Reader::Node*> Reader::items(const Node& node, std::string_view what) {
    std::vector<const Node*> found;
    if (!node.is_sequence()) return found;
    for (const Node& child : node.children) {
        if (found.size() >= limits::kPolicyItems) {
            out_.error(
                span_of(child), "too-many",
                "more than " + std::to_string(limits::kPolicyItems) + ' ' + std::string(what));
            break;
        }
        found.push_back(&child);
    }
    return found;
}

const Reader::Node* Reader::find_scalar(const Node& map, std::string_view key) const {
    const Node* node = map.find(key);
    return node != nullptr && node->is_scalar() ? node : nullptr;
}

std::optional<std::string> Reader::as_text(const Node& scalar) {
    if (!scalar.is_scalar()) {
        out_.error(span_of(scalar), "wrong-shape", "a text must stand here");
        return std::nullopt;
    }
    if (scalar.text.empty()) {
        out_.error(span_of(scalar), "no-value", "the text is empty");
        return std::nullopt;
    }
    if (scalar.text.size() > limits::kPolicyTextBytes) {
        out_.error(
            span_of(scalar), "too-long",
            "the text is longer than " + std::to_string(limits::kPolicyTextBytes) + " bytes");
        return std::nullopt;
    }
    if (std::any_of(scalar.text.begin(), scalar.text.end(), is_control) ||
        !valid_utf8(scalar.text)) {
        out_.error(span_of(scalar), "bad-character", "the text holds a control character");
        return std::nullopt;
    }
    return scalar.text;
}

std::optional<std::string> Reader::text(const Node& map, std::string_view key) {
    const Node* node = find_scalar(map, key);
    return node == nullptr ? std::nullopt : as_text(*node);
}

bool Reader::is_name(std::string_view text, const SourceSpan& span) {
    const auto fine = [](char c) {
        return is_letter_or_digit(c) || c == '_' || c == '-' || c == '.';
    };
    if (!text.empty() && text.size() <= limits::kNameBytes && is_letter_or_digit(text.front()) &&
        std::all_of(text.begin(), text.end(), fine)) {
        return true;
    }
    out_.error(span, "bad-name",
               "a name is a letter or digit, then letters, digits, \"_\", \"-\", \".\"; at most " +
                   std::to_string(limits::kNameBytes) + " bytes");
    return false;
}

bool Reader::is_category(std::string_view text, const SourceSpan& span) {
    bool fine = !text.empty() && text.size() <= limits::kPolicyTextBytes && text.back() != '.';
    char before = '.';
    for (const char c : text) {
        const bool word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
        fine = fine && (word || (c == '.' && before != '.'));
        before = c;
    }
    if (!fine) {
        out_.error(span, "bad-category",
                   "a category is words of a-z, 0-9 and \"_\" with dots: user.contact.email");
    }
    return fine;
}

std::optional<std::string> Reader::name(const Node& map, std::string_view key) {
    const Node* node = find_scalar(map, key);
    if (node == nullptr || !is_name(node->text, span_of(*node))) return std::nullopt;
    return node->text;
}

std::optional<std::string> Reader::category(const Node& map, std::string_view key) {
    const Node* node = find_scalar(map, key);
    if (node == nullptr || !is_category(node->text, span_of(*node))) return std::nullopt;
    return node->text;
}

std::optional<FieldPath> Reader::as_field_path(std::string_view text, const SourceSpan& span) {
    auto path = text.size() > limits::kPolicyTextBytes
                    ? Result<FieldPath>(Error(ErrorCode::invalid_argument, "the path is too long"))
                    : parse_field_path(text);
    if (path) return std::move(*path);
    const Error why = path.error();
    out_.error(span, "bad-path",
               why.message() + (why.hint().empty() ? std::string() : "; " + why.hint()));
    return std::nullopt;
}

std::optional<FieldPath> Reader::field_path(const Node& map, std::string_view key) {
    const Node* node = find_scalar(map, key);
    return node == nullptr ? std::nullopt : as_field_path(node->text, span_of(*node));
}

std::optional<CollectionPath> Reader::collection_path(const Node& map, std::string_view key) {
    const auto text = this->text(map, key);
    if (!text) return std::nullopt;
    auto path = parse_collection_path(*text);
    if (path) return std::move(*path);
    out_.error(span_of(*map.find(key)), "bad-path",
               path.error().message() + "; write store.namespace.collection");
    return std::nullopt;
}

std::optional<std::uint32_t> Reader::number(const Node& node, std::string_view unit,
                                            std::uint64_t most, std::string_view code,
                                            std::string_view what) {
    const std::string& text = node.text;
    std::uint32_t count = 0;
    const char* last = text.data() + text.size();
    const auto [end, failure] = std::from_chars(text.data(), last, count);
    if (failure == std::errc{} &&
        std::string_view(end, static_cast<std::size_t>(last - end)) == unit && count >= 1 &&
        count <= most) {
        return count;
    }
    const std::string suffix(unit);
    out_.error(span_of(node), code,
               std::string(what) + " from 1" + suffix + " to " + std::to_string(most) + suffix);
    return std::nullopt;
}

std::optional<std::chrono::years> Reader::years(const Node& map, std::string_view key) {
    const Node* node = find_scalar(map, key);
    if (node == nullptr) return std::nullopt;
    const auto count =
        number(*node, "y", limits::kPolicyYears, "bad-period", "a period is a number of years");
    if (!count) return std::nullopt;
    return std::chrono::years(static_cast<int>(*count));
}

std::optional<CountedFrom> Reader::counted_from(const Node& map, std::string_view key) {
    const Node* node = find_scalar(map, key);
    if (node == nullptr) return std::nullopt;
    const auto from = parse_counted_from(node->text);
    if (!from) {
        out_.error(span_of(*node), "bad-year-end",
                   "a period is counted from date, from end-of-year, or from the last day of the "
                   "financial year, month before day: 06-30");
    }
    return from;
}

std::optional<std::uint32_t> Reader::days(const Node& map, std::string_view key) {
    const Node* node = find_scalar(map, key);
    if (node == nullptr) return std::nullopt;
    return number(*node, "d", kShiftDaysMax, "bad-days", "a date is moved by a number of days");
}

std::optional<std::uint32_t> Reader::characters(const Node& map, std::string_view key) {
    const Node* node = find_scalar(map, key);
    if (node == nullptr) return std::nullopt;
    return number(*node, "", limits::kPolicyTextBytes, "bad-number",
                  "what stays is a number of characters");
}

std::optional<bool> Reader::boolean(const Node& map, std::string_view key) {
    const Node* node = find_scalar(map, key);
    if (node == nullptr) return std::nullopt;
    if (!node->quoted && node->text == "true") return true;
    if (!node->quoted && node->text == "false") return false;
    out_.error(span_of(*node), "bad-boolean", quote(key) + " must be true or false");
    return std::nullopt;
}

std::vector<std::string> Reader::texts(const Node& map, std::string_view key) {
    std::vector<std::string> found;
    const Node* node = map.find(key);
    if (node == nullptr) return found;
    for (const Node* item : items(*node, "items")) {
        auto text = as_text(*item);
        if (text) found.push_back(std::move(*text));
    }
    return found;
}

std::optional<std::size_t> Reader::token(const Node& map, std::string_view key, ValueKind kind) {
    const Node* node = map.find(key);
    if (node == nullptr) return std::nullopt;
    const std::string text = node->is_null() && is_written_null(*node) ? "null" : node->text;
    if (text.empty()) return std::nullopt;
    const std::vector<std::string_view> tokens = tokens_of(kind);
    const auto found = std::find(tokens.begin(), tokens.end(), text);
    if (found != tokens.end()) return static_cast<std::size_t>(found - tokens.begin());
    std::string list;
    for (const std::string_view token : tokens) {
        list.append(list.empty() ? "" : ", ").append(token);
    }
    out_.error(span_of(*node), "unknown-token", quote(text) + " is not one of " + list,
               closest(text, std::span<const std::string_view>(tokens)).value_or(""));
    return std::nullopt;
}

}  // namespace gdprd::policy
