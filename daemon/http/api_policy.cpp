#include "daemon/http/api.hpp"
#include "daemon/http/json.hpp"
#include "daemon/services/policy_files.hpp"
#include "daemon/services/services.hpp"
#include "policy/language/explain.hpp"
#include "policy/language/lint.hpp"

namespace gdprd::daemon {

namespace {

const Roles kReaders{Role::dpo, Role::approver, Role::admin, Role::auditor};

/// The files on disk, not the policy in force: what a reload would say.
Result<Reply> lint(const Services& services, OffLoop off, const ApiRequest& request) {
    GDPRD_TRY(check_query(request, {}));
    GDPRD_TRY_ASSIGN(const auto files, load_policy_files(off, services.policies.dir()));
    policy::Diagnostics diagnostics;
    const auto parsed = policy::parse_policies(files, diagnostics);
    if (parsed) {
        policy::lint_with(*parsed, *services.scans.current(), diagnostics);
        diagnostics.sort();
    }
    return Reply{200, "application/json", policy::render_json(diagnostics) + "\n", {}};
}

Result<Reply> explain(const Services& services, const ApiRequest& request) {
    GDPRD_TRY(check_query(request, {"field"}));
    const auto in_force = services.policies.current();
    const auto catalogue = services.scans.current();
    std::vector<policy::FieldExplanation> explained;
    if (const auto word = request.query_or_empty("field"); !word.empty()) {
        GDPRD_TRY_ASSIGN(const auto path, policy::parse_field_path(word));
        GDPRD_TRY_ASSIGN(auto one, policy::explain_field(*in_force, *catalogue, path));
        explained.push_back(std::move(one));
    } else {
        explained = policy::explain_all(*in_force, *catalogue);
    }
    return Reply{200, "application/json", policy::render_json(explained) + "\n", {}};
}

}  // namespace

void add_policy_routes(Router& router, Services& services) {
    router.add("GET", "/api/v1/policy/lint", kReaders,
               [&services](OffLoop off, const ApiRequest& r) { return lint(services, off, r); });
    router.add("GET", "/api/v1/policy/explain", kReaders,
               [&services](OffLoop, const ApiRequest& r) { return explain(services, r); });
}

}  // namespace gdprd::daemon
