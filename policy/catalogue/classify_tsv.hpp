#pragma once

#include <string>
#include <string_view>

#include "config/base/result.hpp"

namespace gdprd::policy {

enum class TableFormat : unsigned char { tsv, json };

inline constexpr std::size_t kClassifyRowsMax = 1'000'000;
inline constexpr std::size_t kClassifyLineBytesMax = 1'048'576;
inline constexpr std::size_t kClassifySamplesMax = 1'000;  ///< per row

/// `gdprctl catalogue classify`: text in, text out.
///
/// In: TSV, UTF-8, LF; a header names the columns in any order: store, collection, field, and
/// optionally type, comment, samples; others are refused. \t \n \r \\ are escapes everywhere but in
/// samples, which is a JSON array of strings. All rows of a collection are each other's context.
///
/// Out, in the order of the rows: store, collection, field, category ("-" when rejected),
/// probability (of the best category), personal, decision, reasons joined by "; ". No value is
/// repeated. A bad row is invalid_argument with its line number, and there is no output.
Result<std::string> classify_tsv(std::string_view input, TableFormat format);

}  // namespace gdprd::policy
