#pragma once

#include <string>

#include "daemon/export/entry_export.hpp"

namespace gdprd::daemon {

/// An entry as one line of the Common Event Format, version 0.
[[nodiscard]] std::string render_cef(const audit::EntryView& entry, const ExportContext& context);

/// 0 to 10, as CEF has it.
[[nodiscard]] int cef_severity(const audit::EntryView& entry);

}  // namespace gdprd::daemon
