#include "daemon/http/api.hpp"
#include "daemon/http/json.hpp"
#include "daemon/services/policy_files.hpp"
#include "daemon/services/services.hpp"
#include "policy/language/explain.hpp"
#include "policy/language/lint.hpp"

namespace gdprd::daemon {

namespace {

const Roles kReaders{Role::dpo, Role::approver, Role::admin, Role::auditor};

Reply reply_in(const ApiRequest& request, const std::string& text, const std::string& json) {
    if (request.query_or_empty("format") == "text") {
        return Reply{200, "text/plain; charset=utf-8", text, {}};
    }
    return Reply{200, "application/json", json + "\n", {}};
}

/// The files on disk, not the policy in force: what a reload would say.
Result<Reply> lint(const Services& services, OffLoop off, const ApiRequest& request) {
    GDPRD_TRY(check_query(request, {"format"}));
    GDPRD_TRY_ASSIGN(const auto files, load_policy_files(off, services.policies.dir()));
    policy::Diagnostics diagnostics;
    const auto parsed = policy::parse_policies(files, diagnostics);
    if (parsed) {
        policy::lint_with(*parsed, *services.scans.current(), diagnostics);
        diagnostics.sort();
    }
    return reply_in(request, policy::render_text(diagnostics), policy::render_json(diagnostics));
}

Result<Reply> explain(const Services& services, const ApiRequest& request) {
    GDPRD_TRY(check_query(request, {"field", "format"}));
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
    return reply_in(request, policy::render_text(explained), policy::render_json(explained));
}

}  // namespace

void add_policy_routes(Router& router, Services& services) {
    router.add("GET", "/api/v1/policy/lint", kReaders,
               [&services](OffLoop off, const ApiRequest& r) { return lint(services, off, r); });
    router.add("GET", "/api/v1/policy/explain", kReaders,
               [&services](OffLoop, const ApiRequest& r) { return explain(services, r); });
}

}  // namespace gdprd::daemon
