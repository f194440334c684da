#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace gdprd::policy {

/// How often the values of a column repeat.
struct Repeats {
    std::uint64_t distinct = 0;
    std::uint64_t repeated = 0;  ///< distinct values that stand in more than one row
    std::uint64_t sharing = 0;   ///< rows whose value stands in another row, too
    bool exact = true;           ///< false: estimated, there were more distinct values than memory
    friend bool operator==(const Repeats&, const Repeats&) = default;
};

/// Counts how often each of the smallest hashes was added, at most `kept_max` of them: a uniform
/// sample of the distinct values ("bottom-k") with exact counts, in memory that does not grow. It
/// stands for personal data: it lives no longer than the run that made it.
class RepeatCounter {
  public:
    /// At least 2.
    explicit RepeatCounter(std::size_t kept_max);

    /// Of one row's value; hashes must be uniform over all 64-bit numbers.
    void add(std::uint64_t hash);
    /// After the last add(): gives back the memory.
    [[nodiscard]] Repeats finish() &&;

  private:
    struct Kept {
        std::uint64_t hash = 0;
        std::uint64_t rows = 0;
    };
    void tidy();

    std::size_t kept_max_;
    std::vector<Kept> kept_;  ///< sorted up to sorted_, at most 2 × kept_max_
    std::size_t sorted_ = 0;
    std::uint64_t rows_ = 0;
    bool exact_ = true;
};

}  // namespace gdprd::policy
