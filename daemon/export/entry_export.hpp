#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "audit/reader.hpp"
#include "config/base/result.hpp"
#include "policy/catalogue/catalogue.hpp"

namespace gdprd::daemon {

/// A form in which other people's tools take entries.
enum class ExportFormat : std::uint8_t {
    ocsf,         ///< OCSF 1.9.0, one JSON object a line
    cef,          ///< ArcSight Common Event Format, one event a line
    cloudevents,  ///< CloudEvents 1.0, one JSON object a line
};
[[nodiscard]] std::string_view to_string(ExportFormat format) noexcept;
Result<ExportFormat> parse_export_format(std::string_view text);

/// What a rendering needs besides the entry.
struct ExportContext {
    std::string origin;  ///< the trail's, which together with the index names an entry for ever
    /// Says what the fields of a store hold; null: nothing is said of it.
    std::shared_ptr<const policy::Catalogue> catalogue;
};

/// One line, without its end. What goes out is what the envelope says: no payload, and of the
/// payload only the two words of gdprd's own that say which operation it was and how it ended.
[[nodiscard]] std::string render_entry(ExportFormat format, const audit::EntryView& entry,
                                       const ExportContext& context);

/// What happened to the data, as the formats' own words are chosen by it.
enum class Operation : std::uint8_t { read, update, write, create, erase, none };
/// From the type, and where the payload names one (a step's kind, a captured change) from that.
[[nodiscard]] Operation operation_of(const audit::EntryView& entry);

enum class Ending : std::uint8_t { none, success, failure, other };
/// How an outcome ended; `none` for entries that say nothing of it.
[[nodiscard]] Ending ending_of(const audit::EntryView& entry);
/// The word of the entry itself: "done", "stale"; empty: none.
[[nodiscard]] std::string ending_word(const audit::EntryView& entry);

/// "uid:alice read 12 rows of main.customers in crm": one sentence for people.
[[nodiscard]] std::string sentence_of(const audit::EntryView& entry);

/// Another system told of it: names, rows and purpose are that system's word, not gdprd's.
[[nodiscard]] bool is_reported(const audit::EntryView& entry) noexcept;

/// Milliseconds since 1970, as OCSF and CEF write times.
[[nodiscard]] std::int64_t milliseconds_of(WallTime time) noexcept;

}  // namespace gdprd::daemon
