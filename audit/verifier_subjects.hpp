#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "audit/subject_tree.hpp"
#include "config/base/bytes.hpp"

namespace gdprd::audit {

/// Which subject keys the entries commit to. They are numbered in order, so that this is a run or
/// two, however many there are.
class SubjectCheck {
  public:
    /// A stored payload that fits its commitment.
    void look(BytesView stored);
    void add(const SubjectRun& run);
    [[nodiscard]] std::span<const SubjectRun> runs() const noexcept { return runs_; }
    /// The number after the largest.
    [[nodiscard]] std::uint64_t end() const noexcept { return end_; }

  private:
    std::vector<SubjectRun> runs_;
    std::uint64_t end_ = 0;
};

}  // namespace gdprd::audit
