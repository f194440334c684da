#include "config/base/clock.hpp"

namespace gdprd {

WallTime SystemClock::now() const {
    return std::chrono::time_point_cast<std::chrono::nanoseconds>(std::chrono::system_clock::now());
}

MonotonicTime SystemClock::monotonic() const {
    return std::chrono::steady_clock::now();
}

}  // namespace gdprd
