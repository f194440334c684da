#pragma once

#include <memory>

#include "config/base/off_loop.hpp"
#include "config/settings.hpp"
#include "daemon/http/auth.hpp"

namespace gdprd::daemon {

/// The access map with the tokens' texts, read from their files.
Result<std::shared_ptr<const Access>> load_access(OffLoop off, const config::Settings& settings);

}  // namespace gdprd::daemon
