#include "policy/links/sketch.hpp"

#include <algorithm>
#include <cmath>

#include "config/base/assert.hpp"

namespace gdprd::policy {

Sketch::Sketch(std::size_t size_max) : size_max_(size_max) {
    GDPRD_ASSERT(size_max > 1);
}

void Sketch::add(std::uint64_t hash) {
    if (sorted_ == size_max_ && hash >= hashes_[size_max_ - 1]) {
        if (hash > hashes_[size_max_ - 1]) whole_ = false;
        return;
    }
    hashes_.push_back(hash);
    if (hashes_.size() >= 2 * size_max_) tidy();
}

void Sketch::tidy() const {
    if (sorted_ == hashes_.size()) return;
    std::sort(hashes_.begin(), hashes_.end());
    hashes_.erase(std::unique(hashes_.begin(), hashes_.end()), hashes_.end());
    if (hashes_.size() > size_max_) {
        hashes_.resize(size_max_);
        whole_ = false;
    }
    sorted_ = hashes_.size();
}

void Sketch::trim() {
    tidy();
    hashes_.shrink_to_fit();
}

const std::vector<std::uint64_t>& Sketch::hashes() const {
    tidy();
    return hashes_;
}

bool Sketch::is_whole() const {
    tidy();
    return whole_;
}

std::uint64_t Sketch::distinct() const {
    tidy();
    if (whole_) return hashes_.size();
    // The k-th smallest of n uniform numbers lies near k/n of their range.
    const double reach = std::ldexp(static_cast<double>(hashes_.back()), -64);
    return static_cast<std::uint64_t>(std::llround(static_cast<double>(size_max_ - 1) / reach));
}

}  // namespace gdprd::policy
