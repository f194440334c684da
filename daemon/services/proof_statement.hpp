#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>

namespace gdprd::daemon {

/// "1 row", "2 rows".
[[nodiscard]] std::string counted(std::uint64_t number, std::string_view noun);

/// The plan's JSON as a proof bundle carries it, in words for people; its hash was checked against
/// the plan entry. What a statement of an unknown shape does not say is left out.
class ProofStatement {
  public:
    explicit ProofStatement(const std::string& plan);

    /// " in crm.main.orders"; empty where the statement does not say.
    [[nodiscard]] std::string place_of(std::uint64_t step) const;
    /// What the plan kept and did not reach, one line each under a heading, and how its personal
    /// fields ended. Of a plan that was not carried out these are intentions.
    [[nodiscard]] std::string kept_and_left(bool carried_out) const;
    /// ", 3 rows kept, 1 row left over"; without a part that is nothing.
    [[nodiscard]] std::string what_stays() const;
    /// Whether that step was to look for any value.
    [[nodiscard]] bool searched(std::uint64_t step) const { return searching_.contains(step); }

  private:
    std::map<std::uint64_t, std::string> places_;  ///< by step
    std::set<std::uint64_t> searching_;
    std::string kept_and_left_;
    std::string coverage_;
    std::uint64_t rows_kept_ = 0;
    std::uint64_t rows_left_ = 0;
};

}  // namespace gdprd::daemon
