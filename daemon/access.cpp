#include "daemon/access.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <limits>

#include "daemon/accounts.hpp"

namespace gdprd::daemon {

Result<std::shared_ptr<const Access>> load_access(OffLoop /*off*/,
                                                  const config::Settings& settings) {
    constexpr std::size_t kTokenBytesMin = 16;
    std::map<std::string, Roles> entries;
    for (const auto& [peer, roles] : settings.access) {
        entries[peer.value()] = Roles(roles.begin(), roles.end());
    }
    std::vector<Access::Token> tokens;
    for (const auto& [name, source] : settings.tokens) {
        auto text = config::load_secret(source);
        if (!text) return text.error().in("token " + name);
        if (text->expose_line().size() < kTokenBytesMin) {
            return Error(ErrorCode::invalid_argument,
                         "token " + name + " is shorter than 16 characters",
                         "make one with: head -c 32 /dev/urandom | base64 > FILE");
        }
        const auto same = std::find_if(tokens.begin(), tokens.end(), [&](const auto& other) {
            return other.text.expose_line() == text->expose_line();
        });
        if (same != tokens.end()) {
            return Error(ErrorCode::invalid_argument,
                         "tokens " + same->name + " and " + name + " have the same secret",
                         "give each its own: who approves a plan must not be who made it");
        }
        tokens.push_back({name, std::move(*text)});
    }
    return std::make_shared<const Access>(std::move(entries), std::move(tokens));
}

std::optional<std::string> find_unknown_account(OffLoop off, const ActorName& peer) {
    constexpr std::size_t kKindBytes = 4;  // "uid:", "gid:"
    const auto& text = peer.value();
    const bool user = text.starts_with("uid:");
    if (!user && !text.starts_with("gid:")) return std::nullopt;
    const auto name = text.substr(kKindBytes);
    if (name.find_first_not_of("0123456789") == std::string::npos) {
        std::uint32_t number = 0;
        const auto* end = name.data() + name.size();
        const auto parsed = std::from_chars(name.data(), end, number);
        if (parsed.ec == std::errc{} && number != std::numeric_limits<std::uint32_t>::max())
            return std::nullopt;
        return "no user or group can have this number";
    }
    if (user && !find_user(off, name)) return "this machine has no such user";
    if (!user && !find_group(off, name)) return "this machine has no such group";
    return std::nullopt;
}

Result<SocketAccess> load_socket_access(OffLoop off, const config::SocketSettings& settings) {
    SocketAccess access;
    switch (settings.mode) {
        case config::SocketMode::owner:
            access.mode = 0600;
            break;
        case config::SocketMode::group:
            access.mode = 0660;
            break;
        case config::SocketMode::everybody:
            access.mode = 0666;
            break;
    }
    if (settings.group.empty()) return access;
    access.group = find_group(off, settings.group);
    if (!access.group) {
        return Error(ErrorCode::invalid_argument,
                     "socket.group names a group that this machine does not have",
                     "make it with groupadd, or name another");
    }
    return access;
}

}  // namespace gdprd::daemon
