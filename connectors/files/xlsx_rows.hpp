#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/files/sheet_format.hpp"

namespace gdprd::connectors {

/// What a style of cells makes of a number.
enum class DateStyle : unsigned char { none, date, time };

/// What the cells of a workbook refer to.
struct XlsxCommon {
    std::vector<std::string> strings;  ///< shared ones
    std::vector<DateStyle> styles;     ///< of cells
    bool from_1904 = false;            ///< day 0 is 1904-01-01
};

/// A cell of a row as it is written.
struct XlsxCell {
    std::size_t column = 0;
    std::uint64_t begin = 0;  ///< in the row's text
    std::uint64_t end = 0;
    std::string type;        ///< of its value; empty: a number
    std::string style;       ///< as written; empty: none
    bool is_placed = false;  ///< it says where it stands
    std::string value;
    bool has_text = false;  ///< of its own
    std::string text;
    bool has_formula = false;
    std::string kept_formula;         ///< element of a formula that other cells share
    bool formula_spans_rows = false;  ///< cells of other rows are among them
};

struct XlsxRow {
    std::optional<std::uint32_t> number;
    std::string prefix;           ///< of its elements, with colon
    std::uint64_t tag_end = 0;    ///< of its start tag
    std::vector<XlsxCell> cells;  ///< in order of their columns
};

/// Columns of a worksheet, at most.
inline constexpr std::size_t kXlsxColumns = 16'384;

/// The index among the shared strings that the value of a cell of type "s" is; nullopt: it is none.
[[nodiscard]] std::optional<std::size_t> shared_index(std::string_view value);

/// Rows of a worksheet part of an Office Open XML workbook (ECMA-376). Numbers with a style of
/// dates are texts (2026-05-31, 2026-05-31T08:30:00), booleans true and false.
class XlsxFormat final : public SheetFormat {
  public:
    XlsxFormat(SheetHeader header, std::shared_ptr<const XlsxCommon> common);

    [[nodiscard]] Result<std::vector<SheetCell>> cells(std::string_view row) const override;
    /// The row without its cells: others keep their places. A formula that other rows share stays,
    /// without its result.
    [[nodiscard]] Result<std::string> rest_of(std::string_view row) const override;
    /// `invalid_argument` when the text is no row.
    [[nodiscard]] Result<XlsxRow> scan(std::string_view row) const;

  protected:
    Result<std::string> write_cells(std::string_view row,
                                    const std::vector<SheetCell>& changes) const override;

  private:
    Result<void> start(const XmlTag& tag) override;
    Result<void> end(XmlSpace space, std::string_view name, std::uint64_t begin,
                     std::uint64_t end) override;
    Result<void> text(std::string_view piece) override;
    [[nodiscard]] policy::Cell value_of(const XlsxCell& cell) const;

    std::shared_ptr<const XlsxCommon> common_;
    bool in_data_ = false;
    bool in_value_ = false;
    std::size_t depth_ = 0;  ///< of elements in the open row
    std::uint32_t number_ = 0;
};

/// "AB12" → column 27, row 12; nullopt: no such place.
struct XlsxPlace {
    std::size_t column = 0;
    std::uint32_t row = 0;
    friend auto operator<=>(const XlsxPlace&, const XlsxPlace&) = default;
};
[[nodiscard]] std::optional<XlsxPlace> parse_place(std::string_view text);
[[nodiscard]] std::string column_letters(std::size_t column);

/// A text as ECMA-376's ST_Xstring: _x000D_ stands for a carriage return.
[[nodiscard]] std::string decode_xstring(std::string_view text);
[[nodiscard]] std::string encode_xstring(std::string_view text);

/// The text of a number of days, as a style of dates shows it; empty where it is no date.
[[nodiscard]] std::string xlsx_date(double days, bool from_1904);

}  // namespace gdprd::connectors
