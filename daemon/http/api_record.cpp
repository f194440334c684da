#include "daemon/export/record_page.hpp"
#include "daemon/http/api.hpp"
#include "daemon/http/json.hpp"
#include "daemon/services/request_service.hpp"
#include "daemon/services/services.hpp"
#include "policy/record/processing_record.hpp"

namespace gdprd::daemon {

namespace {

const Roles kReaders{Role::dpo, Role::approver, Role::admin, Role::auditor};

Result<Reply> record(const Services& services, const RequestService& requests,
                     const ApiRequest& request) {
    GDPRD_TRY(check_query(request, {"format"}));
    const auto in_force = services.policies.current();
    const auto catalogue = services.scans.current();
    const auto made =
        policy::make_record(*in_force, *catalogue, requests.controller(), services.stores.names());
    const std::string_view format = request.query_or_empty("format");
    if (format.empty() || format == "json")
        return Reply{200, "application/json", policy::record_json(made), {}};
    if (format == "csv")
        return Reply{200, "text/csv; charset=utf-8; header=present", policy::record_csv(made), {}};
    if (format == "jsonld")
        return Reply{200, "application/ld+json", policy::record_jsonld(made), {}};
    if (format == "html")
        return Reply{200, "text/html; charset=utf-8", render_record_html(made), {}};
    return Error(ErrorCode::invalid_argument, "format is json, jsonld, csv or html");
}

}  // namespace

void add_record_routes(Router& router, Services& services, RequestService& requests) {
    router.add("GET", "/api/v1/record", kReaders,
               [&services, &requests](OffLoop, const ApiRequest& r) {
                   return record(services, requests, r);
               });
}

}  // namespace gdprd::daemon
