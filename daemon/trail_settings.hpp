#pragma once

#include <string>

#include "audit/trail.hpp"
#include "config/base/off_loop.hpp"
#include "config/settings.hpp"

namespace gdprd::daemon {

/// Where the trail of a state directory is.
[[nodiscard]] std::string trail_dir(const config::Settings& settings);
/// What witnesses and the anchors in stores know of the trail whose newest checkpoint is `note`:
/// corrupt, with the evidence, when one knows more of it, or another one.
Result<void> check_with_others(OffLoop off, const config::Settings& settings,
                               const std::string& note);
/// With them the trail asks the others before it is written. `settings` must outlive
/// the options' use.
[[nodiscard]] audit::TrailOptions trail_options(OffLoop off, const config::Settings& settings);

}  // namespace gdprd::daemon
