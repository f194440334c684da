#include "daemon/ctl/verify_progress.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace gdprd::daemon::ctl {

namespace {

std::string short_time(double seconds) {
    if (seconds < 90) return fmt::format("{:.0f} s", std::max(1.0, seconds));
    if (seconds < 90 * 60) return fmt::format("{:.0f} min", seconds / 60);
    return fmt::format("{:.1f} h", seconds / 3600);
}

}  // namespace

std::string progress_line(const VerifyProgress& progress, std::chrono::nanoseconds elapsed) {
    std::string line = fmt::format("verified {} of {}", progress.done, progress.expected);
    const double seconds = std::chrono::duration<double>(elapsed).count();
    if (seconds <= 0 || progress.done <= progress.first) return line;
    const double rate = static_cast<double>(progress.done - progress.first) / seconds;
    line += rate >= 1e6   ? fmt::format(", {:.1f} M/s", rate / 1e6)
            : rate >= 1e3 ? fmt::format(", {:.0f} k/s", rate / 1e3)
                          : fmt::format(", {:.0f}/s", rate);
    if (progress.expected > progress.done)
        line += ", " + short_time(static_cast<double>(progress.expected - progress.done) / rate) +
                " left";
    return line;
}

}  // namespace gdprd::daemon::ctl
