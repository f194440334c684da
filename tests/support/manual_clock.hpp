#pragma once

#include "config/base/assert.hpp"
#include "config/base/clock.hpp"
#include "config/base/time.hpp"

namespace gdprd::test {

/// A clock that moves only when a test says so. Starts at 2026-03-05T12:00:00Z unless told.
class ManualClock final : public Clock {
  public:
    explicit ManualClock(std::string_view start = "2026-03-05T12:00:00Z") {
        const Result<WallTime> parsed = parse_time(start);
        GDPRD_ASSERT(parsed.has_value());
        now_ = *parsed;
    }

    [[nodiscard]] WallTime now() const override { return now_; }
    [[nodiscard]] MonotonicTime monotonic() const override { return monotonic_; }

    /// Both clocks, as time passes in the world.
    void advance(std::chrono::nanoseconds by) {
        now_ += by;
        monotonic_ += std::chrono::duration_cast<MonotonicTime::duration>(by);
    }
    /// The wall clock alone, as when an administrator sets it.
    void set(WallTime time) { now_ = time; }

  private:
    WallTime now_;
    MonotonicTime monotonic_{std::chrono::hours(1)};
};

}  // namespace gdprd::test
