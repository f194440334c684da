#pragma once

#include <chrono>

namespace gdprd {

using WallTime = std::chrono::sys_time<std::chrono::nanoseconds>;  ///< UTC
using MonotonicTime = std::chrono::steady_clock::time_point;

/// The one source of time; passed in, so that tests and the law's calendar decide what "now" is.
class Clock {
  public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual WallTime now() const = 0;
    [[nodiscard]] virtual MonotonicTime monotonic() const = 0;
};

class SystemClock final : public Clock {
  public:
    [[nodiscard]] WallTime now() const override;
    [[nodiscard]] MonotonicTime monotonic() const override;
};

}  // namespace gdprd
