#include "daemon/http/connection_count.hpp"

#include "config/base/assert.hpp"
#include "config/limits.hpp"

namespace gdprd::daemon {

bool ConnectionCount::admit(uid_t user) {
    if (open_ >= config::limits::kHttpConnections) return false;
    const auto found = of_user_.find(user);
    const auto has = found == of_user_.end() ? 0 : found->second;
    if (has >= config::limits::kHttpConnectionsPerUser) return false;
    of_user_[user] = has + 1;
    ++open_;
    return true;
}

void ConnectionCount::leave(uid_t user) {
    const auto found = of_user_.find(user);
    GDPRD_ASSERT(found != of_user_.end() && open_ > 0);
    if (--found->second == 0) of_user_.erase(found);
    --open_;
}

}  // namespace gdprd::daemon
