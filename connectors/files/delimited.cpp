#include "connectors/files/delimited.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "config/limits.hpp"
#include "connectors/files/header_guess.hpp"

namespace gdprd::connectors {

namespace {

using policy::Cell;

constexpr std::array<char, 4> kDelimiters{',', ';', '\t', '|'};
constexpr std::size_t kRecordsTried = 20;  ///< that a delimiter is judged by

bool is_line_end(char c) {
    return c == '\n' || c == '\r';
}

struct RawField {
    std::size_t begin = 0;
    std::size_t end = 0;  ///< behind its closing quote, where it has one
    bool quoted = false;
};

struct Scan {
    std::size_t size = 0;  ///< with its line end; 0: the text ends before the record does
    std::vector<RawField> fields;
};

Error bad(const char* what) {
    return {ErrorCode::invalid_argument, what, "see RFC 4180, or tell the file's format (formats)"};
}

/// Where a quoted field that begins at `at` ends: behind its closing quote; npos when it does not.
std::size_t closing_quote(std::string_view text, std::size_t at) {
    for (std::size_t i = at + 1;;) {
        const std::size_t quote = text.find('"', i);
        if (quote == std::string_view::npos) return quote;
        if (quote + 1 < text.size() && text[quote + 1] == '"') {
            i = quote + 2;
            continue;
        }
        return quote + 1;
    }
}

/// The first record of a text. An incomplete one is an error when nothing follows.
Result<Scan> scan_record(std::string_view text, char delimiter, bool at_end) {
    Scan out;
    std::size_t at = 0;
    for (;;) {
        RawField field{at, at, false};
        if (at < text.size() && text[at] == '"') {
            field.quoted = true;
            field.end = closing_quote(text, at);
            if (field.end == std::string_view::npos) {
                if (at_end) return bad("a quoted field has no end");
                return Scan{};
            }
            // the quote may be the first half of a doubled one
            if (field.end == text.size() && !at_end) return Scan{};
        } else {
            while (field.end < text.size() && text[field.end] != delimiter &&
                   !is_line_end(text[field.end]))
                ++field.end;
        }
        at = field.end;
        if (out.fields.size() >= config::limits::kFileFields)
            return Error(ErrorCode::limit_exceeded, "a record has too many fields");
        out.fields.push_back(field);
        if (at == text.size()) {
            if (!at_end) return Scan{};
            out.size = at;
            return out;
        }
        if (text[at] == delimiter) {
            ++at;
            continue;
        }
        if (!is_line_end(text[at])) return bad("text follows the closing quote of a field");
        if (text[at] == '\r' && at + 1 == text.size() && !at_end) return Scan{};
        at += text[at] == '\r' && at + 1 < text.size() && text[at + 1] == '\n' ? std::size_t{2}
                                                                               : std::size_t{1};
        out.size = at;
        return out;
    }
}

bool is_blank(const Scan& scan) {
    return scan.fields.size() == 1 && !scan.fields[0].quoted &&
           scan.fields[0].begin == scan.fields[0].end;
}

std::string value_of(std::string_view text, const RawField& field) {
    if (!field.quoted) return std::string(text.substr(field.begin, field.end - field.begin));
    std::string out;
    for (std::size_t i = field.begin + 1; i + 1 < field.end; ++i) {
        out += text[i];
        if (text[i] == '"') ++i;  // doubled
    }
    return out;
}

std::string written(const Cell& value, char delimiter) {
    if (value.kind == Cell::Kind::null) return {};
    const std::string& text = value.bytes;
    const bool needs = text.empty() || text.front() == ' ' || text.back() == ' ' ||
                       text.find_first_of("\"\r\n") != std::string::npos ||
                       text.find(delimiter) != std::string::npos;
    if (!needs) return text;
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"') out += '"';
        out += c;
    }
    return out + '"';
}

/// Records in which each has as many fields, times that number; 0: they differ.
std::size_t agreement(std::string_view head, bool whole, char delimiter) {
    std::size_t fields = 0;
    std::size_t records = 0;
    while (records < kRecordsTried && !head.empty()) {
        const auto scan = scan_record(head, delimiter, whole);
        if (!scan) return 0;
        if (scan->size == 0) break;  // cut off
        if (!is_blank(*scan)) {
            if (fields != 0 && fields != scan->fields.size()) return 0;
            fields = scan->fields.size();
            ++records;
        }
        head.remove_prefix(scan->size);
    }
    return fields > 1 ? fields : 0;
}

std::vector<std::string> make_names(std::vector<std::string> cells, bool from_header) {
    std::set<std::string> taken;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const auto number = std::to_string(i + 1);
        std::string name = from_header ? cells[i] : std::string();
        if (name.empty()) name = "column_" + number;
        while (!taken.insert(name).second) name += "_" + number;
        cells[i] = std::move(name);
    }
    return cells;
}

std::vector<std::string> cells_of(std::string_view record, const Scan& scan) {
    std::vector<std::string> out;
    out.reserve(scan.fields.size());
    for (const auto& field : scan.fields) out.push_back(value_of(record, field));
    return out;
}

Result<bool> finds_header(const std::vector<std::string>& first, std::string_view behind,
                          bool whole, char delimiter) {
    std::vector<std::vector<std::string>> next;
    while (next.size() < kRecordsTried && !behind.empty()) {
        const auto scanned = scan_record(behind, delimiter, whole);
        if (!scanned) return scanned.error().in("record " + std::to_string(next.size() + 1));
        const Scan& scan = *scanned;
        if (scan.size == 0) break;  // cut off
        if (scan.fields.size() == first.size()) next.push_back(cells_of(behind, scan));
        behind.remove_prefix(scan.size);
    }
    switch (guess_first_record(first, next)) {
        case FirstRecord::names:
            return true;
        case FirstRecord::values:
            return false;
        case FirstRecord::unclear:
            break;
    }
    return Error(ErrorCode::invalid_argument,
                 "whether its first record is a header or a row cannot be told",
                 "tell it with the store's formats, such as NAME.csv=csv-header or "
                 "NAME.csv=csv-no-header");
}

}  // namespace

Result<Dialect> detect_dialect(std::string_view head, bool whole, HeaderRule header,
                               char delimiter) {
    Dialect out;
    out.delimiter = delimiter != 0 ? delimiter : ',';
    std::size_t best = 0;
    for (const char one : kDelimiters) {
        if (delimiter != 0) break;
        const std::size_t fields = agreement(head, whole, one);
        if (fields > best) {
            best = fields;
            out.delimiter = one;
        }
    }
    while (!head.empty() && is_line_end(head.front())) head.remove_prefix(1);
    if (head.empty()) return out;
    GDPRD_TRY_ASSIGN(const Scan first, scan_record(head, out.delimiter, whole));
    if (first.size == 0) return bad("the first record has no end");
    std::vector<std::string> cells = cells_of(head, first);
    out.has_header = header == HeaderRule::present;
    if (header == HeaderRule::detect) {
        GDPRD_TRY_ASSIGN(out.has_header,
                         finds_header(cells, head.substr(first.size), whole, out.delimiter));
    }
    out.names = make_names(std::move(cells), out.has_header);
    return out;
}

DelimitedFormat::DelimitedFormat(Dialect dialect)
    : dialect_(std::move(dialect)), in_header_(dialect_.has_header) {}

Result<std::optional<Cut>> DelimitedFormat::cut(std::string_view text, bool at_end) {
    using Found = std::optional<Cut>;
    GDPRD_TRY_ASSIGN(const Scan scan, scan_record(text, dialect_.delimiter, at_end));
    if (scan.size == 0) return Found();
    if (is_blank(scan) && (in_header_ || dialect_.names.size() != 1))
        return Found({scan.size, false});
    if (in_header_) {
        in_header_ = false;
        return Found({scan.size, false});
    }
    return Found({scan.size, true});
}

Result<void> DelimitedFormat::read(std::string_view record, const ValueSink& sink) const {
    GDPRD_TRY_ASSIGN(const Scan scan, scan_record(record, dialect_.delimiter, true));
    if (scan.fields.size() != dialect_.names.size())
        return bad(scan.fields.size() < dialect_.names.size()
                       ? "a record has fewer fields than there are names"
                       : "a record has more fields than there are names");
    for (std::size_t i = 0; i < scan.fields.size(); ++i) {
        const RawField& field = scan.fields[i];
        const bool null = !field.quoted && field.begin == field.end;
        sink(dialect_.names[i], null ? Cell{} : Cell{Cell::Kind::text, value_of(record, field)});
    }
    return {};
}

Result<std::string> DelimitedFormat::write(std::string_view record,
                                           const std::vector<Assignment>& changes) const {
    GDPRD_TRY_ASSIGN(const Scan scan, scan_record(record, dialect_.delimiter, true));
    std::string out;
    std::size_t at = 0;
    for (std::size_t i = 0; i < scan.fields.size() && i < dialect_.names.size(); ++i) {
        const auto change = std::ranges::find(changes, dialect_.names[i], &Assignment::field);
        if (change == changes.end()) continue;
        out.append(record.substr(at, scan.fields[i].begin - at));
        out += written(change->value, dialect_.delimiter);
        at = scan.fields[i].end;
    }
    out.append(record.substr(at));
    return out;
}

}  // namespace gdprd::connectors
