#include <boost/json.hpp>

#include "config/base/utf8.hpp"
#include "daemon/http/api.hpp"
#include "daemon/http/identifier_json.hpp"
#include "daemon/http/json.hpp"
#include "daemon/services/request_service.hpp"
#include "daemon/services/services.hpp"
#include "policy/plan/render.hpp"
#include "policy/requests/deadlines.hpp"

namespace gdprd::daemon {
namespace json = boost::json;
namespace {

const Roles kHandling{Role::dpo};
const Roles kReading{Role::dpo, Role::approver, Role::auditor};
const Roles kPlanReading{Role::dpo, Role::approver};
const Roles kApproving{Role::approver};

RequestId id_of(const ApiRequest& request) {
    return RequestId(request.param("id"));
}

/// Whether the answer is late, for a request that still waits for one (Art. 12(3)).
void add_time_left(json::object& out, const RequestRecord& record, Date today) {
    const auto left = policy::days_left(today, record.due).count();
    out["overdue"] = !record.closed_at && left < 0;
    if (!record.closed_at) out["days_left"] = left;
}

json::object record_json(const RequestRecord& record, Date today) {
    json::object out{{"id", record.id.value()},
                     {"right", policy::to_string(record.right)},
                     {"state", policy::to_string(record.state)},
                     {"received", format_date(record.received)},
                     {"due", format_date(record.due)},
                     {"channel", record.channel},
                     {"language", record.language},
                     {"created_at", format_time(record.created_at)},
                     {"created_by", record.created_by.value()},
                     {"open_matches", record.open_matches},
                     {"bodies_destroyed", record.bodies_destroyed}};
    add_time_left(out, record, today);
    if (record.closed_at) out["closed_at"] = format_time(*record.closed_at);
    if (!record.ground.empty()) out["ground"] = record.ground;
    if (record.plan) out["plan"] = hex_encode(record.plan->value());
    if (!record.run_by.value().empty()) out["run_by"] = record.run_by.value();
    return out;
}

json::object step_json(const StepRecord& step) {
    json::object out{
        {"step", step.number}, {"state", policy::to_string(step.state)}, {"what", step.what}};
    if (step.intent) out["intent"] = step.intent->value();
    if (step.outcome) out["outcome"] = step.outcome->value();
    return out;
}

std::string rows_text(const RowsThatStay& stay) {
    const auto counted = [](std::uint64_t rows, const char* fate) {
        return std::to_string(rows) + (rows == 1 ? " row " : " rows ") + fate;
    };
    return counted(stay.kept, "kept") + ", " + counted(stay.left_over, "left over");
}

json::object earlier_run_json(const EarlierRun& run) {
    json::object out{{"plan", hex_encode(run.plan.value())},
                     {"steps_done", run.steps_done},
                     {"steps_total", run.steps_total},
                     {"result", run.result}};
    std::string text = std::to_string(run.steps_done) + " of " + std::to_string(run.steps_total) +
                       " steps, " + (run.result.empty() ? "not ended" : run.result);
    if (run.stay) {
        out["rows_kept"] = run.stay->kept;
        out["rows_left"] = run.stay->left_over;
        text += "; " + rows_text(*run.stay);
    }
    out["text"] = text;
    return out;
}

json::object view_json(const RequestView& view, Date today) {
    auto out = record_json(view.record, today);
    json::array steps;
    for (const auto& step : view.steps) steps.push_back(step_json(step));
    json::array approved;
    for (const auto& who : view.approved_by) approved.emplace_back(who.value());
    out["steps"] = std::move(steps);
    out["approved_by"] = std::move(approved);
    out["steps_done"] = view.steps_done;
    if (view.steps_total) out["steps_total"] = *view.steps_total;
    if (view.stay)
        out["stay"] = json::object{{"rows_kept", view.stay->kept},
                                   {"rows_left", view.stay->left_over},
                                   {"text", rows_text(*view.stay)}};
    json::array earlier;
    for (const auto& run : view.earlier_runs) earlier.push_back(earlier_run_json(run));
    out["earlier_runs"] = std::move(earlier);
    out["package_ready"] = view.package_ready;
    json::array open;
    for (const auto& end : view.open_ends)
        open.push_back(json::object{{"cause", to_string(end.cause)},
                                    {"in", end.in},
                                    {"rows", end.rows},
                                    {"text", what_to_do(end, view.record.id)}});
    out["open_ends"] = std::move(open);
    json::array kept;
    for (const auto& package : view.kept_packages)
        kept.push_back(json::object{
            {"request", package.request.value()},
            {"until", package.until ? json::value(format_date(*package.until)) : nullptr},
            {"text", to_text(package)}});
    out["kept_packages"] = std::move(kept);
    return out;
}

json::value cell_json(const policy::Cell& cell) {
    if (cell.kind == policy::Cell::Kind::null) return nullptr;
    if (!valid_utf8(cell.bytes))
        return json::value("(" + std::to_string(cell.bytes.size()) + " bytes)");
    return json::value(cell.bytes);
}

json::object match_json(const MatchItem& item, const policy::MatchVerdicts& verdicts) {
    json::array evidence;
    for (const auto& line : item.evidence) evidence.emplace_back(line);
    json::object values;
    for (std::size_t i = 0; i < item.fields.size(); ++i)
        values[item.fields[i]] = cell_json(item.values[i].expose());
    const auto verdict = verdicts.find(item.id);
    std::string_view state = item.mention ? "mention" : "open";
    if (verdict != verdicts.end())
        state = verdict->second == policy::MatchVerdict::accepted ? "accepted" : "rejected";
    return {{"id", item.id},
            {"in", policy::to_string(item.in)},
            {"strength", policy::to_string(item.strength)},
            {"shared", item.shared},
            {"path", item.path},
            {"evidence", std::move(evidence)},
            {"values", std::move(values)},
            {"verdict", state}};
}

Result<Reply> create(RequestService& requests, OffLoop off, const ApiRequest& request) {
    GDPRD_TRY_ASSIGN(const auto body, parse_body(request, {"right", "identifiers", "received",
                                                           "channel", "language"}));
    NewRequest letter;
    GDPRD_TRY_ASSIGN(const auto right, text_member(body, "right"));
    GDPRD_TRY_ASSIGN(letter.right, policy::parse_right(right));
    GDPRD_TRY_ASSIGN(letter.identifiers, parse_identifiers(body));
    GDPRD_TRY_ASSIGN(const auto received, optional_text(body, "received"));
    if (received) {
        GDPRD_TRY_ASSIGN(letter.received, parse_date(*received));
    }
    GDPRD_TRY_ASSIGN(const auto channel, optional_text(body, "channel"));
    if (channel) letter.channel = *channel;
    GDPRD_TRY_ASSIGN(const auto language, optional_text(body, "language"));
    if (language) letter.language = *language;
    GDPRD_TRY_ASSIGN(const auto record, requests.create(off, letter, request.caller.name));
    auto reply = json_reply(201, record_json(record, requests.today()));
    reply.headers.emplace_back("Location", "/api/v1/requests/" + record.id.value());
    return reply;
}

Result<Reply> list(RequestService& requests, OffLoop off, const ApiRequest& request) {
    GDPRD_TRY(check_query(request, {}));
    GDPRD_TRY_ASSIGN(const auto records, requests.list(off));
    json::array out;
    for (const auto& record : records) out.push_back(record_json(record, requests.today()));
    return json_reply(200, json::object{{"requests", std::move(out)}});
}

Result<Reply> plan_reply(const policy::Plan& plan, const ApiRequest& request) {
    GDPRD_TRY(check_query(request, {"format"}));
    if (request.query_or_empty("format") == "text")
        return Reply{200, "text/plain; charset=utf-8", policy::render_text(plan), {}};
    return Reply{200, "application/json", policy::render_json(plan), {}};
}

Result<Reply> matches(RequestService& requests, OffLoop off, const ApiRequest& request) {
    GDPRD_TRY_ASSIGN(const auto items, requests.matches(off, id_of(request), request.caller.name));
    GDPRD_TRY_ASSIGN(const auto verdicts, requests.verdicts(off, id_of(request)));
    json::array out;
    for (const auto& item : items) out.push_back(match_json(item, verdicts));
    return json_reply(200, json::object{{"matches", std::move(out)}});
}

Result<Reply> decide(RequestService& requests, OffLoop off, const ApiRequest& request) {
    GDPRD_TRY_ASSIGN(const auto body, parse_body(request, {"verdict"}));
    GDPRD_TRY_ASSIGN(const auto verdict, text_member(body, "verdict"));
    if (verdict != "accepted" && verdict != "rejected")
        return Error(ErrorCode::invalid_argument, "verdict must be accepted or rejected");
    GDPRD_TRY(requests.decide_match(
        off, id_of(request), request.param("match"),
        verdict == "accepted" ? policy::MatchVerdict::accepted : policy::MatchVerdict::rejected,
        request.caller.name));
    GDPRD_TRY_ASSIGN(const auto view, requests.show(off, id_of(request)));
    return json_reply(200, view_json(view, requests.today()));
}

Result<Reply> approve(RequestService& requests, OffLoop off, const ApiRequest& request) {
    GDPRD_TRY_ASSIGN(const auto body, parse_body(request, {"digest"}));
    GDPRD_TRY_ASSIGN(const auto hex, text_member(body, "digest"));
    const auto bytes = hex_decode(hex);
    Hash digest{};
    if (!bytes || bytes->size() != digest.size())
        return Error(ErrorCode::invalid_argument,
                     "digest must be 64 hex digits, as the plan prints it");
    std::copy(bytes->begin(), bytes->end(), digest.begin());
    GDPRD_TRY(requests.approve(off, id_of(request), PlanDigest(digest), request.caller.name));
    GDPRD_TRY_ASSIGN(const auto view, requests.show(off, id_of(request)));
    return json_reply(200, view_json(view, requests.today()));
}

Result<Reply> refuse(RequestService& requests, OffLoop off, const ApiRequest& request) {
    GDPRD_TRY_ASSIGN(const auto body, parse_body(request, {"ground"}));
    GDPRD_TRY_ASSIGN(const auto ground, text_member(body, "ground"));
    GDPRD_TRY_ASSIGN(const auto record,
                     requests.refuse(off, id_of(request), ground, request.caller.name));
    return json_reply(200, record_json(record, requests.today()));
}

Result<Reply> identifiers(RequestService& requests, OffLoop off, const ApiRequest& request) {
    GDPRD_TRY(check_query(request, {}));
    GDPRD_TRY_ASSIGN(const auto seeds,
                     requests.identifiers(off, id_of(request), request.caller.name));
    json::array out;
    for (const auto& seed : seeds)
        out.push_back(json::object{{"type", seed.type.value()}, {"value", seed.value.expose()}});
    return json_reply(200, json::object{{"identifiers", std::move(out)}});
}

void add_planning_routes(Router& router, RequestService& requests) {
    router.add(
        "POST", "/api/v1/requests/{id}/plan", kHandling,
        [&](OffLoop off, const ApiRequest& r) -> Result<Reply> {
            GDPRD_TRY_ASSIGN(const auto plan, requests.plan(off, id_of(r), r.caller.name));
            return plan_reply(plan, r);
        },
        Lane::stores);
    router.add("GET", "/api/v1/requests/{id}/plan", kPlanReading,
               [&](OffLoop off, const ApiRequest& r) -> Result<Reply> {
                   GDPRD_TRY_ASSIGN(const auto plan, requests.find_plan(off, id_of(r)));
                   return plan_reply(plan, r);
               });
    router.add("GET", "/api/v1/requests/{id}/identifiers", kHandling,
               [&](OffLoop off, const ApiRequest& r) { return identifiers(requests, off, r); });
    router.add("GET", "/api/v1/requests/{id}/matches", kHandling,
               [&](OffLoop off, const ApiRequest& r) { return matches(requests, off, r); });
    router.add("POST", "/api/v1/requests/{id}/matches/{match}", kHandling,
               [&](OffLoop off, const ApiRequest& r) { return decide(requests, off, r); });
    router.add("POST", "/api/v1/requests/{id}/approve", kApproving,
               [&](OffLoop off, const ApiRequest& r) { return approve(requests, off, r); });
}

void add_running_routes(Router& router, RequestService& requests) {
    router.add(
        "POST", "/api/v1/requests/{id}/run", kHandling,
        [&](OffLoop off, const ApiRequest& r) -> Result<Reply> {
            GDPRD_TRY(parse_body(r, {}));
            GDPRD_TRY(requests.run(off, id_of(r), r.caller.name));
            const auto view = requests.show(off, id_of(r));
            // The run goes on; an answer that it failed would not be true.
            if (!view)
                return json_reply(
                    202,
                    json::object{{"id", id_of(r).value()},
                                 {"state", policy::to_string(policy::RequestState::executing)}});
            return json_reply(202, view_json(*view, requests.today()));
        },
        Lane::stores);
    router.add_stream("/api/v1/requests/{id}/events", kReading,
                      [&](OffLoop off, const ApiRequest& r) -> Result<Topic> {
                          GDPRD_TRY(requests.show(off, id_of(r)));
                          return topic_of(id_of(r));
                      });
    router.add("GET", "/api/v1/requests/{id}/package", kHandling,
               [&](OffLoop off, const ApiRequest& r) -> Result<Reply> {
                   GDPRD_TRY_ASSIGN(const auto zip, requests.package(off, id_of(r), r.caller.name));
                   return Reply{200, "application/zip", std::string(as_text(zip)), {}};
               });
    router.add("GET", "/api/v1/requests/{id}/proof", kReading,
               [&](OffLoop off, const ApiRequest& r) -> Result<Reply> {
                   GDPRD_TRY_ASSIGN(const auto bundle, requests.proof(off, id_of(r)));
                   return Reply{200, "application/cbor", std::string(as_text(bundle)), {}};
               });
}

}  // namespace

void add_requests_routes(Router& router, RequestService& requests) {
    router.add("POST", "/api/v1/requests", kHandling,
               [&](OffLoop off, const ApiRequest& r) { return create(requests, off, r); });
    router.add("GET", "/api/v1/requests", kReading,
               [&](OffLoop off, const ApiRequest& r) { return list(requests, off, r); });
    router.add("GET", "/api/v1/requests/{id}", kReading,
               [&](OffLoop off, const ApiRequest& r) -> Result<Reply> {
                   GDPRD_TRY_ASSIGN(const auto view, requests.show(off, id_of(r)));
                   return json_reply(200, view_json(view, requests.today()));
               });
    router.add("POST", "/api/v1/requests/{id}/refuse", kHandling,
               [&](OffLoop off, const ApiRequest& r) { return refuse(requests, off, r); });
    router.add("POST", "/api/v1/requests/{id}/cancel", kHandling,
               [&](OffLoop off, const ApiRequest& r) -> Result<Reply> {
                   GDPRD_TRY(parse_body(r, {}));
                   GDPRD_TRY(requests.cancel(off, id_of(r), r.caller.name));
                   GDPRD_TRY_ASSIGN(const auto view, requests.show(off, id_of(r)));
                   return json_reply(200, view_json(view, requests.today()));
               });
    add_planning_routes(router, requests);
    add_running_routes(router, requests);
}

}  // namespace gdprd::daemon
