#pragma once

#include <string>

#include "daemon/export/entry_export.hpp"

namespace gdprd::daemon {

/// An entry as a CloudEvents 1.0 event in the JSON format. `source` is the trail's origin and `id`
/// the index, so that the two are unique for ever; `type` is "gdprd.trail." and the entry's type;
/// `data` is what the envelope says. Extension attributes: `sequence` (the index in 20 digits, for
/// ordering as text) and `leafhash`.
[[nodiscard]] std::string render_cloud_event(const audit::EntryView& entry,
                                             const ExportContext& context);

}  // namespace gdprd::daemon
