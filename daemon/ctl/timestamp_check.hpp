#pragma once

#include <boost/json/fwd.hpp>
#include <string>
#include <vector>

#include "audit/verifier.hpp"
#include "config/base/off_loop.hpp"
#include "config/base/result.hpp"

namespace gdprd::daemon::ctl {

/// The time stamps that `audit verify --tsa-ca` checks.
class TimestampCheck {
  public:
    /// Reads the stamped checkpoints beside the trail in `options.dir`; each becomes one that the
    /// trail must contain. `ca_file` empty: that is all. Else each token must be signed by an
    /// authority that a certificate in the file vouches for.
    static Result<TimestampCheck> load(OffLoop off, const std::string& ca_file,
                                       audit::VerifyOptions& options);
    /// Adds a fault for each token without its checkpoint; with certificates also "timestamps", and
    /// a fault for each bad token.
    void add_to(boost::json::object& report) const;

  private:
    bool asked_ = false;
    std::vector<std::string> alone_;   ///< tokens whose checkpoint is not there
    std::vector<std::string> stamps_;  ///< sentences: the first, the last, and how many
    std::vector<std::string> faults_;
};

}  // namespace gdprd::daemon::ctl
