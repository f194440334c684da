#include "connectors/files/ods_rows.hpp"

#include <algorithm>
#include <charconv>

#include "config/limits.hpp"

namespace gdprd::connectors {

namespace {

using policy::Cell;

constexpr std::size_t kRepeatMax = 1'048'576;

Error bad(const char* what) {
    return {ErrorCode::invalid_argument, what, "open the file in its program and save it again"};
}

/// A number of repetitions, at least one.
std::size_t count_of(std::optional<std::string_view> text) {
    std::size_t out = 1;
    if (text) std::from_chars(text->data(), text->data() + text->size(), out);
    return std::clamp<std::size_t>(out, 1, kRepeatMax);
}

bool is_cell(const XmlTag& tag) {
    return tag.is(XmlSpace::table, "table-cell") || tag.is(XmlSpace::table, "covered-table-cell");
}

/// Says what the value of a cell is: goes when the value does.
bool is_of_value(const XmlTag& tag, std::string_view attribute) {
    const auto [prefix, name] = XmlTag::parts(attribute);
    if (prefix == "xmlns" || prefix == "xml") return false;
    if (tag.space_of(prefix) != XmlSpace::table) return true;
    return name == "formula" || name.starts_with("number-matrix-");
}

class RowScan final : public XmlEvents {
  public:
    OdsRow out;

    Result<void> start(const XmlTag& tag) override {
        ++depth_;
        if (depth_ == 1) {
            out.tag_end = tag.end;
        } else if (depth_ == 2 && is_cell(tag)) {
            GDPRD_TRY(begin_cell(tag));
        } else if (in_cell_ && skip_ == 0) {
            begin_text(tag);
        }
        return check_size();
    }
    Result<void> end(XmlSpace space, std::string_view name, std::uint64_t /*begin*/,
                     std::uint64_t end) override {
        if (depth_ == 2 && in_cell_) {
            end_cell(end);
        } else if (skip_ == depth_) {
            skip_ = 0;
        } else if (skip_ == 0 && space == XmlSpace::text && name == "p") {
            in_paragraph_ = false;
        }
        --depth_;
        return {};
    }
    /// White space counts once, and not at a paragraph's begin.
    Result<void> text(std::string_view piece) override {
        if (!in_paragraph_ || skip_ != 0) return {};
        for (const char c : piece) {
            const bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
            if (space && after_space_) continue;
            text_ += space ? ' ' : c;
            after_space_ = space;
        }
        return check_size();
    }

  private:
    /// Few bytes can say that many spaces stand in a row.
    [[nodiscard]] Result<void> check_size() const {
        if (bytes_ + text_.size() <= config::limits::kFileRecordBytes) return {};
        return Error(ErrorCode::limit_exceeded, "the texts of a row are too long");
    }
    Result<void> begin_cell(const XmlTag& tag) {
        OdsCell one;
        if (!out.cells.empty()) one.column = out.cells.back().column + out.cells.back().repeated;
        one.repeated = count_of(tag.attribute(XmlSpace::table, "number-columns-repeated"));
        if (one.column + one.repeated > kRepeatMax) return bad("a row of the sheet is too wide");
        one.begin = tag.begin;
        one.name =
            (tag.prefix.empty() ? "" : std::string(tag.prefix) + ":") + std::string(tag.name);
        one.tag_end = tag.end;
        for (const char* const* at = tag.attributes; *at != nullptr; at += 2)
            one.attributes.push_back({at[0], at[1], is_of_value(tag, at[0]),
                                      XmlTag::parts(at[0]).second == "number-columns-repeated"});
        type_ = tag.attribute(XmlSpace::office, "value-type").value_or("");
        own_.reset();
        for (const char* name :
             {"string-value", "boolean-value", "date-value", "time-value", "value"})
            if (const auto value = tag.attribute(XmlSpace::office, name); value && !own_)
                own_ = std::string(*value);
        bytes_ += text_.size();
        text_.clear();
        paragraphs_ = 0;
        in_cell_ = true;
        out.cells.push_back(std::move(one));
        return {};
    }

    void begin_text(const XmlTag& tag) {
        if (tag.space != XmlSpace::text) {
            skip_ = depth_;  // a comment, a drawing
            return;
        }
        after_space_ = false;
        if (tag.name == "p" || tag.name == "h") {
            if (paragraphs_++ > 0) text_ += '\n';
            in_paragraph_ = true;
            after_space_ = true;
        } else if (tag.name == "s") {
            const std::size_t count = count_of(tag.attribute(XmlSpace::text, "c"));
            text_.append(std::min<std::size_t>(count, config::limits::kFileFields), ' ');
        } else if (tag.name == "tab") {
            text_ += '\t';
        } else if (tag.name == "line-break") {
            text_ += '\n';
        }
    }

    void end_cell(std::uint64_t end) {
        OdsCell& cell = out.cells.back();
        cell.end = end;
        in_cell_ = false;
        in_paragraph_ = false;
        const bool number = type_ == "float" || type_ == "currency" || type_ == "percentage";
        if (number && own_) {
            cell.value = sheet_number(*own_);
        } else if (!type_.empty() && type_ != "void") {
            cell.value = {Cell::Kind::text, own_ ? *own_ : text_};
        } else if (paragraphs_ > 0) {
            cell.value = {Cell::Kind::text, text_};
        }
    }

    std::size_t depth_ = 0;
    std::size_t skip_ = 0;  ///< level of the element whose text is not the cell's, or 0
    bool in_cell_ = false;
    bool in_paragraph_ = false;
    bool after_space_ = false;
    std::size_t paragraphs_ = 0;
    std::string type_;
    std::optional<std::string> own_;  ///< value that an attribute holds
    std::string text_;
    std::size_t bytes_ = 0;  ///< of the texts of the cells before
};

/// The start tag of a cell, without its end.
enum class Value : unsigned char { goes, stays };
std::string tag_of(const OdsCell& cell, Value value, std::size_t repeated, const OdsRow& row) {
    std::string out = "<" + cell.name;
    for (const auto& one : cell.attributes)
        if (!one.is_repetition && (value == Value::stays || !one.is_of_value))
            out += " " + one.name + "=\"" + escape_xml(one.value) + "\"";
    if (repeated > 1)
        out += " " + row.table + "number-columns-repeated=\"" + std::to_string(repeated) + "\"";
    return out;
}

/// A text as paragraphs: a program may take white space in them for less.
std::string paragraphs(const std::string& text, const OdsRow& row) {
    const std::string open = "<" + row.text + "p>";
    const std::string close = "</" + row.text + "p>";
    std::string out = open;
    bool after_space = true;
    for (const char c : text) {
        if (c == '\n') {
            out += close + open;
        } else if (c == '\t') {
            out += "<" + row.text + "tab/>";
        } else if (c == ' ' && after_space) {
            out += "<" + row.text + "s/>";
        } else {
            out += escape_xml(std::string_view(&c, 1));
        }
        after_space = c == ' ' || c == '\n';
    }
    return out + close;
}

std::string written(const OdsCell& cell, const OdsRow& row, const Cell& value) {
    std::string out = tag_of(cell, Value::goes, 1, row);
    if (value.kind == Cell::Kind::null) return out + "/>";
    const bool number = value.kind == Cell::Kind::integer || value.kind == Cell::Kind::real;
    out += " " + row.office + "value-type=\"" + (number ? "float" : "string") + "\"";
    if (number) out += " " + row.office + "value=\"" + escape_xml(value.bytes) + "\"";
    // paragraphs cannot hold it
    if (!number && value.bytes.find('\r') != std::string::npos)
        out += " " + row.office + "string-value=\"" + escape_xml(value.bytes) + "\"";
    return out + ">" + paragraphs(value.bytes, row) + "</" + cell.name + ">";
}

}  // namespace

OdsFormat::OdsFormat(SheetHeader header, std::size_t index)
    : SheetFormat(std::move(header)), index_(index) {}

std::string OdsFormat::prefix_of(XmlSpace space) const {
    for (const auto& [prefix, one] : prefixes())
        if (one == space && !prefix.empty()) return prefix + ":";
    return {};
}

Result<void> OdsFormat::start(const XmlTag& tag) {
    if (in_row()) {
        ++depth_;
        if (depth_ == 1 && is_cell(tag) && tag.attribute(XmlSpace::office, "value-type"))
            note_value();
        if (depth_ == 2 && tag.is(XmlSpace::text, "p")) note_value();
        return {};
    }
    if (tag.is(XmlSpace::table, "table") && table_depth_++ == 0) ++tables_;
    if (table_depth_ != 1 || tables_ != index_ + 1 || !tag.is(XmlSpace::table, "table-row"))
        return {};
    depth_ = 0;
    begin_row(tag.begin);
    return {};
}

Result<void> OdsFormat::end(XmlSpace space, std::string_view name, std::uint64_t /*begin*/,
                            std::uint64_t end) {
    if (in_row()) {
        if (depth_ == 0) {
            end_row(end, 0);
        } else {
            --depth_;
        }
    } else if (space == XmlSpace::table && name == "table" && table_depth_ > 0) {
        --table_depth_;
    }
    return {};
}

Result<OdsRow> OdsFormat::scan(std::string_view row) const {
    RowScan scan;
    scan.out.table = prefix_of(XmlSpace::table);
    scan.out.office = prefix_of(XmlSpace::office);
    scan.out.text = prefix_of(XmlSpace::text);
    GDPRD_TRY(parse_row(row, scan));
    return std::move(scan.out);
}

Result<std::vector<SheetCell>> OdsFormat::cells(std::string_view row) const {
    GDPRD_TRY_ASSIGN(const OdsRow scanned, scan(row));
    SheetRow out;
    for (const auto& cell : scanned.cells)
        for (std::size_t i = 0; cell.value.kind != Cell::Kind::null && i < cell.repeated; ++i)
            GDPRD_TRY(out.add(cell.column + i, cell.value));
    return out.take();
}

Result<std::string> OdsFormat::rest_of(std::string_view row) const {
    GDPRD_TRY_ASSIGN(const OdsRow scanned, scan(row));
    const std::string_view tag = row.substr(0, static_cast<std::size_t>(scanned.tag_end));
    return std::string(tag) + "<" + scanned.table + "table-cell/></" + scanned.table + "table-row>";
}

Result<std::string> OdsFormat::write_cells(std::string_view row,
                                           const std::vector<SheetCell>& changes) const {
    GDPRD_TRY_ASSIGN(const OdsRow scanned, scan(row));
    if (scanned.table.empty() || scanned.office.empty() || scanned.text.empty())
        return Error(ErrorCode::unsupported, "the document's XML is not as gdprd can write it");
    std::string out;
    std::size_t copied = 0;
    auto change = changes.begin();
    std::size_t next = 0;
    std::size_t end = static_cast<std::size_t>(scanned.tag_end);
    for (const auto& cell : scanned.cells) {
        const std::size_t behind = cell.column + cell.repeated;
        end = static_cast<std::size_t>(cell.end);
        next = behind;
        if (change == changes.end() || change->column >= behind) continue;
        const bool closed = row[static_cast<std::size_t>(cell.tag_end) - 2] == '/';
        const std::string rest =
            closed ? "/>" : ">" + std::string(row.substr(cell.tag_end, end - cell.tag_end));
        out += row.substr(copied, static_cast<std::size_t>(cell.begin) - copied);
        copied = end;
        for (std::size_t column = cell.column; column < behind;) {
            if (change != changes.end() && change->column == column) {
                out += written(cell, scanned, change->value);
                ++change;
                ++column;
                continue;
            }
            const std::size_t until =
                change != changes.end() ? std::min(change->column, behind) : behind;
            out += tag_of(cell, Value::stays, until - column, scanned) + rest;
            column = until;
        }
    }
    out += row.substr(copied, end - copied);
    OdsCell fresh;
    fresh.name = scanned.table + "table-cell";
    for (; change != changes.end(); ++change) {
        if (change->value.kind == Cell::Kind::null) continue;
        if (change->column > next)
            out += tag_of(fresh, Value::goes, change->column - next, scanned) + "/>";
        out += written(fresh, scanned, change->value);
        next = change->column + 1;
    }
    return out + std::string(row.substr(end));
}

}  // namespace gdprd::connectors
