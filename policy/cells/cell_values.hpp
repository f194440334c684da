#pragma once

#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "config/base/personal.hpp"
#include "policy/catalogue/catalogue.hpp"
#include "policy/cells/cell_leaves.hpp"
#include "policy/cells/cell_path.hpp"
#include "policy/plan/row.hpp"

namespace gdprd::policy {

/// A value inside a cell, and where it stands; both are personal.
struct CellValue {
    Personal<std::string> pointer;  ///< with indices: "/contacts/0/email"
    Personal<std::string> value;
};

struct CellValues {
    CellFormat format = CellFormat::json;
    std::vector<CellValue> values;
    bool whole = true;  ///< else limits, or a fault, left some out
};

/// What stands inside a cell; none for a plain value.
[[nodiscard]] std::optional<CellValues> values_inside(const Cell& cell);

/// Places of one column, to be looked for in its cells: a value costs a look for each of its names,
/// however many places there are.
class PlaceIndex {
  public:
    explicit PlaceIndex(std::span<const CellKeys> places);
    /// Which of the places, by number, have a value in the cell.
    [[nodiscard]] std::set<std::size_t> filled_in(const Cell& cell) const;

  private:
    struct Node {
        std::map<std::string, Node, std::less<>> below;
        std::vector<std::size_t> places;  ///< that end here
    };
    static void collect(const Node& node, std::span<const CellKey> keys,
                        std::set<std::size_t>& out);
    Node root_;
    std::size_t size_;
};

/// The column in whose cells a field stands; none for a column itself.
[[nodiscard]] std::optional<FieldPath> column_around(const Catalogue& catalogue,
                                                     const FieldPath& field);
/// The places inside the columns of a collection that the catalogue holds, by column.
[[nodiscard]] std::map<std::string, std::vector<CellKeys>> cell_places_of(
    const Catalogue& catalogue, const CollectionPath& in);

}  // namespace gdprd::policy
