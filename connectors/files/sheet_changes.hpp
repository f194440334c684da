#pragma once

#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/files/rows.hpp"
#include "connectors/files/sheet_source.hpp"

namespace gdprd::connectors {

/// The part of a sheet's file, with a step's changes in place: `sink` gets its text.
using SheetSink = std::function<Result<void>(std::string_view text)>;
Result<void> copy_sheet(int descriptor, const FileLayout& layout, const FileEdits& edits,
                        const Call& call, const SheetSink& sink);

/// Cells of a worksheet whose values a step takes away.
class TouchedCells {
  public:
    void add_row(std::uint32_t row) { rows_.insert(row); }
    void add(const XlsxPlace& place) { cells_.insert(place); }
    /// Whether all of a reference such as "B2" or "B2:D2" is among them.
    [[nodiscard]] bool contain(std::string_view reference) const;

  private:
    std::set<std::uint32_t> rows_;
    std::set<XlsxPlace> cells_;
};

/// What a step's changes mean for the other parts of the file.
struct SheetSurvey {
    TouchedCells touched;
    bool loses_formula = false;
    bool keeps_links = false;          ///< links of cells that stay
    std::set<std::string> gone_links;  ///< ids of relationships that only links which go use
    std::vector<bool> used;            ///< shared strings, by index
};

/// Reads every sheet once. `unsupported` when the first row would be taken otherwise than it was.
Result<SheetSurvey> survey_changes(int descriptor, const FileLayout& layout, const FileEdits& edits,
                                   const Workbook& book, const Call& call);

}  // namespace gdprd::connectors
