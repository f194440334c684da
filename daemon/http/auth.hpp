#pragma once

#include <sys/types.h>

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/base/off_loop.hpp"
#include "config/base/secret.hpp"
#include "daemon/http/handler.hpp"

namespace gdprd::daemon {

/// The process at the other end of a Unix socket, as the kernel told at connect time.
struct Peer {
    uid_t uid = 0;
    gid_t gid = 0;
    std::vector<gid_t> groups;  ///< supplementary
};

/// SO_PEERCRED and SO_PEERGROUPS of a connected Unix socket.
Result<Peer> peer_of(int socket);

/// "uid:NAME", or "uid:NUMBER" for a user without a name. Looks the name up, so it may block.
[[nodiscard]] ActorName actor_of_user(OffLoop off, uid_t uid);

/// Who has which roles: gdprd.yaml `access` and the tokens' files. Immutable; a reload makes a new
/// one.
class Access {
  public:
    struct Token {
        std::string name;
        Secret text;
    };
    /// Keys "uid:NAME", "gid:NAME" (a name or a number), "token:NAME".
    Access(std::map<std::string, Roles> entries, std::vector<Token> tokens);

    /// With a bearer token: who the token is, `unauthenticated` when it is none of ours. Without:
    /// the peer, with the roles of its user and all its groups. `forbidden` when no entry speaks
    /// of the caller; root is a user like any other. Looks names up, so it may block.
    Result<Caller> identify(OffLoop off, const Peer& peer,
                            std::optional<std::string_view> token) const;

  private:
    struct Known {
        std::string name;
        Hash digest;  ///< of the token: compared in constant time, whatever its length
    };
    std::map<std::string, Roles> entries_;
    std::vector<Known> tokens_;
};

}  // namespace gdprd::daemon
