#pragma once

#include <string>

#include "daemon/export/entry_export.hpp"

namespace gdprd::daemon {

/// An entry as a syslog message of RFC 5424 with a CEF body: facility 13 (log audit), MSGID the
/// entry's type, PROCID the incarnation. `host` is what stands as HOSTNAME.
[[nodiscard]] std::string render_syslog(const audit::EntryView& entry, const ExportContext& context,
                                        const std::string& host);

/// The message behind its length, as RFC 6587 (octet counting) and RFC 5425 have it on a stream.
[[nodiscard]] std::string frame_syslog(const std::string& message);

/// The name of this machine as HOSTNAME may have it: printable ASCII of at most 255; else "-".
[[nodiscard]] std::string syslog_host(const std::string& name);

}  // namespace gdprd::daemon
