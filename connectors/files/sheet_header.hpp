#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/files/delimited.hpp"
#include "policy/plan/row.hpp"

namespace gdprd::connectors {

/// A value of a sheet's row.
struct SheetCell {
    std::size_t column = 0;  ///< from 0
    policy::Cell value;      ///< not null
};

/// What the first row of a sheet that has a value says.
struct SheetHeader {
    bool present = false;            ///< it names the columns
    std::vector<std::string> names;  ///< of the first columns: unique; empty where it names none

    /// "column_4" where it names none.
    [[nodiscard]] std::string name_of(std::size_t column) const;
    /// The reverse; nullopt: no column can have this name.
    [[nodiscard]] std::optional<std::size_t> column_of(std::string_view name) const;
    friend bool operator==(const SheetHeader&, const SheetHeader&) = default;
};

/// Finds out whether a sheet's first row is a header, from it and the next ones.
class HeaderFinder {
  public:
    explicit HeaderFinder(HeaderRule rule) : rule_(rule) {}
    /// Rows with values, from the first one on; more than it needs are passed over.
    void add(const std::vector<SheetCell>& row);
    [[nodiscard]] bool has_enough() const noexcept;
    /// Nothing is known of a sheet without a row with values. `invalid_argument` when nothing shows
    /// whether the first row is a header.
    [[nodiscard]] Result<SheetHeader> finish() const;

  private:
    HeaderRule rule_;
    std::vector<std::vector<std::string>> rows_;  ///< texts by column
};

}  // namespace gdprd::connectors
