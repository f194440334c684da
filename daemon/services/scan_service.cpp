#include "daemon/services/scan_service.hpp"

#include <algorithm>
#include <boost/json.hpp>
#include <iterator>
#include <set>

#include "config/base/crypto.hpp"
#include "config/base/log.hpp"
#include "config/limits.hpp"
#include "config/store_settings.hpp"
#include "daemon/services/scan_store.hpp"
#include "daemon/services/version_entries.hpp"
#include "policy/language/decide.hpp"
#include "policy/links/propose.hpp"

namespace gdprd::daemon {

namespace {

constexpr std::string_view kPurpose = "catalogue";

Error no_such_field() {
    return Error(ErrorCode::not_found, "the catalogue has no such field", "gdprctl catalogue list");
}

void count_decisions(const policy::Catalogue& catalogue, ScanReport& report) {
    for (const auto& [path, field] : catalogue.fields) {
        switch (field.decision) {
            case policy::Decision::accept:
                ++report.accepted;
                break;
            case policy::Decision::review:
                ++report.review;
                break;
            case policy::Decision::reject:
                ++report.rejected;
                break;
        }
    }
}

}  // namespace

std::string_view to_string(ScanState state) noexcept {
    switch (state) {
        case ScanState::running:
            return "running";
        case ScanState::done:
            return "done";
        case ScanState::partial:
            return "partial";
        case ScanState::failed:
            return "failed";
    }
    return "";
}

ScanService::ScanService(Stores& stores, TrailService& trail, ProgressHub& progress,
                         StateDatabase& db, const std::atomic<bool>& stopping, PolicyInForce rules)
    : stores_(&stores),
      trail_(&trail),
      progress_(&progress),
      stopping_(&stopping),
      rules_(std::move(rules)),
      catalogues_(db),
      current_(std::make_shared<const policy::Catalogue>()) {}

Result<std::unique_ptr<ScanService>> ScanService::open(OffLoop off, Stores& stores,
                                                       TrailService& trail, ProgressHub& progress,
                                                       StateDatabase& db,
                                                       const std::atomic<bool>& stopping,
                                                       PolicyInForce rules) {
    std::unique_ptr<ScanService> service(
        new ScanService(stores, trail, progress, db, stopping, std::move(rules)));
    auto& versions = service->catalogues_.versions();
    GDPRD_TRY(complete_bindings(off, trail, versions, audit::EntryType::catalogue));
    GDPRD_TRY_ASSIGN(auto current, service->catalogues_.find_current(off));
    if (current) {
        *service->current_.lock() = std::make_shared<const policy::Catalogue>(std::move(*current));
    }
    return service;
}

std::shared_ptr<const policy::Catalogue> ScanService::current() const {
    return *current_.lock();
}

Result<ScanId> ScanService::prepare(const std::vector<StoreName>& only) {
    for (const auto& name : only) {
        if (stores_->contains(name)) continue;
        return Error(ErrorCode::not_found, "there is no store of that name", "gdprctl stores list");
    }
    if (running_.exchange(true)) {
        return Error(ErrorCode::conflict, "another scan is running",
                     "wait for it: gdprctl catalogue scan follows only its own");
    }
    const auto number = ++*last_number_.lock();
    ScanReport report;
    report.id = ScanId("S-" + std::to_string(trail_->incarnation()) + "-" + std::to_string(number));
    keep(report);
    return report.id;
}

void ScanService::abandon(const ScanId& id, const Error& why) {
    ScanReport report;
    report.id = id;
    report.state = ScanState::failed;
    report.failure = why;
    keep(report);
    running_ = false;
}

Result<ScanReport> ScanService::scan(OffLoop off, const std::vector<StoreName>& only,
                                     const ActorName& who) {
    GDPRD_TRY_ASSIGN(const auto id, prepare(only));
    return run(off, id, only, who);
}

ScanReport ScanService::run(OffLoop off, const ScanId& id, const std::vector<StoreName>& only,
                            const ActorName& who, Comparison comparison) {
    ScanReport report;
    report.id = id;
    const auto names = only.empty() ? stores_->names() : only;
    const auto finished = run_stores(off, names, who, comparison, report);
    const auto failed = std::count_if(report.stores.begin(), report.stores.end(),
                                      [](const ScannedStore& s) { return s.failure.has_value(); });
    if (!finished) {
        report.state = ScanState::failed;
        report.failure = finished.error();
    } else if (failed == 0) {
        report.state = ScanState::done;
    } else {
        report.state = static_cast<std::size_t>(failed) == report.stores.size()
                           ? ScanState::failed
                           : ScanState::partial;
    }
    count_decisions(*current(), report);
    keep(report);
    log::event(log::Event::scan_finished, {log::Field::safe_text("state", to_string(report.state)),
                                           {"stores", report.stores.size()},
                                           {"failed", failed}});
    boost::json::object done{{"state", to_string(report.state)}};
    progress_->publish(topic_of(id), "done", boost::json::serialize(done));
    progress_->finish(topic_of(id));
    running_ = false;
    return report;
}

Result<void> ScanService::record_start(OffLoop off, const ScanId& id,
                                       const std::vector<StoreName>& stores, const ActorName& who) {
    cbor::Array names;
    for (const auto& name : stores) names.emplace_back(name.value());
    audit::EntryDraft draft;
    draft.type = audit::EntryType::intent;
    draft.actor = who.value();
    draft.purpose = kPurpose;
    draft.payload = cbor::Map{{"scan", id.value()}, {"stores", std::move(names)}};
    GDPRD_TRY(trail_->record(off, std::move(draft)));
    return {};
}

namespace {

/// A store that gdprd.yaml names no more leaves the catalogue with the next scan.
void drop_unconfigured(policy::Catalogue& catalogue, const std::vector<StoreName>& configured) {
    const auto gone = [&](const StoreName& store) {
        return std::find(configured.begin(), configured.end(), store) == configured.end();
    };
    std::erase_if(catalogue.stores, [&](const auto& schema) { return gone(schema.store); });
    std::erase_if(catalogue.fields, [&](const auto& field) { return gone(field.first.in.store); });
    policy::drop_broken_links(catalogue);
}

}  // namespace

Result<void> ScanService::run_stores(OffLoop off, const std::vector<StoreName>& names,
                                     const ActorName& who, Comparison comparison,
                                     ScanReport& report) {
    // Sampling reads personal data: the intent is durable before the first value is read.
    GDPRD_TRY(record_start(off, report.id, names, who));
    std::vector<policy::StoreSchema> schemas;
    std::vector<policy::CatalogueField> findings;
    std::vector<policy::CollectionPath> unsampled;
    // Hashes and their key end with this call.
    const policy::ValueHasher hasher(Secret::random(crypto::kKeyBytes));
    std::vector<policy::Column> columns;
    std::vector<StoreName> compared;
    std::size_t columns_left = config::limits::kComparedColumns;
    for (const auto& name : names) {
        ScannedStore told;
        told.store = name;
        const bool compares = comparison == Comparison::of_values;
        auto found = scan_one(off, name, {compares ? &hasher : nullptr, columns_left}, told);
        audit::EntryDraft draft;
        draft.type = audit::EntryType::read;
        draft.actor = who.value();
        draft.purpose = kPurpose;
        draft.store = name.value();
        cbor::Map payload{{"scan", report.id.value()},
                          {"result", std::string(found ? "done" : to_string(found.error().code()))},
                          {"values", told.values_sampled},
                          {"compared_rows", told.rows_compared}};
        draft.payload = std::move(payload);
        draft.row_count = std::max(told.rows_read, told.rows_compared);
        GDPRD_TRY(trail_->record(off, std::move(draft)));
        if (found) {
            schemas.push_back(std::move(found->schema));
            findings.insert(findings.end(), found->fields.begin(), found->fields.end());
            unsampled.insert(unsampled.end(), found->unsampled.begin(), found->unsampled.end());
            if (compares) compared.push_back(name);
            columns_left -= found->compared.columns.size();
            std::move(found->compared.columns.begin(), found->compared.columns.end(),
                      std::back_inserter(columns));
        } else {
            told.failure = found.error();
            log::event(log::Event::store_unavailable, {{"store", name}, {"error", found.error()}});
        }
        tell(report.id, told);
        report.stores.push_back(std::move(told));
    }
    if (schemas.empty()) {
        report.version = policy::version_of(*current());
        return {};
    }
    const auto changing = changing_.lock();
    const auto before = current();
    auto next = policy::merge_scan(*before, schemas, findings, unsampled);
    drop_unconfigured(next, stores_->names());
    next.links = links_of(next, compared, columns);
    report.drift = policy::diff(*before, next);
    const auto rules = rules_();
    next.tasks = policy::raise_tasks(*before, next, report.id.value(), [&](const auto& field) {
        return rules != nullptr && policy::is_said_personal(*rules, field);
    });
    cbor::Map payload{{"scan", report.id.value()},
                      {"fields", std::uint64_t{next.fields.size()}},
                      {"added", std::uint64_t{report.drift.added.size()}},
                      {"changed", std::uint64_t{report.drift.changed.size()}},
                      {"vanished", std::uint64_t{report.drift.vanished.size()}},
                      {"links", std::uint64_t{next.links.size()}},
                      {"tasks", std::uint64_t{next.tasks.size()}}};
    GDPRD_TRY_ASSIGN(report.version, put_in_force(off, std::move(next), who, std::move(payload)));
    return {};
}

policy::Links ScanService::links_of(const policy::Catalogue& next,
                                    const std::vector<StoreName>& compared,
                                    const std::vector<policy::Column>& columns) const {
    std::set<StoreName> loose;
    for (const auto& name : compared)
        if (stores_->kind(name) == config::to_string(config::StoreKind::files)) loose.insert(name);
    const auto found = policy::propose_links(next, columns, loose);
    return policy::merge_links(next.links, compared, found);
}

Result<StoreFindings> ScanService::scan_one(OffLoop off, const StoreName& name,
                                            const ComparisonMeans& by, ScannedStore& told) {
    const auto go_on = [this] { return !stopping_->load(); };
    auto found = stores_->with(off, name, [&](connectors::Connector& connector) {
        return scan_store(off, connector, by, go_on);
    });
    if (!found) return found;
    told.collections = found->schema.collections.size();
    told.fields = found->fields.size();
    told.rows_read = found->rows_read;
    told.values_sampled = found->values_sampled;
    told.unsampled = found->unsampled;
    told.rows_compared = found->compared.rows_read;
    told.uncompared = found->compared.unread;
    return found;
}

void ScanService::tell(const ScanId& id, const ScannedStore& store) {
    boost::json::object event{
        {"store", store.store.value()},
        {"collections", store.collections},
        {"fields", store.fields},
        {"values", store.values_sampled},
        {"result", store.failure ? to_string(store.failure->code()) : "done"}};
    progress_->publish(topic_of(id), "store", boost::json::serialize(event));
}

void ScanService::keep(const ScanReport& report) {
    auto scans = scans_.lock();
    scans->insert_or_assign(report.id, report);
    // Of one incarnation, so that the shorter id has the smaller number: S-1-9 before S-1-10.
    const auto is_older = [](const auto& a, const auto& b) {
        const std::string& x = a.first.value();
        const std::string& y = b.first.value();
        return x.size() != y.size() ? x.size() < y.size() : x < y;
    };
    while (scans->size() > config::limits::kScansKept)
        scans->erase(std::min_element(scans->begin(), scans->end(), is_older));
}

std::optional<ScanReport> ScanService::find_scan(const ScanId& id) const {
    auto scans = scans_.lock();
    const auto found = scans->find(id);
    if (found == scans->end()) return std::nullopt;
    return found->second;
}

Result<CatalogueVersion> ScanService::put_in_force(OffLoop off, policy::Catalogue next,
                                                   const ActorName& who, cbor::Map payload) {
    const auto version = policy::version_of(next);
    GDPRD_TRY(catalogues_.put(off, next));
    audit::EntryDraft draft;
    draft.type = audit::EntryType::catalogue;
    draft.actor = who.value();
    draft.purpose = kPurpose;
    GDPRD_TRY(record_version(off, *trail_, catalogues_.versions(), version.value(),
                             std::move(draft), std::move(payload)));
    *current_.lock() = std::make_shared<const policy::Catalogue>(std::move(next));
    return version;
}

Result<policy::CatalogueField> ScanService::preview_decision(const policy::FieldPath& field,
                                                             policy::Decision decision,
                                                             std::optional<Category> category,
                                                             Replaces replaces) const {
    const auto catalogue = current();
    const auto* known = catalogue->find_field(field);
    if (known == nullptr) return no_such_field();
    if (replaces == Replaces::classifiers_alone &&
        known->decided_by != policy::DecidedBy::classifier) {
        return Error(ErrorCode::conflict, "a person has decided on this field already",
                     "gdprctl catalogue show FIELD");
    }
    auto decided = *known;
    if (decision == policy::Decision::reject) {
        decided.category.reset();
    } else if (category) {
        decided.category = std::move(category);
    }
    if (decision == policy::Decision::accept && !decided.category) {
        return Error(ErrorCode::invalid_argument, "nothing was proposed for this field",
                     "say what it holds: --category user.contact.email");
    }
    decided.decision = decision;
    decided.decided_by = policy::DecidedBy::person;
    return decided;
}

Result<policy::CatalogueField> ScanService::decide(OffLoop off, const policy::FieldPath& field,
                                                   policy::Decision decision,
                                                   std::optional<Category> category,
                                                   Replaces replaces, const ActorName& who) {
    const auto changing = changing_.lock();
    GDPRD_TRY_ASSIGN(auto decided,
                     preview_decision(field, decision, std::move(category), replaces));
    auto next = *current();
    next.fields[field] = decided;
    cbor::Map payload{{"field", policy::to_string(field)},
                      {"decision", std::string(policy::to_string(decision))}};
    if (decided.category) payload["category"] = decided.category->value();
    GDPRD_TRY(put_in_force(off, std::move(next), who, std::move(payload)));
    return decided;
}

}  // namespace gdprd::daemon
