#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/call.hpp"
#include "connectors/files/ods_rows.hpp"
#include "connectors/files/sheet_format.hpp"
#include "connectors/files/xlsx_rows.hpp"
#include "connectors/files/zip_file.hpp"

namespace gdprd::connectors {

/// A sheet of a spreadsheet.
struct SheetPlace {
    std::string name;
    std::string part;       ///< name of the entry that holds its rows
    std::size_t index = 0;  ///< among the tables of that part
};

/// A relationship of OPC: what one part says of another.
struct PartLink {
    std::string id;
    std::string type;    ///< the last part of its address, such as "worksheet"
    std::string target;  ///< name of an entry; empty where it leads out of the file
};

/// A spreadsheet that is open for reading: its sheets, and what their cells refer to. Holds texts
/// of cells in memory (the shared strings of XLSX): lives as long as one call.
class Workbook {
  public:
    /// Borrows the descriptor. `invalid_argument` says why the file cannot be read.
    static Result<Workbook> open(int descriptor, FileKind kind, const Call& call);

    [[nodiscard]] const std::vector<SheetPlace>& sheets() const noexcept { return sheets_; }
    /// `not_found`.
    [[nodiscard]] Result<SheetPlace> sheet(std::string_view name) const;
    /// The format of a sheet's rows. Reads what cells refer to when it is called first.
    Result<std::unique_ptr<SheetFormat>> make_format(const SheetPlace& sheet, SheetHeader header,
                                                     const Call& call);
    /// What cells refer to; null where they refer to nothing (ODS).
    Result<std::shared_ptr<const XlsxCommon>> common(const Call& call);
    [[nodiscard]] const ZipFile& zip() const noexcept { return zip_; }
    [[nodiscard]] FileKind kind() const noexcept { return kind_; }
    /// Of XLSX: the part of the workbook and its links; of ODS nothing.
    [[nodiscard]] const std::string& main_part() const noexcept { return main_part_; }
    [[nodiscard]] const std::vector<PartLink>& links() const noexcept { return links_; }

  private:
    Workbook(ZipFile zip, FileKind kind) : zip_(std::move(zip)), kind_(kind) {}
    Result<void> open_xlsx(const Call& call);
    Result<void> open_ods(const Call& call);
    Result<void> load_common(const Call& call);

    ZipFile zip_;
    FileKind kind_;
    std::vector<SheetPlace> sheets_;
    std::string main_part_;
    std::vector<PartLink> links_;
    bool from_1904_ = false;
    std::shared_ptr<const XlsxCommon> common_;
};

/// The links of a part; none when it has no such list.
Result<std::vector<PartLink>> read_links(const ZipFile& zip, const std::string& part,
                                         const Call& call);
/// "xl/worksheets/sheet1.xml" → "xl/worksheets/_rels/sheet1.xml.rels"
[[nodiscard]] std::string links_part(std::string_view part);

/// Feeds a part of the file to an XML parser and to nothing else.
Result<void> parse_part(const ZipFile& zip, const ZipEntry& entry, XmlEvents& events,
                        const Call& call);

/// What cells refer to: the styles that make numbers dates, and the shared strings.
Result<std::vector<DateStyle>> read_date_styles(const ZipFile& zip, const ZipEntry& entry,
                                                const Call& call);
Result<std::vector<std::string>> read_shared_strings(const ZipFile& zip, const ZipEntry& entry,
                                                     const Call& call);

}  // namespace gdprd::connectors
