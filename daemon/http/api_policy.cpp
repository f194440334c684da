#include <algorithm>
#include <boost/json.hpp>

#include "config/limits.hpp"
#include "daemon/http/api.hpp"
#include "daemon/http/json.hpp"
#include "daemon/services/policy_files.hpp"
#include "daemon/services/request_service.hpp"
#include "daemon/services/services.hpp"
#include "policy/language/explain.hpp"
#include "policy/language/lint.hpp"
#include "policy/language/parser.hpp"
#include "policy/language/policy_diff.hpp"

namespace gdprd::daemon {

namespace {

const Roles kReaders{Role::dpo, Role::approver, Role::admin, Role::auditor};
const Roles kPlanners{Role::dpo, Role::approver, Role::auditor};  // they may list requests

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

/// `files`: [{"name", "text"}], as they would stand in the policy directory.
Result<std::vector<policy::PolicyFile>> files_of(const ApiRequest& request) {
    GDPRD_TRY_ASSIGN(const auto body, parse_body(request, {"files"}));
    const auto* list = body.if_contains("files");
    if (list == nullptr || !list->is_array())
        return Error(ErrorCode::invalid_argument, "files must be a list of policy files");
    if (list->get_array().size() > config::limits::kPolicyFiles)
        return Error(ErrorCode::limit_exceeded, "too many policy files");
    std::vector<policy::PolicyFile> files;
    for (const auto& one : list->get_array()) {
        if (!one.is_object())
            return Error(ErrorCode::invalid_argument, "a policy file has a name and a text");
        GDPRD_TRY_ASSIGN(auto name, text_member(one.get_object(), "name"));
        GDPRD_TRY_ASSIGN(auto text, text_member(one.get_object(), "text"));
        files.push_back({std::move(name), std::move(text)});
    }
    return files;
}

/// Plans of open requests; a plan whose body is gone goes stale all the same.
Result<std::vector<policy::OpenPlan>> open_plans(OffLoop off, RequestService& requests,
                                                 const policy::PolicyDifference& difference) {
    std::vector<policy::OpenPlan> out;
    GDPRD_TRY_ASSIGN(const auto records, requests.list(off));
    for (const auto& record : records) {
        if (record.closed_at || !record.plan) continue;
        policy::OpenPlan open{record.id, record.right, 0};
        std::set<policy::CollectionPath> touched;
        if (const auto plan = requests.find_plan(off, record.id)) {
            for (const auto& step : plan->steps) touched.insert(step.in);
            for (const auto& line : plan->kept) touched.insert(line.in);
        }
        open.collections = static_cast<std::size_t>(std::count_if(
            touched.begin(), touched.end(),
            [&difference](const auto& path) { return difference.collections.contains(path); }));
        out.push_back(std::move(open));
    }
    return out;
}

/// Reads only: what the given policy would change, were it in force.
Result<Reply> plan(const Services& services, RequestService& requests, OffLoop off,
                   const ApiRequest& request) {
    GDPRD_TRY(check_query(request, {"format"}));
    GDPRD_TRY_ASSIGN(const auto files, files_of(request));
    policy::Diagnostics diagnostics;
    GDPRD_TRY_ASSIGN(const auto next, policy::parse_policies(files, diagnostics));
    const auto in_force = services.policies.current();
    const auto difference = policy::diff_policies(*in_force, next, *services.scans.current());
    std::vector<policy::OpenPlan> stale;
    if (next.version != in_force->version) {
        GDPRD_TRY_ASSIGN(stale, open_plans(off, requests, difference));
    }
    return reply_in(request, policy::render_text(difference, stale),
                    policy::render_json(difference, stale));
}

}  // namespace

void add_policy_routes(Router& router, Services& services, RequestService& requests) {
    router.add("POST", "/api/v1/policy/plan", kPlanners,
               [&services, &requests](OffLoop off, const ApiRequest& r) {
                   return plan(services, requests, off, r);
               });
    router.add("GET", "/api/v1/policy/lint", kReaders,
               [&services](OffLoop off, const ApiRequest& r) { return lint(services, off, r); });
    router.add("GET", "/api/v1/policy/explain", kReaders,
               [&services](OffLoop, const ApiRequest& r) { return explain(services, r); });
}

}  // namespace gdprd::daemon
