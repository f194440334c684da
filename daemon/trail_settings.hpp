#pragma once

#include <string>

#include "audit/trail.hpp"
#include "config/base/off_loop.hpp"
#include "config/settings.hpp"

namespace gdprd::daemon {

/// Where the trail of a state directory is.
[[nodiscard]] std::string trail_dir(const config::Settings& settings);
/// With them the trail asks the settings' witnesses before it is written. `settings` must outlive
/// the options' use.
[[nodiscard]] audit::TrailOptions trail_options(OffLoop off, const config::Settings& settings);

}  // namespace gdprd::daemon
