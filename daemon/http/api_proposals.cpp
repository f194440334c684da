#include <boost/json.hpp>

#include "daemon/http/api.hpp"
#include "daemon/http/json.hpp"
#include "daemon/services/services.hpp"
#include "policy/links/open_links.hpp"

namespace gdprd::daemon {

namespace {

namespace json = boost::json;

const Roles kReaders{Role::dpo, Role::approver, Role::admin, Role::auditor};
const Roles kDeciders{Role::dpo};

std::string_view state_of(policy::Decision decision) {
    switch (decision) {
        case policy::Decision::review:
            return "open";
        case policy::Decision::accept:
            return "confirmed";
        case policy::Decision::reject:
            return "dismissed";
    }
    return "";
}

Result<std::optional<policy::Decision>> parse_state(std::string_view word) {
    if (word.empty()) return std::optional<policy::Decision>();
    for (const auto decision :
         {policy::Decision::review, policy::Decision::accept, policy::Decision::reject})
        if (word == state_of(decision)) return std::optional(decision);
    return Error(ErrorCode::invalid_argument, "state must be open, confirmed or dismissed");
}

json::object share_json(const policy::LinkShare& share) {
    return {{"compared", share.compared},
            {"met", share.met},
            {"low_ppm", share.low_ppm},
            {"high_ppm", share.high_ppm}};
}

json::object side_json(const policy::LinkSide& side) {
    return {{"values", side.values}, {"distinct", side.distinct}, {"whole", side.whole}};
}

/// For people, as the console and gdprctl print it.
std::string sentence_of(const policy::CatalogueLink& link) {
    const auto from = policy::to_string(link.from);
    const auto to = policy::to_string(link.to);
    switch (link.kind) {
        case policy::LinkKind::reference:
            return from + " refers to " + to;
        case policy::LinkKind::copy:
            return "shadow copy of " + to + " in " + policy::to_string(link.from.in) + ", field " +
                   link.from.field;
    }
    return "";
}

json::object link_json(const policy::CatalogueLink& link) {
    json::array reasons;
    for (const auto& reason : link.reasons) reasons.emplace_back(reason);
    return {{"id", policy::id_of(link).value()},
            {"state", state_of(link.decision)},
            {"kind", policy::to_string(link.kind)},
            {"what", sentence_of(link)},
            {"from", policy::to_string(link.from)},
            {"to", policy::to_string(link.to)},
            {"holds", link.holds},
            {"of_from", share_json(link.of_from)},
            {"of_to", share_json(link.of_to)},
            {"from_values", side_json(link.from_side)},
            {"to_values", side_json(link.to_side)},
            {"reasons", std::move(reasons)},
            {"decided_by", link.decided_by.empty() ? json::value() : json::value(link.decided_by)}};
}

Result<Reply> list(const Services& services, const ApiRequest& request) {
    GDPRD_TRY(check_query(request, {"state", "store"}));
    GDPRD_TRY_ASSIGN(const auto state, parse_state(request.query_or_empty("state")));
    const StoreName store{std::string(request.query_or_empty("store"))};
    if (!store.value().empty() && !services.stores.contains(store)) {
        return Error(ErrorCode::not_found, "there is no store of that name", "gdprctl stores list");
    }
    const auto catalogue = services.scans.current();
    const auto rules = services.policies.current();
    std::vector<const policy::CatalogueLink*> links;
    if (!state || *state == policy::Decision::review)
        links = policy::open_links(*catalogue, rules.get());
    for (const auto& [ends, link] : catalogue->links)
        if (link.decision != policy::Decision::review && (!state || *state == link.decision))
            links.push_back(&link);
    json::array out;
    for (const auto* link : links) {
        const bool here = link->from.in.store == store || link->to.in.store == store;
        if (store.value().empty() || here) out.push_back(link_json(*link));
    }
    return json_reply(200,
                      json::object{{"version", hex_encode(policy::version_of(*catalogue).value())},
                                   {"proposals", std::move(out)}});
}

Result<Reply> show(const Services& services, const ApiRequest& request) {
    GDPRD_TRY(check_query(request, {}));
    const auto catalogue = services.scans.current();
    const auto* link = catalogue->find_link(policy::LinkId(request.param("id")));
    if (link == nullptr) {
        return Error(ErrorCode::not_found, "the catalogue has no such proposal",
                     "gdprctl proposals list");
    }
    return json_reply(200, link_json(*link));
}

Result<Reply> decide(Services& services, OffLoop off, const ApiRequest& request,
                     policy::Decision decision) {
    GDPRD_TRY_ASSIGN(const auto body, parse_body(request, {"reason", "dry_run"}));
    GDPRD_TRY_ASSIGN(const auto reason, text_member(body, "reason"));
    GDPRD_TRY_ASSIGN(const auto dry_run, optional_bool(body, "dry_run"));
    const policy::LinkId id(request.param("id"));
    const auto& who = request.caller.name;
    const auto rules = services.policies.current();
    const auto decided = dry_run.value_or(false)
                             ? services.scans.preview_link(id, decision, *rules, who)
                             : services.scans.decide_link(off, id, decision, *rules, reason, who);
    if (!decided) return decided.error();
    auto out = link_json(*decided);
    out["dry_run"] = dry_run.value_or(false);
    return json_reply(200, out);
}

}  // namespace

void add_proposals_routes(Router& router, Services& services) {
    router.add("GET", "/api/v1/proposals", kReaders,
               [&services](OffLoop, const ApiRequest& r) { return list(services, r); });
    router.add("GET", "/api/v1/proposals/{id}", kReaders,
               [&services](OffLoop, const ApiRequest& r) { return show(services, r); });
    router.add("POST", "/api/v1/proposals/{id}/confirm", kDeciders,
               [&services](OffLoop off, const ApiRequest& r) {
                   return decide(services, off, r, policy::Decision::accept);
               });
    router.add("POST", "/api/v1/proposals/{id}/dismiss", kDeciders,
               [&services](OffLoop off, const ApiRequest& r) {
                   return decide(services, off, r, policy::Decision::reject);
               });
}

}  // namespace gdprd::daemon
