#include "daemon/witness/rate_limit.hpp"

#include <algorithm>
#include <chrono>

namespace gdprd::daemon {

RateLimit::RateLimit(std::uint64_t per_second, const Clock& clock)
    : per_second_(per_second), clock_(clock), bucket_(Bucket{per_second, clock.monotonic()}) {}

bool RateLimit::take() {
    using std::chrono::nanoseconds;
    constexpr std::uint64_t kSecond = 1'000'000'000;
    auto bucket = bucket_.lock();
    const auto now = clock_.monotonic();
    const auto passed = static_cast<std::uint64_t>(
        std::chrono::duration_cast<nanoseconds>(now - bucket->filled).count());
    // Whole tokens only; the rest of the time counts for the next one.
    const std::uint64_t nanos_each = kSecond / per_second_;
    const std::uint64_t fresh = passed / nanos_each;
    if (fresh > 0) {
        bucket->tokens = std::min(per_second_, bucket->tokens + std::min(fresh, per_second_));
        bucket->filled += nanoseconds(fresh * nanos_each);
    }
    if (bucket->tokens == 0) return false;
    --bucket->tokens;
    return true;
}

}  // namespace gdprd::daemon
