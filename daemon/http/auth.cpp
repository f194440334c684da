#include "daemon/http/auth.hpp"

#include <sys/socket.h>

#include <algorithm>
#include <cerrno>

#include "config/base/bytes.hpp"
#include "config/base/crypto.hpp"
#include "config/base/files.hpp"
#include "daemon/accounts.hpp"

namespace gdprd::daemon {

namespace {

constexpr std::size_t kGroupsMax = 65536;

}  // namespace

Result<Peer> peer_of(int socket) {
    ucred credentials{};
    socklen_t length = sizeof credentials;
    if (getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &credentials, &length) != 0) {
        return system_error("cannot ask who connects", "the socket", errno);
    }
    Peer peer{credentials.uid, credentials.gid, {}};
    std::vector<gid_t> groups(64);
    for (;;) {
        length = static_cast<socklen_t>(groups.size() * sizeof(gid_t));
        if (getsockopt(socket, SOL_SOCKET, SO_PEERGROUPS, groups.data(), &length) == 0) break;
        const auto needed = length / sizeof(gid_t);
        if (errno != ERANGE || needed <= groups.size() || needed > kGroupsMax) {
            return system_error("cannot ask the groups of who connects", "the socket", errno);
        }
        groups.resize(needed);
    }
    groups.resize(length / sizeof(gid_t));
    peer.groups = std::move(groups);
    return peer;
}

ActorName actor_of_user(OffLoop off, uid_t uid) {
    return ActorName("uid:" + user_name(off, uid).value_or(std::to_string(uid)));
}

Access::Access(std::map<std::string, Roles> entries, std::vector<Token> tokens)
    : entries_(std::move(entries)) {
    for (auto& token : tokens) {
        tokens_.push_back(
            {std::move(token.name), crypto::sha256(as_bytes(token.text.expose_line()))});
    }
}

Result<Caller> Access::identify(OffLoop off, const Peer& peer,
                                std::optional<std::string_view> token) const {
    Caller caller;
    const auto take = [&](const std::string& key) {
        const auto found = entries_.find(key);
        if (found == entries_.end()) return;
        caller.roles.insert(found->second.begin(), found->second.end());
    };
    if (token) {
        const auto digest = crypto::sha256(as_bytes(*token));
        const Known* known = nullptr;
        for (const auto& candidate : tokens_) {  // all of them, found or not
            if (crypto::constant_time_equal(candidate.digest, digest)) known = &candidate;
        }
        if (known == nullptr) {
            return Error(ErrorCode::unauthenticated, "the bearer token is not known",
                         "see the tokens in gdprd.yaml; gdprctl takes --token-file FILE");
        }
        caller.name = ActorName("token:" + known->name);
        take(caller.name.value());
    } else {
        const auto number = std::to_string(peer.uid);
        const auto name = user_name(off, peer.uid);
        caller.name = ActorName("uid:" + name.value_or(number));
        take("uid:" + number);
        if (name) take("uid:" + *name);
        auto groups = peer.groups;
        groups.push_back(peer.gid);
        for (const auto gid : groups) {
            take("gid:" + std::to_string(gid));
            if (const auto group = group_name(off, gid)) take("gid:" + *group);
        }
    }
    if (caller.roles.empty()) {
        return Error(ErrorCode::forbidden, caller.name.value() + " has no role here",
                     "add it to access in gdprd.yaml and send gdprd SIGHUP, or use a token");
    }
    return caller;
}

}  // namespace gdprd::daemon
