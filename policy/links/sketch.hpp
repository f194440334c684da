#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace gdprd::policy {

/// The smallest hashes of the distinct values of a column, at most `size_max` of them ("bottom-k"):
/// a uniform sample of its distinct values that meets the samples of other columns, because equal
/// values have equal hashes. It stands for personal data: it lives no longer than the scan that
/// made it, and is never written anywhere.
class Sketch {
  public:
    explicit Sketch(std::size_t size_max);

    /// Hashes must be uniform over all 64-bit numbers. The same one again changes nothing.
    void add(std::uint64_t hash);

    /// After the last add(): gives back the memory that adding took.
    void trim();

    /// Sorted, each once.
    [[nodiscard]] const std::vector<std::uint64_t>& hashes() const;
    /// Whether hashes() has all that were added.
    [[nodiscard]] bool is_whole() const;
    /// How many distinct hashes were added: exact when whole, else estimated.
    [[nodiscard]] std::uint64_t distinct() const;
    [[nodiscard]] std::size_t size_max() const noexcept { return size_max_; }

  private:
    void tidy() const;

    std::size_t size_max_;
    mutable std::vector<std::uint64_t> hashes_;  ///< sorted up to sorted_, at most 2 × size_max_
    mutable std::size_t sorted_ = 0;
    mutable bool whole_ = true;
};

}  // namespace gdprd::policy
