#pragma once

#include "daemon/http/router.hpp"

namespace gdprd::daemon {

class KeyService;
class RequestService;
struct Services;

/// Each noun's routes, in daemon/http/api_NOUN.cpp. `services` must outlive the router.
void add_stores_routes(Router& router, Services& services);
void add_catalogue_routes(Router& router, Services& services);
/// /api/v1/catalogue/quality
void add_quality_routes(Router& router, Services& services);
void add_proposals_routes(Router& router, Services& services);
void add_tasks_routes(Router& router, Services& services);
void add_scans_routes(Router& router, Services& services);
void add_audit_routes(Router& router, Services& services);
void add_audit_search_routes(Router& router, Services& services);
/// /api/v1/audit/export, bundle, exports
void add_audit_export_routes(Router& router, Services& services);
/// /api/v1/audit/subject-log
void add_subject_log_routes(Router& router, Services& services);
void add_backups_routes(Router& router, Services& services);
void add_events_routes(Router& router, Services& services);
void add_policy_routes(Router& router, Services& services, RequestService& requests);
/// /healthz, /readyz, /metrics
void add_daemon_routes(Router& router, Services& services);

void add_keys_routes(Router& router, KeyService& keys);
void add_requests_routes(Router& router, RequestService& requests);
void add_record_routes(Router& router, Services& services, RequestService& requests);

/// All of them: what the daemon serves and what openapi.yaml describes.
void add_routes(Router& router, Services& services, RequestService& requests);

}  // namespace gdprd::daemon
