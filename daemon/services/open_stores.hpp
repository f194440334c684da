#pragma once

#include <map>

#include "config/base/off_loop.hpp"
#include "config/settings.hpp"
#include "daemon/services/stores.hpp"

namespace gdprd::daemon {

/// `invalid_argument` where two stores are one file under two names, or a store is a file of
/// gdprd's own state directory. A file that is not there is not looked at.
Result<void> check_store_files(OffLoop off, const config::Settings& settings);

/// Makes the connectors of the configured stores; reads their passwords, connects to none.
Result<void> open_stores(OffLoop off, const std::map<StoreName, config::StoreSettings>& settings,
                         Stores& into);

}  // namespace gdprd::daemon
