#include "connectors/files/sheet_source.hpp"

#include "connectors/files/archive_members.hpp"

namespace gdprd::connectors {

Result<OpenSheet> open_sheet(const FileLayout& layout, const SheetHeader& header, int descriptor,
                             const Call& call) {
    OpenSheet out;
    if (!layout.archive.empty()) {
        GDPRD_TRY_ASSIGN(out.unpacked, unpack_member(descriptor, layout.member_at(), call));
        descriptor = out.unpacked.get();
    }
    GDPRD_TRY_ASSIGN(Workbook book, Workbook::open(descriptor, layout.form.kind, call));
    GDPRD_TRY_ASSIGN(const SheetPlace place, book.sheet(layout.sheet));
    GDPRD_TRY_ASSIGN(out.format, book.make_format(place, header, call));
    GDPRD_TRY_ASSIGN(out.bytes, book.zip().read(*book.zip().find(place.part)));
    return out;
}

Result<SheetHeader> find_sheet_header(int descriptor, const FileLayout& layout, const Call& call) {
    GDPRD_TRY_ASSIGN(OpenSheet sheet, open_sheet(layout, {}, descriptor, call));
    HeaderFinder finder(layout.form.header);
    GDPRD_TRY_ASSIGN(RecordReader reader, RecordReader::open(std::move(sheet.bytes), TextEncoding{},
                                                             *sheet.format, call));
    while (!finder.has_enough()) {
        GDPRD_TRY_ASSIGN(const auto piece, reader.next());
        if (!piece) break;
        if (!piece->is_record) continue;
        GDPRD_TRY_ASSIGN(const auto row, sheet.format->cells(piece->text));
        finder.add(row);
    }
    return finder.finish();
}

}  // namespace gdprd::connectors
