#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string_view>

namespace gdprd::policy {

/// How the inside of a cell is written.
enum class CellFormat : unsigned char {
    json,   ///< an object or an array (RFC 8259)
    xml,    ///< XML 1.0; what begins like a page of HTML is a text
    php,    ///< serialize() of PHP: an array or an object
    query,  ///< a=1&b=2 of two pairs and more
    lines,  ///< "key: value" or "key=value" on lines, indented like YAML
    table,  ///< lines of three and more cells, with the same delimiter on each
};

/// One step from the cell's outside to a value in it.
struct CellKey {
    std::string_view name;  ///< of an index its number, where its format has one
    bool index = false;     ///< of a list: which one says nothing of what it is
};

/// A value inside a cell, as text: strings unescaped, true, false and numbers as written. Nulls
/// are left out. Borrowed for the call. False ends the reading.
using LeafSink = std::function<bool(std::span<const CellKey> keys, std::string_view value)>;

enum class CellEnd : unsigned char {
    whole,
    cut,      ///< ends before its structure does: the beginning of a longer value
    broken,   ///< not what its format asks for; leaves before the fault were told
    limited,  ///< deeper or longer than limits allow, or the sink ended it
};

/// What a value seems to be by its beginning; none for a plain one. Costs a look at one byte for
/// most of them.
[[nodiscard]] std::optional<CellFormat> guess_format(std::string_view cell);

/// Tells the values inside. Any bytes are fine; recursion, leaves and bytes are bounded by limits,
/// memory by the largest leaf.
CellEnd read_leaves(CellFormat format, std::string_view cell, const LeafSink& sink);

[[nodiscard]] std::string_view to_string(CellFormat format) noexcept;
/// For people: "JSON", "serialised PHP".
[[nodiscard]] std::string_view in_words(CellFormat format) noexcept;

}  // namespace gdprd::policy
