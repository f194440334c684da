#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "policy/catalogue/classifier.hpp"
#include "policy/cells/path_trie.hpp"

namespace gdprd::policy {

/// The format that most of these values have; none for plain columns. Looks at a few values.
[[nodiscard]] std::optional<CellFormat> format_of_column(
    std::span<const Personal<std::string>> samples);

/// What stands inside the values of one column, as far as a sample shows it.
struct CellColumn {
    std::size_t at = 0;  ///< of the column among its collection's fields
    CellFormat format = CellFormat::json;
    std::size_t cells = 0;  ///< with structure
    std::size_t plain = 0;  ///< values that have none, or another one
    std::size_t cut = 0;    ///< read from their beginning only
    bool left_out = false;  ///< more places than limits allow
    std::vector<CellPath> paths;
};

/// Reads the values of a column whose format is known.
[[nodiscard]] CellColumn read_cell_column(std::size_t at, CellFormat format,
                                          std::span<const Personal<std::string>> samples,
                                          sweep::Sweeper& sweeper);

/// A place and what stands there.
struct CellFinding {
    std::string field;  ///< "prefs#/contacts/*/email"
    Finding finding;
};

/// Findings for the places inside the columns of one collection, at most config's kCellFields a
/// column, the personal ones first. Each is judged by its own names and values; the collection and
/// its columns are the context. Takes the samples.
[[nodiscard]] std::vector<CellFinding> classify_cells(std::span<const FieldEvidence> columns,
                                                      std::vector<CellColumn> cells);

/// For the reasons of a column: "its values are JSON: 12 places inside, 3 of them personal".
[[nodiscard]] std::string told_of(const CellColumn& column, std::size_t places,
                                  std::size_t personal);

}  // namespace gdprd::policy
