#pragma once

#include <sys/types.h>

#include <cstddef>
#include <map>

namespace gdprd::daemon {

/// How many connections each user of the machine has open: one user cannot take all of them
/// (limits::kHttpConnections, kHttpConnectionsPerUser). One thread at a time.
class ConnectionCount {
  public:
    /// False when there is no room: for this user, or for anybody.
    [[nodiscard]] bool admit(uid_t user);
    /// A connection that was admitted has ended.
    void leave(uid_t user);
    [[nodiscard]] std::size_t open() const noexcept { return open_; }

  private:
    std::map<uid_t, std::size_t> of_user_;
    std::size_t open_ = 0;
};

}  // namespace gdprd::daemon
