#include "connectors/files/vcard.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <span>

#include "config/limits.hpp"

namespace gdprd::connectors {

namespace {

using policy::Cell;
using Found = std::optional<Cut>;

constexpr std::array<std::string_view, 5> kNameParts{"family", "given", "additional", "prefixes",
                                                     "suffixes"};
constexpr std::array<std::string_view, 7> kAddressParts{
    "po_box", "extended", "street", "locality", "region", "postal_code", "country"};
constexpr std::size_t kFoldOctets = 75;

Error bad(const char* what) {
    return {ErrorCode::invalid_argument, what, "see RFC 2426 and RFC 6350"};
}

std::string upper(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return out;
}

/// The line without its end, and where the next one begins; npos as `next`: it has no end.
struct Line {
    std::string_view text;
    std::size_t next = std::string_view::npos;
};

Line line_at(std::string_view text, std::size_t at) {
    const std::size_t end = text.find('\n', at);
    Line out{text.substr(at, end == std::string_view::npos ? end : end - at),
             end == std::string_view::npos ? end : end + 1};
    if (out.text.ends_with('\r')) out.text.remove_suffix(1);
    return out;
}

bool is_blank(std::string_view line) {
    return line.find_first_not_of(" \t") == std::string_view::npos;
}

/// A property, which may be folded over several lines.
struct Property {
    std::size_t begin = 0;  ///< in the record
    std::size_t end = 0;    ///< of its last line, without the line's end
    std::string before;     ///< group, name, parameters and the colon, unfolded
    std::string name;       ///< in capitals
    std::string value;      ///< unfolded, escaped
};

/// Where the value begins: behind the first colon outside quotes.
std::size_t colon_of(std::string_view line) {
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (line[i] == '"') quoted = !quoted;
        if (line[i] == ':' && !quoted) return i;
    }
    return std::string_view::npos;
}

Result<std::vector<Property>> properties_of(std::string_view record) {
    std::vector<Property> out;
    for (std::size_t at = 0; at < record.size();) {
        Line line = line_at(record, at);
        Property one{at, at + line.text.size(), {}, {}, {}};
        std::string unfolded(line.text);
        at = std::min(line.next, record.size());
        while (at < record.size() && (record[at] == ' ' || record[at] == '\t')) {
            line = line_at(record, at);
            unfolded.append(line.text.substr(1));
            one.end = at + line.text.size();
            at = std::min(line.next, record.size());
        }
        if (is_blank(unfolded)) continue;
        const std::size_t colon = colon_of(unfolded);
        if (colon == std::string::npos) return bad("a line of a card has no colon");
        one.before = unfolded.substr(0, colon + 1);
        one.value = unfolded.substr(colon + 1);
        std::string_view name = std::string_view(unfolded).substr(0, colon);
        name = name.substr(0, name.find(';'));
        const std::size_t dot = name.find('.');
        if (dot != std::string_view::npos) name.remove_prefix(dot + 1);
        if (name.empty()) return bad("a line of a card has no name");
        one.name = upper(name);
        out.push_back(std::move(one));
        if (out.size() > config::limits::kFileFields)
            return Error(ErrorCode::limit_exceeded, "a card has too many lines");
    }
    return out;
}

std::string unescape(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\\' || i + 1 == text.size()) {
            out += text[i];
            continue;
        }
        const char c = text[++i];
        if (c == 'n' || c == 'N') {
            out += '\n';
        } else if (c == ',' || c == ';' || c == '\\') {
            out += c;
        } else {
            out += '\\';
            out += c;
        }
    }
    return out;
}

std::string escape(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '\n') {
            out += "\\n";
        } else if (c == ',' || c == ';' || c == '\\') {
            out += '\\';
            out += c;
        } else if (c != '\r') {
            out += c;
        }
    }
    return out;
}

/// Parameters that say how a value is to be taken. Others may say it again (LABEL, SORT-AS, GEO) or
/// hold what is not known (X-...): they go when the value is written.
constexpr std::array<std::string_view, 10> kTechnical{"TYPE",  "PREF",     "VALUE",   "LANGUAGE",
                                                      "ALTID", "PID",      "CHARSET", "ENCODING",
                                                      "INDEX", "MEDIATYPE"};

bool stays_with_new_value(std::string_view parameter) {
    const std::string name = upper(parameter.substr(0, parameter.find('=')));
    // a word alone is a type, as in vCard 2.1
    if (name.size() == parameter.size()) return !name.starts_with("X-");
    return std::ranges::find(kTechnical, name) != kTechnical.end();
}

/// `before` of a property whose value is written: its technical parameters only.
std::string without_copies(std::string_view before) {
    before.remove_suffix(1);  // the colon
    std::string out;
    for (std::size_t at = 0; at <= before.size();) {
        std::size_t end = at;
        for (bool quoted = false; end < before.size() && (quoted || before[end] != ';'); ++end)
            if (before[end] == '"') quoted = !quoted;
        const std::string_view one = before.substr(at, end - at);
        if (at == 0) {
            out = one;
        } else if (stays_with_new_value(one)) {
            out.append(";").append(one);
        }
        at = end + 1;
    }
    return out + ":";
}

std::span<const std::string_view> parts_of(std::string_view name) {
    if (name == "N") return kNameParts;
    if (name == "ADR") return kAddressParts;
    return {};
}

std::vector<std::string> split(std::string_view value) {
    std::vector<std::string> out(1);
    for (std::size_t i = 0; i < value.size(); ++i) {
        if (value[i] == ';') {
            out.emplace_back();
            continue;
        }
        out.back() += value[i];
        if (value[i] == '\\' && i + 1 < value.size()) out.back() += value[++i];
    }
    return out;
}

std::string joined(const std::vector<std::string>& parts) {
    std::string out;
    for (std::size_t i = 0; i < parts.size(); ++i) out += (i > 0 ? ";" : "") + parts[i];
    return out;
}

std::string part_name(const std::string& field, std::span<const std::string_view> parts,
                      std::size_t at) {
    return field + "." +
           (at < parts.size() ? std::string(parts[at]) : "part_" + std::to_string(at + 1));
}

Cell cell_of(const std::string& escaped) {
    if (escaped.empty()) return {};
    return {Cell::Kind::text, unescape(escaped)};
}

/// Names the properties of a card: "EMAIL", "EMAIL_2".
class FieldNames {
  public:
    std::string next(const std::string& name) {
        const int count = ++counts_[name];
        return count == 1 ? name : name + "_" + std::to_string(count);
    }

  private:
    std::map<std::string, int> counts_;
};

bool is_frame(const std::string& name) {
    return name == "BEGIN" || name == "END" || name == "VERSION";
}

/// Lines of at most 75 octets; a character is never parted.
std::string folded(const std::string& line, std::string_view line_end) {
    std::string out;
    std::size_t octets = 0;
    for (const char c : line) {
        const bool continues = (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
        if (octets >= kFoldOctets - 3 && !continues) {
            out.append(line_end).append(" ");
            octets = 1;
        }
        out += c;
        ++octets;
    }
    return out;
}

}  // namespace

Result<Found> VcardFormat::cut(std::string_view text, bool at_end) {
    std::size_t at = 0;
    for (bool first = true;; first = false) {
        const Line line = line_at(text, at);
        if (line.next == std::string_view::npos && !at_end) return Found();
        const std::size_t next = std::min(line.next, text.size());
        if (first && is_blank(line.text)) return Found({next, false});
        const std::string word = upper(line.text.substr(0, line.text.find_last_not_of(" \t") + 1));
        if (first && word != "BEGIN:VCARD") return bad("a card does not begin with BEGIN:VCARD");
        if (!first && word == "BEGIN:VCARD") return bad("a card stands in another one");
        if (word == "END:VCARD") return Found({next, true});
        if (next == text.size()) {
            if (at_end) return bad("a card has no END:VCARD");
            return Found();
        }
        at = next;
    }
}

Result<void> VcardFormat::read(std::string_view record, const ValueSink& sink) const {
    GDPRD_TRY_ASSIGN(const std::vector<Property> properties, properties_of(record));
    FieldNames names;
    bool known_version = false;
    for (const auto& one : properties) {
        if (one.name == "VERSION") known_version = one.value == "3.0" || one.value == "4.0";
        if (is_frame(one.name)) continue;
        const std::string field = names.next(one.name);
        const auto parts = parts_of(one.name);
        if (parts.empty()) {
            sink(field, cell_of(one.value));
            continue;
        }
        const std::vector<std::string> values = split(one.value);
        for (std::size_t i = 0; i < values.size(); ++i)
            sink(part_name(field, parts, i), cell_of(values[i]));
    }
    if (!known_version) return bad("a card is of no known version (3.0, 4.0)");
    return {};
}

Result<std::string> VcardFormat::write(std::string_view record,
                                       const std::vector<Assignment>& changes) const {
    GDPRD_TRY_ASSIGN(const std::vector<Property> properties, properties_of(record));
    const std::string_view line_end = record.find("\r\n") == std::string_view::npos ? "\n" : "\r\n";
    FieldNames names;
    std::string out;
    std::size_t at = 0;
    std::size_t found = 0;
    const auto change_of = [&](const std::string& field) {
        const auto change = std::ranges::find(changes, field, &Assignment::field);
        if (change != changes.end()) ++found;
        return change;
    };
    for (const auto& one : properties) {
        if (is_frame(one.name)) continue;
        const std::string field = names.next(one.name);
        const auto parts = parts_of(one.name);
        std::vector<std::string> values = parts.empty() ? std::vector{one.value} : split(one.value);
        bool changed = false;
        for (std::size_t i = 0; i < values.size(); ++i) {
            const auto change = change_of(parts.empty() ? field : part_name(field, parts, i));
            if (change == changes.end()) continue;
            values[i] = escape(change->value.bytes);
            changed = true;
        }
        if (!changed) continue;
        out.append(record.substr(at, one.begin - at));
        out += folded(without_copies(one.before) + joined(values), line_end);
        at = one.end;
    }
    const auto nulls = std::ranges::count_if(
        changes, [](const Assignment& one) { return one.value.kind == Cell::Kind::null; });
    if (changes.size() - found > static_cast<std::size_t>(nulls))
        return Error(ErrorCode::unsupported, "a line that is to be written is not in the card");
    out.append(record.substr(at));
    return out;
}

}  // namespace gdprd::connectors
