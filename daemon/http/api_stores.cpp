#include <boost/json.hpp>

#include "daemon/http/api.hpp"
#include "daemon/http/json.hpp"
#include "daemon/services/services.hpp"

namespace gdprd::daemon {

namespace {

namespace json = boost::json;
using Severity = connectors::CheckFinding::Severity;

const Roles kReaders{Role::dpo, Role::approver, Role::admin, Role::auditor};
const Roles kCheckers{Role::dpo, Role::admin};

std::string_view token_of(Severity severity) {
    switch (severity) {
        case Severity::ok:
            return "ok";
        case Severity::warning:
            return "warning";
        case Severity::problem:
            return "problem";
    }
    return "problem";
}

json::object finding_json(const StoreName& store, Severity severity, std::string_view what,
                          std::string_view hint) {
    return {{"store", store.value()},
            {"severity", token_of(severity)},
            {"what", what},
            {"hint", hint.empty() ? json::value(nullptr) : json::value(hint)}};
}

Result<Reply> list(const Services& services, const ApiRequest& request) {
    GDPRD_TRY(check_query(request, {}));
    json::array stores;
    for (const auto& name : services.stores.names()) {
        const auto can = services.stores.capabilities(name);
        stores.push_back({{"store", name.value()},
                          {"kind", services.stores.kind(name)},
                          {"transactions", can.transactions},
                          {"byte_search", can.byte_search},
                          {"foreign_keys", can.foreign_keys}});
    }
    return json_reply(200, json::object{{"stores", std::move(stores)}});
}

Result<Reply> check(const Services& services, OffLoop off, const ApiRequest& request) {
    GDPRD_TRY(check_query(request, {"store"}));
    auto names = services.stores.names();
    if (const auto only = request.query_or_empty("store"); !only.empty()) {
        names = {StoreName(std::string(only))};
    }
    json::array findings;
    std::uint64_t problems = 0;
    for (const auto& name : names) {
        const auto found = services.stores.with(
            off, name, [&](connectors::Connector& connector) { return connector.check(off); });
        if (!found && !services.stores.contains(name)) return found.error();
        if (!found) {
            ++problems;
            findings.push_back(finding_json(name, Severity::problem, found.error().message(),
                                            found.error().hint()));
            continue;
        }
        for (const auto& finding : *found) {
            if (finding.severity == Severity::problem) ++problems;
            findings.push_back(finding_json(name, finding.severity, finding.what, finding.hint));
        }
    }
    return json_reply(200, json::object{{"findings", std::move(findings)}, {"problems", problems}});
}

}  // namespace

void add_stores_routes(Router& router, Services& services) {
    router.add("GET", "/api/v1/stores", kReaders,
               [&services](OffLoop, const ApiRequest& r) { return list(services, r); });
    router.add(
        "GET", "/api/v1/stores/check", kCheckers,
        [&services](OffLoop off, const ApiRequest& r) { return check(services, off, r); },
        Lane::stores);
}

}  // namespace gdprd::daemon
