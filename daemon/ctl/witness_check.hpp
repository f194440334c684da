#pragma once

#include <boost/json/fwd.hpp>
#include <string>
#include <vector>

#include "audit/verifier.hpp"
#include "config/base/off_loop.hpp"
#include "config/base/result.hpp"

namespace gdprd::daemon::ctl {

/// The cosignatures that `audit verify --witness` asks for.
class WitnessCheck {
  public:
    /// Reads the checkpoints beside the trail in `options.dir`; each becomes one that the trail
    /// must contain. `vkeys` are the witnesses'; a bad one is invalid_argument.
    static Result<WitnessCheck> load(OffLoop off, const std::vector<std::string>& vkeys,
                                     audit::VerifyOptions& options);
    /// Adds "cosignatures" to the report, and a fault for each witness that has none.
    void add_to(boost::json::object& report) const;

  private:
    std::vector<std::string> cosignatures_;  ///< sentences
    std::vector<std::string> faults_;
};

}  // namespace gdprd::daemon::ctl
