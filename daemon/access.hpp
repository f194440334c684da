#pragma once

#include <memory>
#include <optional>
#include <string>

#include "config/base/off_loop.hpp"
#include "config/settings.hpp"
#include "daemon/http/auth.hpp"
#include "daemon/http/listener.hpp"

namespace gdprd::daemon {

/// The access map with the tokens' texts, read from their files.
Result<std::shared_ptr<const Access>> load_access(OffLoop off, const config::Settings& settings);

/// What is wrong with a peer of the access map, if it is a user or a group that this machine does
/// not have, or no number of one. A number is taken as it is: it may belong to nobody here.
[[nodiscard]] std::optional<std::string> find_unknown_account(OffLoop off, const ActorName& peer);

/// Mode and group of the socket; `invalid_argument` when there is no such group.
Result<SocketAccess> load_socket_access(OffLoop off, const config::SocketSettings& settings);

}  // namespace gdprd::daemon
