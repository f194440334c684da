#include <boost/json.hpp>

#include "config/base/edit_distance.hpp"
#include "config/limits.hpp"
#include "daemon/http/api.hpp"
#include "daemon/http/catalogue_json.hpp"
#include "daemon/http/json.hpp"
#include "daemon/services/services.hpp"
#include "policy/catalogue/catalogue_json.hpp"
#include "policy/catalogue/leaf.hpp"
#include "policy/catalogue/taxonomy.hpp"
#include "policy/language/effective.hpp"
#include "policy/language/owners.hpp"

namespace gdprd::daemon {

namespace json = boost::json;

json::object field_json(const policy::CatalogueField& field, const std::string& owner) {
    json::array reasons;
    for (const auto& reason : field.reasons) reasons.emplace_back(reason);
    json::object out{{"field", policy::to_string(field.path)}};
    out["category"] = field.category ? json::value(field.category->value()) : json::value(nullptr);
    out["probability_ppm"] = field.probability_ppm;
    out["personal_ppm"] = field.personal_ppm;
    out["decision"] = policy::to_string(field.decision);
    out["decided_by"] = policy::to_string(field.decided_by);
    out["personal"] = field.is_personal();
    out["owner"] = owner.empty() ? json::value(nullptr) : json::value(owner);
    out["reasons"] = std::move(reasons);
    return out;
}

json::object coverage_json(const policy::Catalogue& catalogue,
                           const policy::CatalogueCoverage& coverage, const policy::Policy* rules) {
    json::array tasks;
    for (const auto* task : coverage.tasks) tasks.push_back(task_json(catalogue, *task, rules));
    json::array undecided;
    for (const auto* field : coverage.undecided)
        undecided.push_back(field_json(*field, policy::owner_of(rules, catalogue, field->path)));
    json::array unscanned;
    for (const auto& store : coverage.unscanned) unscanned.emplace_back(store.value());
    json::array unreadable;
    for (const auto& one : coverage.unreadable)
        unreadable.push_back(
            json::object{{"collection", policy::to_string(one.path)}, {"why", one.why}});
    return {{"fields", coverage.fields},         {"decided", coverage.decided},
            {"undecided", std::move(undecided)}, {"tasks", std::move(tasks)},
            {"unscanned", std::move(unscanned)}, {"unreadable", std::move(unreadable)}};
}

namespace {

const Roles kReaders{Role::dpo, Role::approver, Role::admin, Role::auditor};
const Roles kDeciders{Role::dpo};

Result<policy::FieldPath> path_of(const ApiRequest& request) {
    return policy::parse_field_path(request.param("path"));
}

struct FieldFilter {
    std::string_view store;
    std::string_view decision;
    bool personal_only = false;
};

bool fits(const policy::Catalogue& catalogue, const policy::CatalogueField& field,
          const FieldFilter& filter) {
    if (!filter.store.empty() && field.path.in.store.value() != filter.store) return false;
    if (!filter.decision.empty() && policy::to_string(field.decision) != filter.decision) {
        return false;
    }
    return !filter.personal_only ||
           (field.is_personal() && !policy::is_leaf(catalogue, field.path.in));
}

Result<FieldFilter> filter_of(const ApiRequest& request) {
    FieldFilter filter{request.query_or_empty("store"), request.query_or_empty("decision"),
                       request.query_or_empty("personal") == "true"};
    const auto word = filter.decision;
    if (!word.empty() && word != "accept" && word != "review" && word != "reject") {
        return Error(ErrorCode::invalid_argument, "decision must be accept, review or reject");
    }
    return filter;
}

Result<Reply> whole(const Services& services, const ApiRequest& request) {
    GDPRD_TRY(check_query(request, {"effective"}));
    const auto catalogue = services.scans.current();
    const auto rules = services.policies.current();
    const auto owners = policy::owners_of(rules.get(), *catalogue);
    const auto version = policy::version_of(*catalogue);
    const std::string text =
        request.query_or_empty("effective") == "true"
            ? policy::to_json(policy::effective(*rules, *catalogue), owners, version)
            : policy::to_json(*catalogue, owners, version);
    return Reply{200, "application/json", text + "\n", {}};
}

/// An unknown store has no fields, but neither has a store that was misspelt. One that is no longer
/// configured may still stand in the catalogue.
Result<void> check_store(const Services& services, std::string_view name) {
    if (name.empty() || services.stores.contains(StoreName(std::string(name)))) return {};
    for (const auto& [path, field] : services.scans.current()->fields)
        if (path.in.store.value() == name) return {};
    std::vector<std::string> known;
    for (const auto& store : services.stores.names()) known.push_back(store.value());
    const auto meant = closest(name, std::span<const std::string>(known));
    return Error(
        ErrorCode::not_found, "there is no store of that name",
        (meant ? "did you mean \"" + *meant + "\"? " : "") + std::string("gdprctl stores list"));
}

Result<Reply> list(const Services& services, const ApiRequest& request) {
    GDPRD_TRY(check_query(request, {"store", "decision", "personal", "after", "limit"}));
    GDPRD_TRY_ASSIGN(const auto filter, filter_of(request));
    GDPRD_TRY(check_store(services, filter.store));
    GDPRD_TRY_ASSIGN(const auto limit, query_number(request, "limit", config::limits::kFieldsPage,
                                                    config::limits::kFieldsPage));
    const auto catalogue = services.scans.current();
    auto at = catalogue->fields.begin();
    if (const auto after = request.query_or_empty("after"); !after.empty()) {
        GDPRD_TRY_ASSIGN(const auto path, policy::parse_field_path(after));
        at = catalogue->fields.upper_bound(path);
    }
    const auto rules = services.policies.current();
    json::array fields;
    json::value next(nullptr);
    std::string last;
    for (; at != catalogue->fields.end(); ++at) {
        const auto field = policy::effective(*rules, *catalogue, at->second);
        if (!fits(*catalogue, field, filter)) continue;
        if (fields.size() == limit) {
            next = last;
            break;
        }
        fields.push_back(field_json(field, policy::owner_of(rules.get(), *catalogue, at->first)));
        last = policy::to_string(at->first);
    }
    return json_reply(200,
                      json::object{{"version", hex_encode(policy::version_of(*catalogue).value())},
                                   {"fields", std::move(fields)},
                                   {"next", std::move(next)}});
}

Result<Reply> coverage(const Services& services, const ApiRequest& request) {
    GDPRD_TRY(check_query(request, {}));
    const auto catalogue = services.scans.current();
    const auto in_force = services.policies.current();
    const auto configured = services.stores.names();
    const auto covered = policy::coverage_of(*catalogue, in_force.get(), configured);
    return json_reply(200, coverage_json(*catalogue, covered, in_force.get()));
}

Result<Reply> show(const Services& services, const ApiRequest& request) {
    GDPRD_TRY(check_query(request, {}));
    GDPRD_TRY_ASSIGN(const auto path, path_of(request));
    const auto catalogue = services.scans.current();
    const auto* field = catalogue->find_field(path);
    if (field == nullptr) {
        return Error(ErrorCode::not_found, "the catalogue has no such field",
                     "gdprctl catalogue list");
    }
    const auto rules = services.policies.current();
    auto out = field_json(policy::effective(*rules, *catalogue, *field),
                          policy::owner_of(rules.get(), *catalogue, path));
    const auto* collection = catalogue->find_collection(path.in);
    const auto* schema = collection == nullptr ? nullptr : collection->find_field(path.field);
    if (schema != nullptr) {
        out["type"] = schema->declared_type;
        out["nullable"] = schema->nullable;
        if (!schema->comment.empty()) out["comment"] = schema->comment;
    }
    return json_reply(200, out);
}

Result<Reply> decide(Services& services, OffLoop off, const ApiRequest& request,
                     policy::Decision decision) {
    GDPRD_TRY_ASSIGN(const auto path, path_of(request));
    const bool accepts = decision == policy::Decision::accept;
    GDPRD_TRY_ASSIGN(const auto body,
                     accepts ? parse_body(request, {"category", "only_undecided", "dry_run"})
                             : parse_body(request, {"only_undecided", "dry_run"}));
    GDPRD_TRY_ASSIGN(const auto only_undecided, optional_bool(body, "only_undecided"));
    GDPRD_TRY_ASSIGN(const auto dry_run, optional_bool(body, "dry_run"));
    GDPRD_TRY_ASSIGN(const auto word, optional_text(body, "category"));
    std::optional<Category> category;
    if (word) {
        category = Category(*word);
        if (policy::find_category(*word) == nullptr) {
            return Error(ErrorCode::invalid_argument, "this is no category of the taxonomy",
                         "gdprctl catalogue categories lists them");
        }
    }
    const auto replaces =
        only_undecided.value_or(false) ? Replaces::classifiers_alone : Replaces::everybodys;
    auto decided =
        dry_run.value_or(false)
            ? services.scans.preview_decision(path, decision, category, replaces)
            : services.scans.decide(off, path, decision, category, replaces, request.caller.name);
    if (!decided) return decided.error();
    const auto rules = services.policies.current();
    auto out = field_json(*decided, policy::owner_of(rules.get(), *services.scans.current(), path));
    out["dry_run"] = dry_run.value_or(false);
    return json_reply(200, out);
}

}  // namespace

void add_catalogue_routes(Router& router, Services& services) {
    router.add("GET", "/api/v1/catalogue", kReaders,
               [&services](OffLoop, const ApiRequest& r) { return whole(services, r); });
    router.add("GET", "/api/v1/catalogue/coverage", kReaders,
               [&services](OffLoop, const ApiRequest& r) { return coverage(services, r); });
    router.add("GET", "/api/v1/catalogue/fields", kReaders,
               [&services](OffLoop, const ApiRequest& r) { return list(services, r); });
    router.add("GET", "/api/v1/catalogue/fields/{path}", kReaders,
               [&services](OffLoop, const ApiRequest& r) { return show(services, r); });
    router.add("POST", "/api/v1/catalogue/fields/{path}/confirm", kDeciders,
               [&services](OffLoop off, const ApiRequest& r) {
                   return decide(services, off, r, policy::Decision::accept);
               });
    router.add("POST", "/api/v1/catalogue/fields/{path}/reject", kDeciders,
               [&services](OffLoop off, const ApiRequest& r) {
                   return decide(services, off, r, policy::Decision::reject);
               });
}

}  // namespace gdprd::daemon
