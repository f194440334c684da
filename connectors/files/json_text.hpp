#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "config/base/result.hpp"

namespace gdprd::connectors {

/// Whether `text` is one JSON value (RFC 8259) of valid UTF-8, nested at most config's kJsonDepth.
Result<void> check_json(std::string_view text);

// The rest takes text that check_json() took.

/// The object's own members in their order: names in quotes, and their values.
using MemberVisitor = std::function<void(std::string_view quoted_name, std::string_view value)>;
void for_each_member(std::string_view object, const MemberVisitor& visit);

/// A member of the outermost object, or of an object in it, whose value is no object to go into.
struct JsonLeaf {
    std::string path;       ///< names joined by dots
    std::size_t begin = 0;  ///< of the value, in the text
    std::size_t end = 0;
};

/// What stands for a whole value that has no name of its own (RFC 9535).
constexpr std::string_view kJsonRoot = "$";

/// Members in their order, objects inside followed down to `depth` levels, but not into those whose
/// names are data (json_map.hpp). When the outermost is one, it is the only leaf: kJsonRoot.
void for_each_leaf(std::string_view object, std::size_t depth,
                   const std::function<void(JsonLeaf&& leaf)>& visit);

/// What a string in quotes stands for.
[[nodiscard]] std::string unescape_json(std::string_view quoted);
/// In quotes, with what must be escaped.
[[nodiscard]] std::string escape_json(std::string_view text);
/// The same value without white space between its parts, and with strings as escape_json() writes.
[[nodiscard]] std::string compact_json(std::string_view value);

}  // namespace gdprd::connectors
