#pragma once

#include <map>

#include "config/base/off_loop.hpp"
#include "config/settings.hpp"
#include "daemon/services/stores.hpp"

namespace gdprd::daemon {

/// Makes the connectors of the configured stores; reads their passwords, connects to none.
Result<void> open_stores(OffLoop off, const std::map<StoreName, config::StoreSettings>& settings,
                         Stores& into);

}  // namespace gdprd::daemon
