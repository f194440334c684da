#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace gdprd::config::yaml {

/// Counted from 1, columns in bytes.
struct Position {
    std::size_t line = 1;
    std::size_t column = 1;
    friend auto operator<=>(const Position&, const Position&) = default;
};

/// What is wrong with a file, and where.
struct Problem {
    Position at;
    std::string message;
    std::string suggestion;  ///< what was probably meant, or empty

    /// "gdprd.yaml:3:1: unknown key "stats"; did you mean "state"?"
    [[nodiscard]] std::string to_text(std::string_view file) const;
};

/// A value with its place in the file. The subset that gdprd's files use: block and flow maps with
/// plain text keys, sequences, scalars. No anchors, aliases, tags, nor second documents.
struct Node {
    enum class Kind : unsigned char { null, scalar, sequence, map };

    Kind kind = Kind::null;
    Position at;
    std::string text;     ///< of a scalar
    bool quoted = false;  ///< a scalar in quotes or a block scalar: always text
    std::string key;      ///< when this is a member of a map
    Position key_at;
    std::vector<Node> children;  ///< items, or members in the order of the file

    /// Member of a map, or null when absent or when this is no map.
    [[nodiscard]] const Node* find(std::string_view name) const noexcept;
    [[nodiscard]] bool is_map() const noexcept { return kind == Kind::map; }
    [[nodiscard]] bool is_sequence() const noexcept { return kind == Kind::sequence; }
    [[nodiscard]] bool is_scalar() const noexcept { return kind == Kind::scalar; }
    [[nodiscard]] bool is_null() const noexcept { return kind == Kind::null; }
};

/// Reads one YAML document; an empty one is a null node. A Problem for: bad UTF-8 or control
/// characters, more than `bytes_max` bytes, deeper than limits::kYamlDepth, a key given twice,
/// whatever is outside the subset. Never throws; the text is never quoted in the message.
[[nodiscard]] std::variant<Node, Problem> parse(std::string_view text, std::uint64_t bytes_max);

}  // namespace gdprd::config::yaml
