#include "connectors/files/sheet_changes.hpp"

#include <algorithm>

#include "config/limits.hpp"

namespace gdprd::connectors {

namespace {

/// Which shared strings the cells of a worksheet use, and which links it has.
class UseReader final : public XmlEvents {
  public:
    UseReader(const TouchedCells& touched, std::vector<bool>& used)
        : touched_(&touched), used_(&used) {}
    std::set<std::string> gone;
    std::set<std::string> kept;
    bool keeps_links = false;

    Result<void> start(const XmlTag& tag) override {
        if (tag.space != XmlSpace::sheet) return {};
        if (tag.name == "c") {
            is_shared_ = tag.attribute("t").value_or("") == "s";
        } else if (tag.name == "v") {
            index_.clear();
            in_value_ = is_shared_;
        } else if (tag.name == "hyperlink") {
            const bool goes = touched_->contain(tag.attribute("ref").value_or(""));
            keeps_links = keeps_links || !goes;
            if (const auto id = tag.attribute(XmlSpace::relation, "id"))
                (goes ? gone : kept).insert(std::string(*id));
        }
        return {};
    }
    Result<void> end(XmlSpace /*space*/, std::string_view /*name*/, std::uint64_t /*begin*/,
                     std::uint64_t /*end*/) override {
        if (!in_value_) return {};
        in_value_ = false;
        if (index_.empty()) return {};
        // Texts that nobody uses are emptied: a use that is not understood must not be passed over.
        const auto index = shared_index(index_);
        if (!index)
            return Error(ErrorCode::unsupported, "a cell of the file says no text that is known",
                         "open the file in its program and save it again");
        // no list of strings is longer
        if (*index > config::limits::kSheetStringBytes) return {};
        if (used_->size() <= *index) used_->resize(*index + 1);
        (*used_)[*index] = true;
        return {};
    }
    Result<void> text(std::string_view piece) override {
        if (in_value_) index_ += piece;
        return {};
    }

  private:
    const TouchedCells* touched_;
    std::vector<bool>* used_;
    bool is_shared_ = false;
    bool in_value_ = false;
    std::string index_;
};

std::set<std::size_t> formulas_of(const XlsxRow& row) {
    std::set<std::size_t> out;
    for (const auto& cell : row.cells)
        if (cell.has_formula) out.insert(cell.column);
    return out;
}

/// Notes which cells of a worksheet's row a change takes away.
Result<void> note_change(const XlsxFormat& format, std::string_view old, const FileEdit& edit,
                         SheetSurvey& out) {
    GDPRD_TRY_ASSIGN(const XlsxRow before, format.scan(old));
    GDPRD_TRY_ASSIGN(const XlsxRow after, format.scan(edit.text));
    if (formulas_of(before) != formulas_of(after)) out.loses_formula = true;
    // A row that does not say where it stands stands where its cells say.
    const std::uint32_t number = before.number.value_or(format.row_number());
    if (edit.gone) {
        out.touched.add_row(number);
        return {};
    }
    GDPRD_TRY_ASSIGN(const auto was, format.cells(old));
    GDPRD_TRY_ASSIGN(const auto is, format.cells(edit.text));
    for (const auto& cell : was) {
        const auto now = std::ranges::find(is, cell.column, &SheetCell::column);
        if (now == is.end() || now->value != cell.value) out.touched.add({cell.column, number});
    }
    return {};
}

/// Reads the rows of the sheet as they will be, the header too, which is the record before the
/// first.
Result<void> read_new_rows(int descriptor, const FileLayout& layout, const FileEdits& edits,
                           const Call& call, SheetSurvey& out) {
    GDPRD_TRY_ASSIGN(OpenSheet sheet, open_sheet(layout, {}, descriptor, call));
    GDPRD_TRY_ASSIGN(RecordReader reader, RecordReader::open(std::move(sheet.bytes), TextEncoding{},
                                                             *sheet.format, call));
    HeaderFinder finder(layout.form.header);
    const std::uint64_t ahead = layout.header.present ? 1 : 0;
    for (;;) {
        GDPRD_TRY_ASSIGN(const auto piece, reader.next());
        if (!piece) break;
        if (!piece->is_record) continue;
        const auto edit = edits.find(reader.records() - ahead);
        if (edit != edits.end()) {
            if (const auto* xlsx = dynamic_cast<const XlsxFormat*>(sheet.format.get()))
                GDPRD_TRY(note_change(*xlsx, piece->text, edit->second, out));
            if (edit->second.gone) continue;
        }
        if (finder.has_enough()) continue;
        GDPRD_TRY_ASSIGN(const auto row, sheet.format->cells(edit != edits.end() ? edit->second.text
                                                                                 : piece->text));
        finder.add(row);
    }
    const auto now = finder.finish();
    if (now && (*now == layout.header || (!now->present && !layout.header.present))) return {};
    return Error(ErrorCode::unsupported,
                 "what is left of the sheet would be read in another way (whether it has a "
                 "header); nothing was written",
                 "tell it with the store's formats, such as NAME.xlsx=xlsx-header");
}

}  // namespace

Result<void> copy_sheet(int descriptor, const FileLayout& layout, const FileEdits& edits,
                        const Call& call, const SheetSink& sink) {
    GDPRD_TRY_ASSIGN(FileRecords records, FileRecords::open(layout, descriptor, call));
    for (;;) {
        GDPRD_TRY_ASSIGN(const auto piece, records.reader.next());
        if (!piece) return {};
        const auto edit = piece->is_record ? edits.find(records.reader.records()) : edits.end();
        GDPRD_TRY(sink(edit == edits.end() ? piece->text : std::string_view(edit->second.text)));
    }
}

bool TouchedCells::contain(std::string_view reference) const {
    const std::size_t colon = std::min(reference.find(':'), reference.size());
    const auto first = parse_place(reference.substr(0, colon));
    const auto last = colon == reference.size() ? first : parse_place(reference.substr(colon + 1));
    if (!first || !last || last->row < first->row) return false;
    if (*first == *last && cells_.contains(*first)) return true;
    if (last->row - first->row >= rows_.size()) return false;
    for (std::uint32_t row = first->row; row <= last->row; ++row)
        if (!rows_.contains(row)) return false;
    return true;
}

Result<SheetSurvey> survey_changes(int descriptor, const FileLayout& layout, const FileEdits& edits,
                                   const Workbook& book, const Call& call) {
    SheetSurvey out;
    GDPRD_TRY(read_new_rows(descriptor, layout, edits, call, out));
    if (book.kind() != FileKind::xlsx) return out;
    GDPRD_TRY_ASSIGN(const SheetPlace own, book.sheet(layout.sheet));
    UseReader ours(out.touched, out.used);
    XmlParser parser(ours);
    GDPRD_TRY(copy_sheet(descriptor, layout, edits, call,
                         [&](std::string_view text) { return parser.feed(text); }));
    GDPRD_TRY(parser.finish());
    for (const auto& id : ours.gone)
        if (!ours.kept.contains(id)) out.gone_links.insert(id);
    out.keeps_links = ours.keeps_links;
    // sheets of macros and dialogs have cells too
    const TouchedCells nothing;
    for (const auto& link : book.links()) {
        const ZipEntry* entry = book.zip().find(link.target);
        const bool is_sheet = link.type.ends_with("sheet") || link.type.ends_with("Macrosheet");
        if (!is_sheet || entry == nullptr || entry == book.zip().find(own.part)) continue;
        UseReader other(nothing, out.used);
        GDPRD_TRY(parse_part(book.zip(), *entry, other, call));
    }
    return out;
}

}  // namespace gdprd::connectors
