// What people and programs write into one text: query strings, lines of keys and values, tables.
#include <algorithm>
#include <array>
#include <optional>

#include "policy/catalogue/classifier_names.hpp"
#include "policy/cells/leaf_walk.hpp"
#include "policy/identity/identifier_text.hpp"

namespace gdprd::policy::cells {
namespace {

using policy::text::trim;

constexpr std::size_t kKeyBytes = 64;
constexpr std::size_t kKeyWords = 4;

/// Cuts the part before the separator off.
std::string_view take_until(std::string_view& rest, char separator) {
    const std::size_t end = std::min(rest.find(separator), rest.size());
    const std::string_view part = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return part;
}

int hex_digit(char c) noexcept {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

std::string percent_decoded(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '+') {
            out += ' ';
        } else if (text[at] == '%' && at + 2 < text.size() && hex_digit(text[at + 1]) >= 0 &&
                   hex_digit(text[at + 2]) >= 0) {
            out += static_cast<char>(hex_digit(text[at + 1]) * 16 + hex_digit(text[at + 2]));
            at += 2;
        } else {
            out += text[at];
        }
    }
    return out;
}

bool is_query_name(std::string_view name) {
    return !name.empty() && name.size() <= kKeyBytes &&
           std::all_of(name.begin(), name.end(), [](char c) {
               return text::is_alnum(c) ||
                      std::string_view("_-.[]%+~:").find(c) != std::string_view::npos;
           });
}

/// "user[mail]" is mail in user, "tags[]" an index.
bool tell_pair(std::string_view name, std::string_view value, LeafWalk& walk) {
    const std::string decoded = percent_decoded(name);
    std::string_view rest = decoded;
    std::size_t entered = 0;
    bool more = walk.enter(take_until(rest, '['));
    entered += more ? 1 : 0;
    while (more && !rest.empty()) {
        const std::string_view inner = take_until(rest, ']');
        more = inner.empty() ? walk.enter_index("*") : walk.enter(inner);
        entered += more ? 1 : 0;
        if (rest.starts_with('[')) rest.remove_prefix(1);
    }
    more = more && walk.leaf(percent_decoded(value));
    for (; entered > 0; --entered) walk.leave();
    return more;
}

/// A line, or what a YAML file says on one.
struct Line {
    std::size_t indent = 0;
    bool item = false;  ///< of a list
    std::string_view key;
    std::string_view value;
};

std::string_view without_quotes(std::string_view text) {
    const bool quoted = text.size() >= 2 && (text.front() == '"' || text.front() == '\'') &&
                        text.back() == text.front();
    return quoted ? text.substr(1, text.size() - 2) : text;
}

bool is_key(std::string_view key) {
    if (key.empty() || key.size() > kKeyBytes) return false;
    const auto byte = static_cast<unsigned char>(key.front());
    if (!text::is_alnum(key.front()) && key.front() != '_' && byte < 0x80) return false;
    if (key.find_first_of("{}<>;,\"()") != std::string_view::npos) return false;
    return std::count(key.begin(), key.end(), ' ') < static_cast<std::ptrdiff_t>(kKeyWords);
}

/// Neither a comment nor empty: a line with its key, or with none.
std::optional<Line> read_line(std::string_view text) {
    if (text.ends_with('\r')) text.remove_suffix(1);
    Line line;
    line.indent = std::min(text.find_first_not_of(" \t"), text.size());
    text.remove_prefix(line.indent);
    if (text.starts_with("- ")) {
        line.item = true;
        text.remove_prefix(2);
    }
    text = trim(text);
    if (text.empty() || text.starts_with('#') || text.starts_with("---") || text == "...")
        return std::nullopt;
    line.value = without_quotes(text);
    std::string_view named = text;
    if (named.starts_with(':')) named.remove_prefix(1);  // Ruby's symbols
    const std::size_t at = named.find_first_of(":=");
    if (at == std::string_view::npos) return line;
    const std::string_view after = named.substr(at + 1);
    if (named[at] == ':' && !after.empty() && after.front() != ' ' && after.front() != '\t')
        return line;
    const std::string_view key = without_quotes(trim(named.substr(0, at)));
    if (!is_key(key)) return line;
    line.key = key;
    line.value = without_quotes(trim(after));
    return line;
}

constexpr std::array<char, 4> kDelimiters{'\t', ';', '|', ','};

/// The delimiter that each whole line has as many of, two at least.
std::optional<char> delimiter_of(std::string_view cell) {
    for (const char delimiter : kDelimiters) {
        std::string_view rest = cell;
        std::ptrdiff_t count = -1;
        std::size_t lines = 0;
        bool even = true;
        while (!rest.empty() && even) {
            const bool last = rest.find('\n') == std::string_view::npos;
            const std::string_view line = trim(take_until(rest, '\n'));
            if (line.empty()) continue;
            const std::ptrdiff_t here = std::count(line.begin(), line.end(), delimiter);
            if (count < 0) count = here;
            // the last line may have been cut
            even = here == count || (last && lines >= 2 && here < count);
            ++lines;
        }
        if (even && lines >= 2 && count >= 2) return delimiter;
    }
    return std::nullopt;
}

/// Cuts the first line off when it names the columns: every cell has a name that is nobody's and
/// most are words that fields are called by.
std::vector<std::string_view> take_header(std::string_view& cell, char delimiter) {
    std::string_view rest = cell;
    std::string_view line = trim(take_until(rest, '\n'));
    std::vector<std::string_view> header;
    std::size_t known = 0;
    while (!line.empty()) {
        const std::string_view name = without_quotes(trim(take_until(line, delimiter)));
        if (!is_key(name) || text::is_digit(name.front()) || name.find('@') != name.npos) return {};
        const auto units = names::units_of(names::words_of(name));
        known += std::any_of(units.begin(), units.end(),
                             [](const names::Unit& unit) { return unit.entry != nullptr; })
                     ? 1U
                     : 0U;
        header.push_back(name);
    }
    if (known * 2 < header.size() || header.empty()) return {};
    cell = rest;
    return header;
}

}  // namespace

bool is_query(std::string_view cell) {
    if (cell.starts_with('?')) cell.remove_prefix(1);
    if (cell.find('&') == std::string_view::npos) return false;
    if (cell.find_first_of(" \t\r\n") != std::string_view::npos) return false;
    std::size_t pairs = 0;
    while (!cell.empty()) {
        std::string_view pair = take_until(cell, '&');
        const bool last = cell.empty();
        const bool has_value = pair.find('=') != std::string_view::npos;
        if (!is_query_name(take_until(pair, '='))) return false;
        if (!has_value && !last) return false;
        pairs += has_value ? 1 : 0;
    }
    return pairs >= 2;
}

CellEnd read_query(std::string_view cell, LeafWalk& walk) {
    if (!is_query(cell)) return CellEnd::broken;
    if (cell.starts_with('?')) cell.remove_prefix(1);
    while (!cell.empty()) {
        std::string_view pair = take_until(cell, '&');
        if (pair.find('=') == std::string_view::npos) return CellEnd::cut;
        const std::string_view name = take_until(pair, '=');
        if (!tell_pair(name, pair, walk)) return CellEnd::limited;
    }
    return CellEnd::whole;
}

bool is_lines(std::string_view cell) {
    std::size_t keyed = 0;
    std::size_t lines = 0;
    while (!cell.empty()) {
        const auto line = read_line(take_until(cell, '\n'));
        if (!line) continue;
        ++lines;
        if (!line->key.empty() || line->item) ++keyed;
    }
    return keyed >= 2 && keyed * 5 >= lines * 4;
}

CellEnd read_lines(std::string_view cell, LeafWalk& walk) {
    if (!is_lines(cell)) return CellEnd::broken;
    std::vector<std::size_t> indents;  // of the frames that are open
    while (!cell.empty()) {
        const auto line = read_line(take_until(cell, '\n'));
        if (!line) continue;
        // an item of a list may stand as far left as the list's name
        const std::size_t own = line->item ? line->indent * 2 + 1 : line->indent * 2;
        while (!indents.empty() && indents.back() >= own) {
            indents.pop_back();
            walk.leave();
        }
        if (line->item) {
            if (!walk.enter_index("*")) return CellEnd::limited;
            indents.push_back(own);
        }
        if (line->key.empty()) {
            if (line->item && !walk.leaf(line->value)) return CellEnd::limited;
            continue;
        }
        if (!walk.enter(line->key)) return CellEnd::limited;
        if (line->value.empty()) {
            indents.push_back(line->item ? line->indent * 2 + 4 : own);
            continue;
        }
        const bool more = walk.leaf(line->value);
        walk.leave();
        if (!more) return CellEnd::limited;
    }
    return CellEnd::whole;
}

bool is_table(std::string_view cell) {
    return delimiter_of(cell).has_value();
}

/// Columns by the names in the first line where it has some, else by their number: "column_2".
/// Quotes are kept off, and not understood.
CellEnd read_table(std::string_view cell, LeafWalk& walk) {
    const auto delimiter = delimiter_of(cell);
    if (!delimiter) return CellEnd::broken;
    const std::vector<std::string_view> header = take_header(cell, *delimiter);
    for (std::size_t number = 0; !cell.empty(); ++number) {
        std::string_view line = trim(take_until(cell, '\n'));
        if (!walk.enter_index(std::to_string(number))) return CellEnd::limited;
        for (std::size_t column = 1; !line.empty(); ++column) {
            const std::string_view value = without_quotes(trim(take_until(line, *delimiter)));
            if (value.empty()) continue;
            const bool named = column <= header.size();
            if (!walk.enter(named ? std::string(header[column - 1])
                                  : "column_" + std::to_string(column)))
                return CellEnd::limited;
            const bool more = walk.leaf(value);
            walk.leave();
            if (!more) return CellEnd::limited;
        }
        walk.leave();
    }
    return CellEnd::whole;
}

}  // namespace gdprd::policy::cells
