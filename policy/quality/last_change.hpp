#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "config/base/time.hpp"
#include "policy/catalogue/schema.hpp"
#include "policy/plan/row.hpp"

namespace gdprd::policy {

/// How long ago the rows of a collection were last changed, as one of their own fields says.
struct LastChange {
    static constexpr std::array<unsigned, 5> kYears{1, 2, 3, 5, 10};
    std::string field;
    std::array<std::uint64_t, kYears.size()> older{};  ///< rows older than each of kYears
    std::uint64_t unknown = 0;                         ///< no date, or one that cannot be read
};

/// The field whose name says when its row was last changed: updated_at, date_modification,
/// geaendert_am. None, or more than one that could be it: nobody can tell from outside.
[[nodiscard]] std::optional<std::string> find_last_change(const CollectionSchema& collection);

/// Counts the ages of rows.
class AgeCounter {
  public:
    AgeCounter(std::string field, Date today);
    /// ISO 8601 with or without a time, or seconds (milliseconds) since 1970.
    void add(const Cell& cell);
    /// None when most rows have no such date.
    [[nodiscard]] std::optional<LastChange> finish() &&;

  private:
    LastChange out_;
    std::array<std::chrono::sys_days, LastChange::kYears.size()> before_{};
    std::uint64_t rows_ = 0;
};

}  // namespace gdprd::policy
