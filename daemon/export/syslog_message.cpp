#include "daemon/export/syslog_message.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "config/base/time.hpp"
#include "daemon/export/cef.hpp"

namespace gdprd::daemon {

namespace {

constexpr int kFacility = 13;  // RFC 5424, table 1: log audit
constexpr std::size_t kHostBytesMax = 255;

/// RFC 5424 severities: 3 error, 4 warning, 5 notice, 6 informational.
int severity_of(const audit::EntryView& entry) {
    const int cef = cef_severity(entry);
    if (cef >= 8) return 3;
    if (cef >= 6) return 4;
    return cef >= 4 ? 5 : 6;
}

/// "2026-03-05T14:03:22.123456Z": RFC 5424 takes six digits of a second at most.
std::string timestamp(WallTime time) {
    auto text = format_time(time);
    const auto seconds = std::chrono::floor<std::chrono::seconds>(time);
    const auto rest = std::chrono::duration_cast<std::chrono::microseconds>(time - seconds);
    text.pop_back();
    return fmt::format("{}.{:06}Z", text, rest.count());
}

}  // namespace

std::string syslog_host(const std::string& name) {
    const bool fits =
        !name.empty() && name.size() <= kHostBytesMax &&
        std::all_of(name.begin(), name.end(), [](char c) { return c > 32 && c < 127; });
    return fits ? name : "-";
}

std::string render_syslog(const audit::EntryView& entry, const ExportContext& context,
                          const std::string& host) {
    return fmt::format("<{}>1 {} {} gdprd {} {} [origin software=\"gdprd\" swVersion=\"{}\"] {}",
                       kFacility * 8 + severity_of(entry), timestamp(entry.wall_time), host,
                       entry.incarnation, audit::to_string(entry.type), GDPRD_VERSION,
                       render_cef(entry, context));
}

std::string frame_syslog(const std::string& message) {
    return std::to_string(message.size()) + " " + message;
}

}  // namespace gdprd::daemon
