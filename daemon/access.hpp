#pragma once

#include <memory>

#include "config/base/off_loop.hpp"
#include "config/settings.hpp"
#include "daemon/http/auth.hpp"
#include "daemon/http/listener.hpp"

namespace gdprd::daemon {

/// The access map with the tokens' texts, read from their files.
Result<std::shared_ptr<const Access>> load_access(OffLoop off, const config::Settings& settings);

/// Mode and group of the socket; `invalid_argument` when there is no such group.
Result<SocketAccess> load_socket_access(OffLoop off, const config::SocketSettings& settings);

}  // namespace gdprd::daemon
