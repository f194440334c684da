#pragma once

#include <cstdint>
#include <optional>

#include "config/base/personal.hpp"
#include "policy/catalogue/path.hpp"
#include "policy/links/sketch.hpp"
#include "policy/links/value_kind.hpp"

namespace gdprd::policy {

/// Hashes kept of one column: 32 KiB, so that a copy of a hundredth of a large table is still seen.
inline constexpr std::size_t kSketchHashes = 4096;

/// What is known of one column while a scan compares columns. Forgotten with the scan.
struct Column {
    FieldPath path;
    ValueKind kind = ValueKind::code;
    Sketch sketch{kSketchHashes};
    std::uint64_t values = 0;  ///< of the kind, repeated ones too
    bool whole = false;        ///< all rows were read
    /// Least and greatest number (of codes: of their digits), where there is one.
    std::optional<std::int64_t> least, greatest;

    /// The share of the numbers between least and greatest that the column has: what a number out
    /// of that range meets by chance. 1 where that cannot be told.
    [[nodiscard]] double density() const;
};

/// Makes a Column of values, one after the other; keeps none of them.
class ColumnReader {
  public:
    /// `hasher` must outlive the reader.
    ColumnReader(FieldPath path, ValueKind kind, const ValueHasher& hasher);
    /// Values that are none of the kind are left out.
    void add(std::string_view value);
    [[nodiscard]] Column finish(bool whole) &&;

  private:
    Column column_;
    const ValueHasher* hasher_;
};

}  // namespace gdprd::policy
