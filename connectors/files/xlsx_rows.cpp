#include "connectors/files/xlsx_rows.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include "config/limits.hpp"

namespace gdprd::connectors {

namespace {

using policy::Cell;

constexpr std::uint32_t kRowMax = 1'048'576;

Error bad(const char* what) {
    return {ErrorCode::invalid_argument, what, "open the file in its program and save it again"};
}

template <class Number>
std::optional<Number> number_in(std::string_view text) {
    Number out{};
    const auto read = std::from_chars(text.data(), text.data() + text.size(), out);
    if (text.empty() || read.ec != std::errc() || read.ptr != text.data() + text.size())
        return std::nullopt;
    return out;
}

/// Programs write numbers with white space around them, too.
std::string_view without_space(std::string_view text) {
    constexpr std::string_view kSpace = " \t\r\n";
    const std::size_t begin = text.find_first_not_of(kSpace);
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(kSpace) - begin + 1);
}

class RowScan final : public XmlEvents {
  public:
    explicit RowScan(std::string_view source) : source_(source) {}
    XlsxRow out;

    Result<void> start(const XmlTag& tag) override {
        ++depth_;
        const bool ours = tag.space == XmlSpace::sheet;
        if (depth_ == 1) {
            if (!ours || tag.name != "row") return bad("a row of the sheet is none");
            out.prefix = tag.prefix.empty() ? "" : std::string(tag.prefix) + ":";
            out.tag_end = tag.end;
            out.number = number_in<std::uint32_t>(tag.attribute("r").value_or(""));
        } else if (depth_ == 2 && ours && tag.name == "c") {
            return begin_cell(tag);
        } else if (in_cell_ && depth_ == 3 && ours) {
            in_value_ = tag.name == "v";
            in_text_ = tag.name == "is";
            if (in_text_) cell().has_text = true;
            if (tag.name == "f") begin_formula(tag);
        } else if (in_text_ && ours) {
            // phonetic runs say how the text is spoken
            if (tag.name == "rPh") ++unspoken_;
            in_run_ = tag.name == "t" && unspoken_ == 0;
        }
        return {};
    }
    Result<void> end(XmlSpace space, std::string_view name, std::uint64_t /*begin*/,
                     std::uint64_t end) override {
        const bool ours = space == XmlSpace::sheet;
        if (depth_ == 2 && in_cell_) {
            cell().end = end;
            in_cell_ = false;
        } else if (depth_ == 3) {
            if (in_formula_ && keeps_)
                cell().kept_formula = source_.substr(static_cast<std::size_t>(formula_at_),
                                                     static_cast<std::size_t>(end - formula_at_));
            in_value_ = in_text_ = in_run_ = in_formula_ = false;
        } else if (in_text_ && ours) {
            if (name == "rPh") --unspoken_;
            if (name == "t") in_run_ = false;
        }
        --depth_;
        return {};
    }
    Result<void> text(std::string_view piece) override {
        if (in_value_) cell().value += piece;
        if (in_run_) cell().text += piece;
        return {};
    }

  private:
    XlsxCell& cell() { return out.cells.back(); }

    Result<void> begin_cell(const XmlTag& tag) {
        XlsxCell one;
        one.column = out.cells.empty() ? 0 : cell().column + 1;
        if (one.column >= kXlsxColumns)
            return Error(ErrorCode::limit_exceeded, "a row of the sheet is too wide");
        one.begin = tag.begin;
        if (const auto place = tag.attribute("r")) {
            const auto parsed = parse_place(*place);
            if (!parsed || (!out.cells.empty() && parsed->column <= cell().column))
                return bad("a cell of the sheet is not where it says");
            one.column = parsed->column;
            one.is_placed = true;
            if (out.number && *out.number != parsed->row)
                return bad("a cell of the sheet is not where it says");
            out.number = parsed->row;
        }
        one.type = tag.attribute("t").value_or("");
        one.style = tag.attribute("s").value_or("");
        out.cells.push_back(std::move(one));
        in_cell_ = true;
        return {};
    }
    void begin_formula(const XmlTag& tag) {
        cell().has_formula = true;
        in_formula_ = true;
        formula_at_ = tag.begin;
        const std::string_view range = tag.attribute("ref").value_or("");
        const std::size_t colon = range.find(':');
        keeps_ = colon != std::string_view::npos;
        if (!keeps_) return;
        const auto first = parse_place(range.substr(0, colon));
        const auto last = parse_place(range.substr(colon + 1));
        cell().formula_spans_rows = !first || !last || first->row != last->row;
    }

    std::string_view source_;
    std::size_t depth_ = 0;
    std::size_t unspoken_ = 0;
    bool in_cell_ = false;
    bool in_value_ = false;
    bool in_text_ = false;
    bool in_run_ = false;
    bool in_formula_ = false;
    bool keeps_ = false;
    std::uint64_t formula_at_ = 0;
};

/// The start tag of a cell, without its end.
std::string cell_tag(const XlsxRow& row, const XlsxCell& cell) {
    std::string out = "<" + row.prefix + "c";
    if (row.number && cell.is_placed)
        out += " r=\"" + column_letters(cell.column) + std::to_string(*row.number) + "\"";
    if (!cell.style.empty()) out += " s=\"" + escape_xml(cell.style) + "\"";
    return out;
}

std::string element(const std::string& name, const std::string& inside) {
    return "<" + name + ">" + inside + "</" + name + ">";
}

/// A cell with another value. A null leaves its style, and a formula that others share.
Result<std::string> written(const XlsxRow& row, const XlsxCell& cell, const Cell& value) {
    const std::string tag = cell_tag(row, cell);
    const std::string close = "</" + row.prefix + "c>";
    if (value.kind == Cell::Kind::null)
        return cell.kept_formula.empty() ? tag + "/>" : tag + ">" + cell.kept_formula + close;
    if (!cell.kept_formula.empty())
        return Error(ErrorCode::unsupported, "the cell has a formula that other cells share");
    if (value.kind == Cell::Kind::text || value.kind == Cell::Kind::blob) {
        const std::string text = "<" + row.prefix + "t xml:space=\"preserve\">" +
                                 escape_xml(encode_xstring(value.bytes)) + "</" + row.prefix + "t>";
        return tag + " t=\"inlineStr\">" + element(row.prefix + "is", text) + close;
    }
    return tag + ">" + element(row.prefix + "v", escape_xml(value.bytes)) + close;
}

}  // namespace

Result<XlsxRow> XlsxFormat::scan(std::string_view row) const {
    RowScan scan(row);
    GDPRD_TRY(parse_row(row, scan));
    return std::move(scan.out);
}

std::optional<std::size_t> shared_index(std::string_view value) {
    return number_in<std::size_t>(without_space(value));
}

XlsxFormat::XlsxFormat(SheetHeader header, std::shared_ptr<const XlsxCommon> common)
    : SheetFormat(std::move(header)), common_(std::move(common)) {}

Result<void> XlsxFormat::start(const XmlTag& tag) {
    if (in_row()) {
        ++depth_;
        if (depth_ == 2 && tag.is(XmlSpace::sheet, "is")) note_value();
        in_value_ = depth_ == 2 && tag.is(XmlSpace::sheet, "v");
        return {};
    }
    if (tag.is(XmlSpace::sheet, "sheetData")) in_data_ = true;
    if (!in_data_ || !tag.is(XmlSpace::sheet, "row")) return {};
    const auto place = tag.attribute("r");
    const auto number = place ? number_in<std::uint32_t>(*place) : number_ + 1;
    if (!number || *number <= number_ || *number > kRowMax)
        return bad("a row of the sheet is not where it says");
    number_ = *number;
    depth_ = 0;
    begin_row(tag.begin);
    return {};
}

Result<void> XlsxFormat::end(XmlSpace space, std::string_view name, std::uint64_t /*begin*/,
                             std::uint64_t end) {
    in_value_ = false;
    if (in_row()) {
        if (depth_ == 0) {
            end_row(end, number_);
        } else {
            --depth_;
        }
    } else if (space == XmlSpace::sheet && name == "sheetData") {
        in_data_ = false;
    }
    return {};
}

Result<void> XlsxFormat::text(std::string_view piece) {
    if (in_value_ && !piece.empty()) note_value();
    return {};
}

Cell XlsxFormat::value_of(const XlsxCell& cell) const {
    const auto text = [](std::string value) { return Cell{Cell::Kind::text, std::move(value)}; };
    if (cell.has_text) return text(decode_xstring(cell.text));
    if (cell.value.empty()) return {};
    if (cell.type == "s") {
        const auto index = shared_index(cell.value);
        // no such text: the cell says nothing that could be shown
        return index && *index < common_->strings.size() ? text(common_->strings[*index])
                                                         : text(cell.value);
    }
    const std::string plain(without_space(cell.value));
    if (cell.type == "b") return text(plain == "0" || plain == "false" ? "false" : "true");
    if (!cell.type.empty() && cell.type != "n") return text(decode_xstring(cell.value));
    const auto style = number_in<std::size_t>(cell.style).value_or(0);
    if (style < common_->styles.size() && common_->styles[style] != DateStyle::none) {
        const auto days = number_in<double>(plain);
        std::string date = days ? xlsx_date(*days, common_->from_1904) : std::string();
        if (!date.empty()) return text(std::move(date));
    }
    return plain.empty() ? Cell{} : sheet_number(plain);
}

Result<std::vector<SheetCell>> XlsxFormat::cells(std::string_view row) const {
    GDPRD_TRY_ASSIGN(const XlsxRow scanned, scan(row));
    SheetRow out;
    for (const auto& cell : scanned.cells) {
        Cell value = value_of(cell);
        if (value.kind != Cell::Kind::null) GDPRD_TRY(out.add(cell.column, std::move(value)));
    }
    return out.take();
}

Result<std::string> XlsxFormat::rest_of(std::string_view row) const {
    GDPRD_TRY_ASSIGN(const XlsxRow scanned, scan(row));
    std::string kept;
    for (const XlsxCell& cell : scanned.cells) {
        if (cell.kept_formula.empty() || !cell.formula_spans_rows) continue;
        // the cells before it are gone
        if (!cell.is_placed) return Error(ErrorCode::unsupported, "a formula of the row is shared");
        GDPRD_TRY_ASSIGN(const std::string one, written(scanned, cell, {}));
        kept += one;
    }
    const std::string_view tag = row.substr(0, static_cast<std::size_t>(scanned.tag_end));
    if (!kept.empty()) return std::string(tag) + kept + "</" + scanned.prefix + "row>";
    return std::string(tag.substr(0, tag.size() - 1)) + "/>";
}

Result<std::string> XlsxFormat::write_cells(std::string_view row,
                                            const std::vector<SheetCell>& changes) const {
    GDPRD_TRY_ASSIGN(const XlsxRow scanned, scan(row));
    std::string out;
    std::uint64_t at = 0;  // of what was copied
    std::size_t next = 0;  // column behind the last cell
    const auto copy_until = [&](std::uint64_t until) {
        out += row.substr(static_cast<std::size_t>(at), static_cast<std::size_t>(until - at));
        at = until;
    };
    auto cell = scanned.cells.begin();
    for (const auto& change : changes) {
        for (; cell != scanned.cells.end() && cell->column < change.column; ++cell) {
            copy_until(cell->end);
            next = cell->column + 1;
        }
        if (cell != scanned.cells.end() && cell->column == change.column) {
            copy_until(cell->begin);
            GDPRD_TRY_ASSIGN(const std::string fresh, written(scanned, *cell, change.value));
            out += fresh;
            at = cell->end;
            next = cell->column + 1;
            ++cell;
            continue;
        }
        if (change.value.kind == Cell::Kind::null) continue;
        copy_until(std::max(at, cell != scanned.cells.end() ? cell->begin
                                : !scanned.cells.empty()    ? scanned.cells.back().end
                                                            : scanned.tag_end));
        XlsxCell fresh;
        fresh.column = change.column;
        fresh.is_placed = scanned.number.has_value();
        // a cell that does not say where it stands stands behind the one before it
        for (; !fresh.is_placed && next < change.column; ++next)
            out += "<" + scanned.prefix + "c/>";
        GDPRD_TRY_ASSIGN(const std::string text, written(scanned, fresh, change.value));
        out += text;
        next = change.column + 1;
    }
    copy_until(row.size());
    return out;
}

}  // namespace gdprd::connectors
