#include "daemon/ctl/catalogue_source.hpp"

#include "config/limits.hpp"
#include "daemon/ctl/offline.hpp"
#include "daemon/services/policy_files.hpp"
#include "policy/catalogue/catalogue_json.hpp"
#include "policy/language/effective.hpp"
#include "policy/language/parser.hpp"

namespace gdprd::daemon::ctl {

namespace {

Result<policy::Catalogue> catalogue_at(Context& context, std::string_view target) {
    GDPRD_TRY_ASSIGN(Client* const client, context.client());
    GDPRD_TRY_ASSIGN(const auto text, client->get_bytes(target));
    return policy::catalogue_from_json(text);
}

}  // namespace

Option catalogue_option() {
    return {"--catalogue", "FILE", "what gdprctl catalogue list -o json printed: needs no daemon"};
}

Result<policy::Catalogue> catalogue_of(const Invocation& typed, Context& context) {
    if (!typed.has("--catalogue")) return catalogue_at(context, "/api/v1/catalogue");
    GDPRD_TRY_ASSIGN(const auto text,
                     read_input(OffLoop::on_blocking_thread(), typed.get("--catalogue"),
                                config::limits::kOfflineInputBytes));
    return policy::catalogue_from_json(text);
}

Result<policy::Catalogue> effective_catalogue_of(const Invocation& typed, Context& context) {
    if (!typed.has("--catalogue") && !typed.has("--policy"))
        return catalogue_at(context, "/api/v1/catalogue?effective=true");
    GDPRD_TRY_ASSIGN(auto catalogue, catalogue_of(typed, context));
    GDPRD_TRY_ASSIGN(const auto policy, policy_of(typed));
    return policy ? policy::effective(*policy, std::move(catalogue)) : std::move(catalogue);
}

Result<std::optional<policy::Policy>> policy_of(const Invocation& typed) {
    if (!typed.has("--policy")) return std::optional<policy::Policy>{};
    const std::string& dir = typed.get("--policy");
    GDPRD_TRY_ASSIGN(const auto files, load_policy_files(OffLoop::on_blocking_thread(), dir));
    if (files.empty()) return Error(ErrorCode::not_found, "there is no *.yaml in " + dir);
    policy::Diagnostics diagnostics;
    auto parsed = policy::parse_policies(files, diagnostics);
    if (!parsed) {
        return Error(ErrorCode::invalid_argument, "the policy in " + dir + " cannot be read",
                     "gdprctl policy lint --policy " + dir);
    }
    return std::optional(std::move(*parsed));
}

}  // namespace gdprd::daemon::ctl
