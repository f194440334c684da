#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "audit/entry.hpp"
#include "audit/signing_chain.hpp"
#include "audit/verifier_parts.hpp"

namespace gdprd::audit {

/// The entries that name the next signing keys: that of each succession is the last one which the
/// key before signed.
class NamingCheck {
  public:
    explicit NamingCheck(FaultList& faults) : faults_(faults) {}
    void expect(const std::vector<Succession>& all);
    [[nodiscard]] bool awaits(std::uint64_t seq) const noexcept { return seq == next_; }
    /// The entry that it awaits.
    void look(const ClearHeader& header, const FilePlace& place);
    /// The entries below were looked at in an earlier run.
    void skip_to(std::uint64_t seq);

  private:
    void take_next();

    FaultList& faults_;
    std::map<std::uint64_t, Hash> wanted_;    ///< payload commitment by seq
    std::uint64_t next_ = ~std::uint64_t{0};  ///< the smallest of these
};

}  // namespace gdprd::audit
