#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/files/record_format.hpp"
#include "connectors/files/sheet_header.hpp"
#include "connectors/files/xml_parser.hpp"

namespace gdprd::connectors {

/// The rows of one sheet in the XML part of a spreadsheet that holds it. A record is the element of
/// a row that has a value and is not the header; all else stands between records. A record can only
/// be read by the object that cut the text.
class SheetFormat : public RecordFormat, protected XmlEvents {
  public:
    explicit SheetFormat(SheetHeader header);

    Result<std::optional<Cut>> cut(std::string_view text, bool at_end) final;
    [[nodiscard]] Result<void> finish() const final { return parser_.finish(); }
    Result<void> read(std::string_view record, const ValueSink& sink) const final;
    Result<std::string> write(std::string_view record,
                              const std::vector<Assignment>& changes) const final;
    [[nodiscard]] std::vector<std::string> names() const final { return header_.names; }

    /// The values of a row, by column, each once.
    [[nodiscard]] virtual Result<std::vector<SheetCell>> cells(std::string_view row) const = 0;
    /// The place of the record that was cut last, from 1; 0 where places do not count.
    [[nodiscard]] std::uint32_t row_number() const noexcept { return row_number_; }

  protected:
    /// A new value for each of these columns, in their order, each once.
    virtual Result<std::string> write_cells(std::string_view row,
                                            const std::vector<SheetCell>& changes) const = 0;
    void begin_row(std::uint64_t at);
    /// The row has a value.
    void note_value() noexcept { has_value_ = true; }
    void end_row(std::uint64_t end, std::uint32_t number);
    /// Gives what stands in a row that was cut to `events`.
    Result<void> parse_row(std::string_view row, XmlEvents& events) const {
        return row_parser_->parse_element(row, events, parser_.prefixes());
    }
    [[nodiscard]] bool in_row() const noexcept { return open_.has_value(); }
    [[nodiscard]] const XmlPrefixes& prefixes() const noexcept { return parser_.prefixes(); }

  private:
    struct Span {
        std::uint64_t begin = 0;
        std::uint64_t end = 0;
        std::uint32_t number = 0;
    };
    Cut take(std::uint64_t until, bool is_record);

    SheetHeader header_;
    XmlParser parser_;
    std::unique_ptr<XmlParser> row_parser_;  ///< for one row after the other
    std::uint64_t given_ = 0;                ///< bytes that were cut off
    std::uint64_t fed_ = 0;                  ///< bytes that the parser had
    std::optional<std::uint64_t> open_;
    bool has_value_ = false;
    bool in_header_;
    std::uint32_t row_number_ = 0;
    std::deque<Span> spans_;  ///< rows that are whole and were not given out
};

/// Adds a cell to a row; `limit_exceeded` when the row is too wide or its values are too large.
class SheetRow {
  public:
    Result<void> add(std::size_t column, policy::Cell value);
    [[nodiscard]] std::vector<SheetCell> take() { return std::move(cells_); }

  private:
    std::vector<SheetCell> cells_;
    std::uint64_t bytes_ = 0;
};

/// A number in the canonical text of cells: whole ones as integers as far as they are exact, others
/// so that they read back the same. What is no number is a text.
[[nodiscard]] policy::Cell sheet_number(std::string_view text);

}  // namespace gdprd::connectors
