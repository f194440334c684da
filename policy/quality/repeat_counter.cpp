#include "policy/quality/repeat_counter.hpp"

#include <algorithm>
#include <cmath>

#include "config/base/assert.hpp"

namespace gdprd::policy {

namespace {

/// Standard errors of the estimated number of distinct values that bound the estimate of rows.
constexpr double kErrors = 3;

std::uint64_t rounded(double number) {
    return static_cast<std::uint64_t>(std::llround(std::max(number, 0.0)));
}

}  // namespace

RepeatCounter::RepeatCounter(std::size_t kept_max) : kept_max_(kept_max) {
    GDPRD_ASSERT(kept_max > 1);
}

void RepeatCounter::add(std::uint64_t hash) {
    ++rows_;
    // What was left out once stays out: the greatest hash that is kept never grows again. So each
    // hash that is kept was counted from its first row on.
    if (sorted_ == kept_max_ && hash > kept_[kept_max_ - 1].hash) {
        exact_ = false;
        return;
    }
    kept_.push_back({hash, 1});
    if (kept_.size() >= 2 * kept_max_) tidy();
}

void RepeatCounter::tidy() {
    if (sorted_ == kept_.size()) return;
    std::sort(kept_.begin(), kept_.end(),
              [](const Kept& a, const Kept& b) { return a.hash < b.hash; });
    std::size_t last = 0;
    for (std::size_t i = 1; i < kept_.size(); ++i) {
        if (kept_[i].hash == kept_[last].hash) {
            kept_[last].rows += kept_[i].rows;
        } else {
            kept_[++last] = kept_[i];
        }
    }
    kept_.resize(last + 1);
    if (kept_.size() > kept_max_) {
        kept_.resize(kept_max_);
        exact_ = false;
    }
    sorted_ = kept_.size();
}

Repeats RepeatCounter::finish() && {
    tidy();
    const auto kept = std::move(kept_);
    Repeats out;
    out.exact = exact_;
    std::uint64_t sharing = 0;
    for (const auto& one : kept) {
        if (one.rows < 2) continue;
        ++out.repeated;
        sharing += one.rows;
    }
    out.distinct = kept.size();
    out.sharing = sharing;
    if (exact_) return out;
    // The k-th smallest of n uniform numbers lies near k/n of their range, with a relative standard
    // error of 1/√k.
    const auto k = static_cast<double>(kept_max_);
    const double distinct = (k - 1) / std::ldexp(static_cast<double>(kept.back().hash), -64);
    const double error = kErrors / std::sqrt(k);
    const double repeated_share = static_cast<double>(out.repeated) / k;
    const double single = distinct * (1 - repeated_share);
    // The sample alone is exact where values repeat seldom, and misses, or overrates, one value of
    // very many rows. All rows but those of single values are sure to within the error.
    const auto rows = static_cast<double>(rows_);
    const double low = std::clamp(rows - single * (1 + error), 0.0, rows);
    const double high = std::clamp(rows - single * (1 - error), 0.0, rows);
    out.distinct = std::min(rounded(distinct), rows_);
    out.repeated = rounded(distinct * repeated_share);
    out.sharing = rounded(std::clamp(distinct * static_cast<double>(sharing) / k, low, high));
    return out;
}

}  // namespace gdprd::policy
