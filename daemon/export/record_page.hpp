#pragma once

#include <string>

#include "policy/record/processing_record.hpp"

namespace gdprd::daemon {

/// The record of processing (Art. 30(1)) as one page for people and supervisory authorities: no
/// script, nothing loaded, readable on paper and by a screen reader.
[[nodiscard]] std::string render_record_html(const policy::ProcessingRecord& record);

}  // namespace gdprd::daemon
