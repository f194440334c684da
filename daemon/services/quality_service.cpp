#include "daemon/services/quality_service.hpp"

#include <algorithm>
#include <boost/json.hpp>
#include <utility>

#include "config/base/crypto.hpp"
#include "config/base/log.hpp"
#include "config/limits.hpp"
#include "connectors/value_reader.hpp"
#include "daemon/services/policy_service.hpp"

namespace gdprd::daemon {

namespace {

constexpr std::string_view kPurpose = "data quality";

audit::EntryDraft draft_of(audit::EntryType type, const ActorName& who) {
    audit::EntryDraft draft;
    draft.type = type;
    draft.actor = who.value();
    draft.purpose = kPurpose;
    return draft;
}

std::string result_of(const std::optional<Error>& failure) {
    return std::string(failure ? to_string(failure->code()) : "done");
}

ScanState state_of(const std::vector<MeasuredStore>& stores) {
    const auto done =
        std::count_if(stores.begin(), stores.end(), [](const auto& s) { return s.is_done(); });
    if (static_cast<std::size_t>(done) == stores.size()) return ScanState::done;
    const bool read_some = std::any_of(stores.begin(), stores.end(), [](const auto& store) {
        return std::any_of(store.collections.begin(), store.collections.end(),
                           [](const auto& one) { return !one.failure || one.quality.rows > 0; });
    });
    return done > 0 || read_some ? ScanState::partial : ScanState::failed;
}

}  // namespace

Topic topic_of(const QualityId& report) {
    return Topic("quality/" + report.value());
}

bool MeasuredStore::is_done() const noexcept {
    return readable && !failure &&
           std::none_of(collections.begin(), collections.end(),
                        [](const auto& one) { return one.failure.has_value(); });
}

std::vector<StoreName> QualityService::chosen(const std::vector<StoreName>& only) const {
    return only.empty() ? means_.stores.names() : only;
}

std::vector<policy::QualityTask> QualityService::tasks_of(const StoreName& store) const {
    const auto rules = means_.policies.current();
    const auto catalogue = means_.scans.current();
    return policy::plan_quality(rules ? *rules : policy::Policy{}, *catalogue, store);
}

Result<std::vector<policy::QualityTask>> QualityService::plan(
    const std::vector<StoreName>& only) const {
    std::vector<policy::QualityTask> out;
    for (const auto& name : chosen(only)) {
        if (!means_.stores.contains(name))
            return Error(ErrorCode::not_found, "there is no store of that name",
                         "gdprctl stores list");
        auto tasks = tasks_of(name);
        std::move(tasks.begin(), tasks.end(), std::back_inserter(out));
    }
    return out;
}

Result<QualityId> QualityService::prepare(const std::vector<StoreName>& only) {
    GDPRD_TRY(plan(only));
    if (means_.scans.current()->stores.empty())
        return Error(ErrorCode::conflict, "the catalogue is empty: nobody knows what is personal",
                     "gdprctl catalogue scan");
    if (running_.exchange(true))
        return Error(ErrorCode::conflict, "another report on data quality is being made",
                     "wait for it, and ask again");
    const auto number = ++*last_number_.lock();
    QualityReport report;
    report.id =
        QualityId("Q-" + std::to_string(means_.trail.incarnation()) + "-" + std::to_string(number));
    keep(report);
    return report.id;
}

void QualityService::abandon(const QualityId& id, const Error& why) {
    QualityReport report;
    report.id = id;
    report.state = ScanState::failed;
    report.failure = why;
    keep(report);
    running_ = false;
}

QualityReport QualityService::run(OffLoop off, const QualityId& id,
                                  const std::vector<StoreName>& only, const ActorName& who) {
    QualityReport report;
    report.id = id;
    report.catalogue = policy::version_of(*means_.scans.current());
    const auto finished = run_stores(off, chosen(only), who, report);
    report.state = finished ? state_of(report.stores) : ScanState::failed;
    if (!finished) report.failure = finished.error();
    keep(report);
    const boost::json::object done{{"state", to_string(report.state)}};
    means_.progress.publish(topic_of(id), "done", boost::json::serialize(done));
    means_.progress.finish(topic_of(id));
    running_ = false;
    return report;
}

Result<void> QualityService::run_stores(OffLoop off, const std::vector<StoreName>& names,
                                        const ActorName& who, QualityReport& report) {
    cbor::Array stores;
    for (const auto& name : names) stores.emplace_back(name.value());
    auto intent = draft_of(audit::EntryType::intent, who);
    intent.payload = cbor::Map{{"quality", report.id.value()}, {"stores", std::move(stores)}};
    GDPRD_TRY(means_.trail.record(off, std::move(intent)));
    // Hashes and their key end with this call.
    const policy::ValueHasher hasher(Secret::random(crypto::kKeyBytes));
    for (const auto& name : names) {
        GDPRD_TRY_ASSIGN(auto store, run_store(off, report.id, name, who, hasher));
        if (store.failure && store.failure->code() != ErrorCode::cancelled)
            log::event(log::Event::store_unavailable, {{"store", name}, {"error", *store.failure}});
        report.stores.push_back(std::move(store));
    }
    return {};
}

Result<MeasuredStore> QualityService::run_store(OffLoop off, const QualityId& id,
                                                const StoreName& name, const ActorName& who,
                                                const policy::ValueHasher& hasher) {
    MeasuredStore out;
    out.store = name;
    if (means_.scans.current()->find_store(name) == nullptr) {
        out.failure = Error(ErrorCode::not_found, "the store is not in the catalogue",
                            "gdprctl catalogue scan --store " + name.value());
        return out;
    }
    for (const auto& task : tasks_of(name)) {
        auto one = run_collection(off, task, hasher, out.readable);
        if (!out.readable) return out;
        auto read = draft_of(audit::EntryType::read, who);
        read.store = name.value();
        read.collection = policy::to_string(task.in.collection);
        read.fields = task.names();
        read.row_count = one.quality.rows;
        read.payload = cbor::Map{{"quality", id.value()}, {"result", result_of(one.failure)}};
        GDPRD_TRY(means_.trail.record(off, std::move(read)));
        tell(id, one);
        const auto failure = one.failure;
        out.collections.push_back(std::move(one));
        if (!failure || failure->code() == ErrorCode::not_found) continue;
        if (failure->code() == ErrorCode::cancelled) {
            out.failure = failure;
            return out;
        }
        // Locked by somebody, or too large for its time; or is the whole store gone?
        const auto alive = means_.stores.with(
            off, name, [&](connectors::Connector& connector) { return connector.check(off); });
        if (alive) continue;
        out.failure = alive.error();
        return out;
    }
    return out;
}

MeasuredCollection QualityService::run_collection(OffLoop off, const policy::QualityTask& task,
                                                  const policy::ValueHasher& hasher,
                                                  bool& readable) {
    const auto today = date_of(means_.clock.now());
    policy::CollectionReader counts(task, hasher, today);
    const auto take = [&](std::vector<policy::PersonalCell>&& row) -> Result<void> {
        if (means_.stopping.load())
            return Error(ErrorCode::cancelled, "gdprd is stopping", "ask again when it runs");
        counts.add(row);
        return {};
    };
    // The store is free for others between two collections.
    const auto read =
        means_.stores.with(off, task.in.store,
                           [&](connectors::Connector& connector) -> Result<connectors::ValuesRead> {
                               auto* reader = dynamic_cast<connectors::ValueReader*>(&connector);
                               readable = reader != nullptr;
                               if (!readable)
                                   return Error(ErrorCode::unsupported, "not read as a whole");
                               return reader->read_values(off, task.in, task.names(),
                                                          config::limits::kQualityRows, take);
                           });
    MeasuredCollection out;
    out.quality = std::move(counts).finish(read && read->whole);
    if (!read) out.failure = read.error();
    return out;
}

void QualityService::tell(const QualityId& id, const MeasuredCollection& collection) {
    const boost::json::object event{{"collection", policy::to_string(collection.quality.in)},
                                    {"rows", collection.quality.rows},
                                    {"result", result_of(collection.failure)}};
    means_.progress.publish(topic_of(id), "collection", boost::json::serialize(event));
}

void QualityService::keep(const QualityReport& report) {
    auto reports = reports_.lock();
    std::erase_if(*reports, [&](const auto& kept) { return kept.id == report.id; });
    reports->push_back(report);
    if (reports->size() > config::limits::kQualityReportsKept) reports->pop_front();
}

std::optional<QualityReport> QualityService::find_report(const QualityId& id) const {
    auto reports = reports_.lock();
    const auto found = std::find_if(reports->begin(), reports->end(),
                                    [&](const auto& report) { return report.id == id; });
    if (found == reports->end()) return std::nullopt;
    return *found;
}

}  // namespace gdprd::daemon
