#pragma once

#include <memory>

#include "connectors/files/file_layout.hpp"
#include "connectors/files/workbook.hpp"

namespace gdprd::connectors {

/// The part of a spreadsheet that holds a sheet, and the format of the sheet's rows.
struct OpenSheet {
    std::unique_ptr<SheetFormat> format;
    std::unique_ptr<ByteSource> bytes;
    Descriptor unpacked{};  ///< what the bytes are read from, where that is a member of an archive
};
/// Borrows the descriptor (of an archive's member: the archive's). `not_found` when there is no
/// such sheet any more.
Result<OpenSheet> open_sheet(const FileLayout& layout, const SheetHeader& header, int descriptor,
                             const Call& call);

/// What the first rows of the layout's sheet say.
Result<SheetHeader> find_sheet_header(int descriptor, const FileLayout& layout, const Call& call);

}  // namespace gdprd::connectors
