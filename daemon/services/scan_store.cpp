#include "daemon/services/scan_store.hpp"

#include <algorithm>
#include <cmath>

#include "config/base/log.hpp"
#include "config/limits.hpp"
#include "daemon/services/scan_cells.hpp"
#include "policy/catalogue/classifier.hpp"

namespace gdprd::daemon {

namespace {

using policy::CollectionKind;
using policy::CollectionSchema;

/// Views and foreign tables show other collections' rows again: they are judged by their names.
bool is_sampled(const CollectionSchema& collection) {
    return policy::is_searched(collection.kind);
}

bool is_in(const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

std::uint32_t ppm(double probability) {
    constexpr double kMillion = 1e6;
    return static_cast<std::uint32_t>(std::lround(std::clamp(probability, 0.0, 1.0) * kMillion));
}

std::vector<policy::FieldEvidence> evidence_of(const StoreName& store,
                                               const CollectionSchema& collection,
                                               connectors::Sample sample) {
    std::vector<policy::FieldEvidence> out;
    for (const auto& field : collection.fields) {
        policy::FieldEvidence evidence;
        evidence.store = store;
        evidence.collection = collection.name.name;
        evidence.field = field.name;
        evidence.declared_type = field.declared_type;
        evidence.comment = field.comment;
        evidence.is_key = is_in(collection.primary_key, field.name);
        // Of a reference by several fields no single one says which row it is.
        const auto key =
            std::find_if(collection.foreign_keys.begin(), collection.foreign_keys.end(),
                         [&](const policy::ForeignKey& k) {
                             return k.fields.size() == 1 && k.fields.front() == field.name;
                         });
        if (key != collection.foreign_keys.end()) evidence.refers_to = key->target.name;
        const auto at = std::find(sample.fields.begin(), sample.fields.end(), field.name);
        const auto column = static_cast<std::size_t>(at - sample.fields.begin());
        if (column < sample.values.size()) evidence.samples = std::move(sample.values[column]);
        out.push_back(std::move(evidence));
    }
    return out;
}

policy::CatalogueField field_of(policy::FieldPath path, policy::Finding&& finding) {
    policy::CatalogueField field;
    field.path = std::move(path);
    field.category = std::move(finding.category);
    field.probability_ppm = ppm(finding.probability);
    field.personal_ppm = ppm(finding.personal);
    field.decision = finding.decision;
    field.reasons = std::move(finding.reasons);
    return field;
}

/// What each field of the store was found to be, until all collections are known: one tells of
/// another's fields, whose references lead to it.
class Found {
  public:
    void add(std::vector<policy::FieldEvidence> evidence, std::vector<policy::Finding> findings,
             std::size_t first) {
        for (std::size_t i = 0; i < evidence.size(); ++i) {
            evidence[i].samples = {};
            names_.push_back(std::move(evidence[i]));
            findings_.push_back(std::move(findings[i]));
            at_.push_back(first + i);
        }
    }
    /// Only fields that were rejected, or that a person was to look at, change.
    void find_references(std::vector<policy::CatalogueField>& fields) {
        std::vector<policy::Decision> before;
        before.reserve(findings_.size());
        for (const policy::Finding& finding : findings_) before.push_back(finding.decision);
        policy::find_references(names_, findings_);
        for (std::size_t i = 0; i < findings_.size(); ++i) {
            if (findings_[i].decision == before[i]) continue;
            auto& field = fields[at_[i]];
            const bool unread =
                !field.reasons.empty() && field.reasons.back() == policy::kValuesUnread;
            field = field_of(std::move(field.path), std::move(findings_[i]));
            if (unread) field.reasons.emplace_back(policy::kValuesUnread);
        }
    }

  private:
    std::vector<policy::FieldEvidence> names_;  ///< without their values
    std::vector<policy::Finding> findings_;
    std::vector<std::size_t> at_;  ///< of the store's fields
};

/// Failing to read one collection (no right, a broken view, a lock that somebody holds) is no
/// reason to know nothing of the others.
Result<connectors::Sample> sample_or_nothing(OffLoop off, connectors::Connector& connector,
                                             const policy::CollectionPath& path,
                                             const CollectionSchema& collection,
                                             StoreFindings& out) {
    if (collection.kind == CollectionKind::unreadable) out.unsampled.push_back(path);
    if (!is_sampled(collection)) return connectors::Sample{};
    std::vector<std::string> fields;
    fields.reserve(collection.fields.size());
    for (const auto& field : collection.fields) fields.push_back(field.name);
    auto sample = connector.sample(off, path, fields, config::limits::kScanRows);
    if (sample) return sample;
    const auto code = sample.error().code();
    if (code == ErrorCode::cancelled) return sample;
    // Locked by somebody, or is the whole store gone?
    if (code == ErrorCode::unavailable && !connector.check(off)) return sample;
    out.unsampled.push_back(path);
    log::event(
        log::Event::collection_not_sampled,
        {log::Field::safe_text("collection", policy::to_string(path)), {"error", sample.error()}});
    return connectors::Sample{};
}

}  // namespace

Result<StoreFindings> scan_store(OffLoop off, connectors::Connector& connector,
                                 const ComparisonMeans& by, const std::function<bool()>& go_on) {
    StoreFindings out;
    Found found;
    GDPRD_TRY_ASSIGN(out.schema, connector.inspect(off));
    for (const auto& collection : out.schema.collections) {
        if (!go_on()) return Error(ErrorCode::cancelled, "the scan was stopped");
        const policy::CollectionPath path{out.schema.store, collection.name};
        GDPRD_TRY_ASSIGN(auto sample, sample_or_nothing(off, connector, path, collection, out));
        out.rows_read += sample.rows_read;
        for (const auto& column : sample.values) out.values_sampled += column.size();
        auto evidence = evidence_of(out.schema.store, collection, std::move(sample));
        const bool unread = !out.unsampled.empty() && out.unsampled.back() == path;
        auto findings = policy::classify(evidence);
        if (is_sampled(collection) && !unread) {
            GDPRD_TRY(read_columns(off, connector, path, collection, evidence, findings, by,
                                   out.compared));
        }
        GDPRD_TRY_ASSIGN(auto cells, scan_cells(off, connector, path, collection, evidence));
        out.rows_read += cells.rows_read;
        out.values_sampled += cells.values_sampled;
        for (auto& [at, reason] : cells.columns) findings[at].reasons.push_back(std::move(reason));
        const std::size_t first = out.fields.size();
        for (std::size_t i = 0; i < findings.size(); ++i) {
            auto field = field_of({path, collection.fields[i].name}, policy::Finding(findings[i]));
            if (unread) {
                field.reasons.emplace_back(policy::kValuesUnread);
                if (field.decision == policy::Decision::reject)
                    field.decision = policy::Decision::review;
            }
            out.fields.push_back(std::move(field));
        }
        found.add(std::move(evidence), std::move(findings), first);
        for (auto& one : cells.inside)
            out.fields.push_back(field_of({path, std::move(one.field)}, std::move(one.finding)));
    }
    found.find_references(out.fields);
    return out;
}

}  // namespace gdprd::daemon
