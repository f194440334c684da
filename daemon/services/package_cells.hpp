#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "policy/catalogue/catalogue.hpp"
#include "policy/cells/cell_path.hpp"
#include "policy/plan/row.hpp"

namespace gdprd::daemon {

/// What the copy shows of values inside the cells of one collection: of columns in which a scan
/// found structure. This is an export to the subject, as package.hpp says.
class CellsShown {
  public:
    CellsShown(const policy::Catalogue& catalogue, const policy::CollectionPath& in);

    struct Value {
        std::string pointer;  ///< "/contacts/0/email"
        std::string value;
        policy::FieldPath place;  ///< of the catalogue; that of the column where it has none
    };
    /// Empty for a column without structure, or a plain value.
    [[nodiscard]] std::vector<Value> of(const std::string& column, const policy::Cell& cell) const;
    /// The places of a column, as the catalogue writes them.
    [[nodiscard]] std::vector<policy::FieldPath> places(const std::string& column) const;

  private:
    policy::CollectionPath in_;
    std::map<std::string, std::vector<policy::CellKeys>> places_;
};

}  // namespace gdprd::daemon
