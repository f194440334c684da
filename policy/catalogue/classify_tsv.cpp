#include "policy/catalogue/classify_tsv.hpp"

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <cmath>
#include <optional>
#include <utility>
#include <vector>

#include "policy/catalogue/classifier.hpp"
#include "policy/identity/identifier_text.hpp"

namespace gdprd::policy {
namespace {

enum class Column : unsigned char { store, collection, field, type, comment, samples };
constexpr std::array<std::pair<std::string_view, Column>, 6> kColumns{{
    {"store", Column::store},
    {"collection", Column::collection},
    {"field", Column::field},
    {"type", Column::type},
    {"comment", Column::comment},
    {"samples", Column::samples},
}};

Error bad_line(std::size_t number, std::string_view why) {
    return Error(ErrorCode::invalid_argument,
                 "line " + std::to_string(number) + ": " + std::string(why),
                 "columns are store, collection, field and optionally type, comment, samples, "
                 "separated by tabs");
}

std::vector<std::string_view> split_tabs(std::string_view line) {
    std::vector<std::string_view> cells;
    for (;;) {
        const std::size_t tab = line.find('\t');
        cells.push_back(line.substr(0, tab));
        if (tab == std::string_view::npos) return cells;
        line.remove_prefix(tab + 1);
    }
}

std::optional<std::string> unescape(std::string_view cell) {
    std::string out;
    out.reserve(cell.size());
    for (std::size_t i = 0; i < cell.size(); ++i) {
        if (cell[i] != '\\') {
            out += cell[i];
            continue;
        }
        if (++i == cell.size()) return std::nullopt;
        switch (cell[i]) {
            case 't':
                out += '\t';
                break;
            case 'n':
                out += '\n';
                break;
            case 'r':
                out += '\r';
                break;
            case '\\':
                out += '\\';
                break;
            default:
                return std::nullopt;
        }
    }
    return out;
}

void put_escaped(std::string& out, std::string_view text) {
    for (const char c : text) {
        switch (c) {
            case '\t':
                out += "\\t";
                break;
            case '\n':
                out += "\\n";
                break;
            case '\r':
                out += "\\r";
                break;
            case '\\':
                out += "\\\\";
                break;
            default:
                out += c;
        }
    }
}

/// An empty cell is an empty sample.
std::optional<std::vector<Personal<std::string>>> parse_samples(std::string_view cell) {
    std::vector<Personal<std::string>> samples;
    if (cell.empty()) return samples;
    boost::system::error_code failed;
    const boost::json::value parsed = boost::json::parse(cell, failed);
    if (failed || !parsed.is_array() || parsed.get_array().size() > kClassifySamplesMax)
        return std::nullopt;
    for (const boost::json::value& item : parsed.get_array()) {
        if (!item.is_string()) return std::nullopt;
        samples.emplace_back(std::string(item.get_string()));
    }
    return samples;
}

Result<std::vector<Column>> parse_header(std::string_view line) {
    std::vector<Column> columns;
    for (const std::string_view cell : split_tabs(line)) {
        const auto* known = std::find_if(kColumns.begin(), kColumns.end(),
                                         [&](const auto& c) { return c.first == cell; });
        if (known == kColumns.end()) return bad_line(1, "unknown column in the header");
        if (std::find(columns.begin(), columns.end(), known->second) != columns.end()) {
            return bad_line(1, "a column stands twice in the header");
        }
        columns.push_back(known->second);
    }
    for (const Column needed : {Column::store, Column::collection, Column::field}) {
        if (std::find(columns.begin(), columns.end(), needed) == columns.end()) {
            return bad_line(1, "the header needs store, collection and field");
        }
    }
    return columns;
}

Result<FieldEvidence> parse_row(std::string_view line, std::size_t number,
                                const std::vector<Column>& columns) {
    const auto cells = split_tabs(line);
    if (cells.size() != columns.size())
        return bad_line(number, "not as many columns as the header");
    FieldEvidence row;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (columns[i] == Column::samples) {
            auto samples = parse_samples(cells[i]);
            if (!samples)
                return bad_line(number, "samples are no JSON array of at most 1000 strings");
            row.samples = std::move(*samples);
            continue;
        }
        auto text = unescape(cells[i]);
        if (!text) return bad_line(number, "unknown escape; only \\t \\n \\r \\\\ are known");
        switch (columns[i]) {
            case Column::store:
                row.store = StoreName(std::move(*text));
                break;
            case Column::collection:
                row.collection = std::move(*text);
                break;
            case Column::field:
                row.field = std::move(*text);
                break;
            case Column::type:
                row.declared_type = std::move(*text);
                break;
            case Column::comment:
                row.comment = std::move(*text);
                break;
            case Column::samples:
                break;
        }
    }
    if (row.store.value().empty() || row.collection.empty() || row.field.empty()) {
        return bad_line(number, "store, collection and field must not be empty");
    }
    return row;
}

Result<std::vector<FieldEvidence>> parse_table(std::string_view input) {
    std::vector<FieldEvidence> rows;
    std::vector<Column> columns;
    if (input.empty()) return bad_line(1, "the header is missing");
    for (std::size_t number = 1; !input.empty(); ++number) {
        const std::size_t end = std::min(input.find('\n'), input.size());
        const std::string_view line = input.substr(0, end);
        input.remove_prefix(std::min(end + 1, input.size()));
        if (line.size() > kClassifyLineBytesMax) return bad_line(number, "longer than 1 MiB");
        if (!text::is_utf8(line)) return bad_line(number, "not UTF-8");
        if (number == 1) {
            GDPRD_TRY_ASSIGN(columns, parse_header(line));
            continue;
        }
        if (rows.size() == kClassifyRowsMax) return bad_line(number, "more than 1000000 rows");
        GDPRD_TRY_ASSIGN(FieldEvidence row, parse_row(line, number, columns));
        rows.push_back(std::move(row));
    }
    return rows;
}

std::string three_decimals(double probability) {
    const long thousandths = std::lround(std::clamp(probability, 0.0, 1.0) * 1000);
    std::string digits = std::to_string(thousandths % 1000);
    digits.insert(0, 3 - digits.size(), '0');
    return std::to_string(thousandths / 1000) + '.' + digits;
}

std::string to_tsv(const std::vector<FieldEvidence>& rows, const std::vector<Finding>& findings) {
    std::string out =
        "store\tcollection\tfield\tcategory\tprobability\tpersonal\tdecision\treasons\n";
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const Finding& finding = findings[i];
        put_escaped(out, rows[i].store.value());
        out += '\t';
        put_escaped(out, rows[i].collection);
        out += '\t';
        put_escaped(out, rows[i].field);
        out += '\t';
        out += finding.category ? std::string_view(finding.category->value()) : "-";
        out += '\t' + three_decimals(finding.probability) + '\t' +
               three_decimals(finding.personal) + '\t';
        out += to_string(finding.decision);
        out += '\t';
        for (std::size_t r = 0; r < finding.reasons.size(); ++r) {
            if (r > 0) out += "; ";
            out += finding.reasons[r];
        }
        out += '\n';
    }
    return out;
}

/// An array of objects with the same keys; probabilities as numbers of three decimals.
std::string to_json(const std::vector<FieldEvidence>& rows, const std::vector<Finding>& findings) {
    std::string out = "[";
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const Finding& finding = findings[i];
        boost::json::array reasons;
        for (const std::string& reason : finding.reasons) reasons.emplace_back(reason);
        const auto quoted = [](std::string_view text) {
            return boost::json::serialize(boost::json::value(boost::json::string(text)));
        };
        out += i == 0 ? "\n" : ",\n";
        out += R"(  {"store":)" + quoted(rows[i].store.value()) + R"(,"collection":)" +
               quoted(rows[i].collection) + R"(,"field":)" + quoted(rows[i].field) +
               R"(,"category":)" + (finding.category ? quoted(finding.category->value()) : "null") +
               R"(,"probability":)" + three_decimals(finding.probability) + R"(,"personal":)" +
               three_decimals(finding.personal) + R"(,"decision":)" +
               quoted(to_string(finding.decision)) + R"(,"reasons":)" +
               boost::json::serialize(reasons) + '}';
    }
    return out + "\n]\n";
}

}  // namespace

Result<std::string> classify_tsv(std::string_view input, TableFormat format) {
    GDPRD_TRY_ASSIGN(const std::vector<FieldEvidence> rows, parse_table(input));
    const std::vector<Finding> findings = classify(rows);
    switch (format) {
        case TableFormat::tsv:
            return to_tsv(rows, findings);
        case TableFormat::json:
            return to_json(rows, findings);
    }
    return to_tsv(rows, findings);
}

}  // namespace gdprd::policy
