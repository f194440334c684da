#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/files/sheet_format.hpp"

namespace gdprd::connectors {

/// A cell of a row as it is written.
struct OdsCell {
    std::size_t column = 0;
    std::size_t repeated = 1;  ///< as many columns
    std::uint64_t begin = 0;   ///< in the row's text
    std::uint64_t end = 0;
    std::uint64_t tag_end = 0;  ///< of its start tag
    std::string name;           ///< of its element, with prefix
    struct Attribute {
        std::string name;
        std::string value;
        bool is_of_value = false;  ///< goes when the value does
        bool is_repetition = false;
    };
    std::vector<Attribute> attributes;
    policy::Cell value;
};

struct OdsRow {
    std::string table;  ///< prefixes, with colon
    std::string office;
    std::string text;
    std::uint64_t tag_end = 0;  ///< of its start tag
    std::vector<OdsCell> cells;
};

/// Rows of one table in the content of an OpenDocument spreadsheet (ISO/IEC 26300). Rows that are
/// written as one because they are the same are one record. Dates, times and booleans are texts, as
/// the format writes them.
class OdsFormat final : public SheetFormat {
  public:
    /// `index`: of the sheet among those of the document, from 0.
    OdsFormat(SheetHeader header, std::size_t index);

    [[nodiscard]] Result<std::vector<SheetCell>> cells(std::string_view row) const override;
    /// An empty row: others keep their places.
    [[nodiscard]] Result<std::string> rest_of(std::string_view row) const override;

  protected:
    Result<std::string> write_cells(std::string_view row,
                                    const std::vector<SheetCell>& changes) const override;

  private:
    Result<void> start(const XmlTag& tag) override;
    Result<void> end(XmlSpace space, std::string_view name, std::uint64_t begin,
                     std::uint64_t end) override;
    [[nodiscard]] Result<OdsRow> scan(std::string_view row) const;
    [[nodiscard]] std::string prefix_of(XmlSpace space) const;

    std::size_t index_;
    std::size_t tables_ = 0;       ///< that began
    std::size_t table_depth_ = 0;  ///< tables within tables
    std::size_t depth_ = 0;        ///< of elements in the open row
};

}  // namespace gdprd::connectors
