#include "daemon/http/auth.hpp"

#include <grp.h>
#include <pwd.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>

#include "config/base/bytes.hpp"
#include "config/base/crypto.hpp"
#include "config/base/files.hpp"

namespace gdprd::daemon {

namespace {

constexpr std::size_t kNameBufferBytes = 16 * 1024;
constexpr std::size_t kGroupsMax = 65536;

std::optional<std::string> user_name(uid_t uid) {
    std::array<char, kNameBufferBytes> buffer{};
    passwd entry{};
    passwd* found = nullptr;
    if (getpwuid_r(uid, &entry, buffer.data(), buffer.size(), &found) != 0 || found == nullptr) {
        return std::nullopt;
    }
    return std::string(found->pw_name);
}

std::optional<std::string> group_name(gid_t gid) {
    std::array<char, kNameBufferBytes> buffer{};
    group entry{};
    group* found = nullptr;
    if (getgrgid_r(gid, &entry, buffer.data(), buffer.size(), &found) != 0 || found == nullptr) {
        return std::nullopt;
    }
    return std::string(found->gr_name);
}

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

ActorName actor_of_user(OffLoop /*off*/, uid_t uid) {
    return ActorName("uid:" + user_name(uid).value_or(std::to_string(uid)));
}

Access::Access(std::map<std::string, Roles> entries, std::vector<Token> tokens)
    : entries_(std::move(entries)) {
    for (auto& token : tokens) {
        tokens_.push_back(
            {std::move(token.name), crypto::sha256(as_bytes(token.text.expose_line()))});
    }
}

Result<Caller> Access::identify(OffLoop /*off*/, const Peer& peer,
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
        const auto name = user_name(peer.uid);
        caller.name = ActorName("uid:" + name.value_or(number));
        take("uid:" + number);
        if (name) take("uid:" + *name);
        auto groups = peer.groups;
        groups.push_back(peer.gid);
        for (const auto gid : groups) {
            take("gid:" + std::to_string(gid));
            if (const auto group = group_name(gid)) take("gid:" + *group);
        }
    }
    if (caller.roles.empty()) {
        return Error(ErrorCode::forbidden, caller.name.value() + " has no role here",
                     "add it to access in gdprd.yaml and send gdprd SIGHUP, or use a token");
    }
    return caller;
}

}  // namespace gdprd::daemon
