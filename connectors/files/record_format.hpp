#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/base/result.hpp"
#include "connectors/step_rows.hpp"
#include "policy/plan/row.hpp"

namespace gdprd::connectors {

/// How the text of a file holds rows.
enum class FileKind : unsigned char {
    delimited,  ///< CSV, TSV: records of RFC 4180, with any delimiter
    json,       ///< an array of objects, or objects one after the other (JSON Lines)
    vcard,      ///< cards of RFC 2426 and RFC 6350
    xlsx,       ///< sheets of an Office Open XML workbook
    ods,        ///< sheets of an OpenDocument spreadsheet
    mbox,       ///< messages of a mailbox (RFC 4155)
};

/// Whether files of this kind hold sheets, each of them a collection.
[[nodiscard]] constexpr bool has_sheets(FileKind kind) noexcept {
    return kind == FileKind::xlsx || kind == FileKind::ods;
}

/// What stands first in a text: a record, or something between records (header, bracket, comma).
struct Cut {
    std::size_t size = 0;
    bool is_record = false;
};

/// Takes one value of a record; `name` lives as long as the call.
using ValueSink = std::function<void(std::string_view name, policy::Cell&& value)>;

/// One way of holding records in text (UTF-8, without byte order mark). Pure; errors name no value.
class RecordFormat {
  public:
    virtual ~RecordFormat() = default;
    /// The length of what stands first in `text`, which goes on unless `at_end`; nullopt: more of
    /// it is needed to tell. Called from the file's begin on, each time with what is left.
    virtual Result<std::optional<Cut>> cut(std::string_view text, bool at_end) = 0;
    /// What cut() left open when no text is left: an array without its end.
    [[nodiscard]] virtual Result<void> finish() const { return {}; }
    /// Each value of a record, every name at most once; a name that is left out is null.
    virtual Result<void> read(std::string_view record, const ValueSink& sink) const = 0;
    /// The record with these fields changed and every other byte as it was. `unsupported` when the
    /// format cannot hold such a value there.
    virtual Result<std::string> write(std::string_view record,
                                      const std::vector<Assignment>& changes) const = 0;
    /// What stays in the place of a record that is removed: nothing, or what keeps others in
    /// theirs.
    [[nodiscard]] virtual Result<std::string> rest_of(std::string_view /*record*/) const {
        return std::string();
    }
    /// Names that every record has, in order; empty where records tell their own.
    [[nodiscard]] virtual std::vector<std::string> names() const { return {}; }
    /// Whether what stands between two records goes with one of them (the commas of an array).
    [[nodiscard]] virtual bool has_separators() const { return false; }
};

}  // namespace gdprd::connectors
