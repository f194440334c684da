#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace gdprd::daemon::ctl {

/// Entries verified before this run, by now, and to be expected in all.
struct VerifyProgress {
    std::uint64_t first = 0;
    std::uint64_t done = 0;
    std::uint64_t expected = 0;
};
/// "verified 1200000 of 20000000, 2.4 M/s, 8 s left".
[[nodiscard]] std::string progress_line(const VerifyProgress& progress,
                                        std::chrono::nanoseconds elapsed);

}  // namespace gdprd::daemon::ctl
