#pragma once

#include <string>

#include "audit/trail.hpp"
#include "config/settings.hpp"

namespace gdprd::daemon {

/// Where the trail of a state directory is.
[[nodiscard]] std::string trail_dir(const config::Settings& settings);
[[nodiscard]] audit::TrailOptions trail_options(const config::Settings& settings);

}  // namespace gdprd::daemon
