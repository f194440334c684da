#include "daemon/access.hpp"

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
        tokens.push_back({name, std::move(*text)});
    }
    return std::make_shared<const Access>(std::move(entries), std::move(tokens));
}

}  // namespace gdprd::daemon
