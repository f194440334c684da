#pragma once

#include <string>

#include "config/settings.hpp"

namespace gdprd::config {

/// The settings in force, defaults included, as a gdprd.yaml that loads to the same settings. Of a
/// secret it shows where it is kept, never what it is.
[[nodiscard]] std::string effective_settings(const Settings& settings);

}  // namespace gdprd::config
