#include "daemon/http/handler.hpp"

#include "config/base/assert.hpp"

namespace gdprd::daemon {

std::string_view to_string(Role role) noexcept {
    switch (role) {
        case Role::dpo:
            return "dpo";
        case Role::approver:
            return "approver";
        case Role::admin:
            return "admin";
        case Role::auditor:
            return "auditor";
    }
    return "";
}

Result<Role> parse_role(std::string_view text) {
    for (auto role : {Role::dpo, Role::approver, Role::admin, Role::auditor}) {
        if (text == to_string(role)) return role;
    }
    return Error(ErrorCode::invalid_argument, "this is no role",
                 "use dpo, approver, admin or auditor");
}

const std::string& ApiRequest::param(std::string_view name) const {
    auto found = params.find(name);
    GDPRD_ASSERT(found != params.end());
    return found->second;
}

std::string_view ApiRequest::query_or_empty(std::string_view name) const {
    auto found = query.find(name);
    return found == query.end() ? std::string_view{} : std::string_view{found->second};
}

}  // namespace gdprd::daemon
