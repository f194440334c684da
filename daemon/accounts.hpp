#pragma once

#include <sys/types.h>

#include <optional>
#include <string>

#include "config/base/off_loop.hpp"

namespace gdprd::daemon {

// Names and numbers of users and groups, as the machine's account database has them. Each may ask a
// server, so it may block.

[[nodiscard]] std::optional<std::string> user_name(OffLoop off, uid_t uid);
[[nodiscard]] std::optional<std::string> group_name(OffLoop off, gid_t gid);
[[nodiscard]] std::optional<uid_t> find_user(OffLoop off, const std::string& name);
[[nodiscard]] std::optional<gid_t> find_group(OffLoop off, const std::string& name);

}  // namespace gdprd::daemon
