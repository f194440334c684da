#pragma once

#include <cstdint>

#include "config/base/clock.hpp"
#include "config/base/guarded.hpp"

namespace gdprd::daemon {

/// A token bucket: so many a second on average, and as many at once. Thread-safe.
class RateLimit {
  public:
    RateLimit(std::uint64_t per_second, const Clock& clock);
    /// False: one too many.
    [[nodiscard]] bool take();

  private:
    struct Bucket {
        std::uint64_t tokens;
        MonotonicTime filled;
    };
    std::uint64_t per_second_;
    const Clock& clock_;
    Guarded<Bucket> bucket_;
};

}  // namespace gdprd::daemon
