#pragma once

#include <boost/json/fwd.hpp>

#include "audit/reader.hpp"
#include "audit/verifier.hpp"

namespace gdprd::daemon {

/// One entry as /api/v1/audit/entries shows it; with its payload when there is one to show.
[[nodiscard]] boost::json::object entry_json(const audit::EntryView& entry);
/// A verifier's report, as the API and `gdprctl audit verify -o json` show it.
[[nodiscard]] boost::json::object report_json(const audit::VerifyReport& report);

}  // namespace gdprd::daemon
