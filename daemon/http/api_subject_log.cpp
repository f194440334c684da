#include <boost/json.hpp>

#include "config/limits.hpp"
#include "daemon/export/subject_log.hpp"
#include "daemon/http/api.hpp"
#include "daemon/http/json.hpp"
#include "daemon/http/search_query.hpp"
#include "daemon/http/trail_look.hpp"
#include "daemon/services/services.hpp"

namespace gdprd::daemon {

namespace {

namespace json = boost::json;

Error no_subject() {
    return Error(ErrorCode::invalid_argument, "a subject's log is of one request or one subject",
                 "--request R-2026-0001, or --subject with the number of a subject key");
}

/// All of it in one answer: who is hidden is numbered through the whole log.
Result<Reply> subject_log(Services& services, OffLoop off, const ApiRequest& request) {
    GDPRD_TRY(check_query(request, {"request", "subject", "since", "until", "reason", "names"}));
    const auto names = request.query_or_empty("names");
    if (!names.empty() && names != "hidden" && names != "shown")
        return Error(ErrorCode::invalid_argument, "names is hidden or shown");
    GDPRD_TRY_ASSIGN(auto asked, parse_search(request));
    const auto& criteria = asked.query.criteria;
    if (criteria.requests.size() + criteria.subjects.size() != 1) return no_subject();
    SubjectLog log(names == "shown" ? StaffNames::shown : StaffNames::hidden);
    asked.query.order = audit::SearchOrder::oldest_first;
    asked.query.limit = config::limits::kTrailPage;
    json::array lines;
    for (;;) {
        GDPRD_TRY_ASSIGN(const auto page, services.trail.search(off, asked.query));
        for (const auto& entry : page.entries) lines.push_back(log.line(entry));
        if (lines.size() > config::limits::kSubjectLogEntries)
            return Error(ErrorCode::limit_exceeded,
                         "the log has more than " +
                             std::to_string(config::limits::kSubjectLogEntries) + " entries",
                         "make it in parts, by --since and --until");
        if (!page.next) break;
        asked.query.from = *page.next;
    }
    auto payload = search_payload(asked, "subject_log");
    payload.emplace("names", names.empty() ? "hidden" : names);
    GDPRD_TRY(record_look(services, off, request,
                          {std::move(payload), lines.size(), only_request(criteria)}));
    return json_reply(200, json::object{{"entries", std::move(lines)}});
}

}  // namespace

void add_subject_log_routes(Router& router, Services& services) {
    // The copy is the controller's answer to a person: who answers requests makes it.
    router.add("GET", "/api/v1/audit/subject-log", {Role::dpo},
               [&services](OffLoop off, const ApiRequest& request) {
                   return subject_log(services, off, request);
               });
}

}  // namespace gdprd::daemon
