#include "daemon/http/api.hpp"

#include "daemon/services/services.hpp"

namespace gdprd::daemon {

void add_routes(Router& router, Services& services, RequestService& requests) {
    add_daemon_routes(router, services);
    add_stores_routes(router, services);
    add_catalogue_routes(router, services);
    add_quality_routes(router, services);
    add_proposals_routes(router, services);
    add_tasks_routes(router, services);
    add_scans_routes(router, services);
    add_audit_routes(router, services);
    add_audit_search_routes(router, services);
    add_audit_export_routes(router, services);
    add_subject_log_routes(router, services);
    add_events_routes(router, services);
    add_policy_routes(router, services, requests);
    add_keys_routes(router, services.keys);
    add_backups_routes(router, services);
    add_requests_routes(router, requests);
    add_record_routes(router, services, requests);
}

}  // namespace gdprd::daemon
