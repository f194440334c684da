#include "policy/quality/collection_quality.hpp"

#include <algorithm>
#include <utility>

#include "config/base/assert.hpp"
#include "policy/identity/resolver_identifiers.hpp"
#include "policy/language/decide.hpp"

namespace gdprd::policy {

namespace {

/// Of all identifiers of one collection together, whose repetitions are to be right; 16 bytes each,
/// twice that while more are coming.
constexpr std::size_t kHashesOfIdentifiers = 1 << 20;
/// Of other fields: how many first names there are is told to within 2 %.
constexpr std::size_t kHashesOfField = 4096;

bool is_read(const CollectionSchema& collection) {
    return is_searched(collection.kind);
}

std::optional<FieldMeaning> meaning_of(const Policy& policy, const Catalogue& catalogue,
                                       const CollectionPath& in, const FieldSchema& field) {
    const FieldPath path{in, field.name};
    if (field.type == FieldType::bytes || !is_personal(policy, catalogue, path))
        return std::nullopt;
    return FieldMeaning{path, category_of(policy, catalogue, path),
                        identifier_type_of(policy, catalogue, path), field.type, field.max_chars};
}

}  // namespace

std::vector<std::string> QualityTask::names() const {
    std::vector<std::string> out;
    out.reserve(fields.size() + 1);
    for (const auto& field : fields) out.push_back(field.path.field);
    if (last_change && std::find(out.begin(), out.end(), *last_change) == out.end())
        out.push_back(*last_change);
    return out;
}

std::vector<QualityTask> plan_quality(const Policy& policy, const Catalogue& catalogue,
                                      const StoreName& store) {
    std::vector<QualityTask> out;
    const auto* schema = catalogue.find_store(store);
    if (schema == nullptr) return out;
    for (const auto& collection : schema->collections) {
        if (!is_read(collection)) continue;
        QualityTask task;
        task.in = {store, collection.name};
        for (const auto& field : collection.fields) {
            auto meaning = meaning_of(policy, catalogue, task.in, field);
            if (meaning) task.fields.push_back(std::move(*meaning));
        }
        if (task.fields.empty()) continue;
        task.last_change = find_last_change(collection);
        out.push_back(std::move(task));
    }
    return out;
}

CollectionReader::CollectionReader(const QualityTask& task, const ValueHasher& hasher, Date today)
    : in_(task.in) {
    const auto identifiers = static_cast<std::size_t>(
        std::count_if(task.fields.begin(), task.fields.end(),
                      [](const FieldMeaning& field) { return field.identifier.has_value(); }));
    const std::size_t of_identifier =
        std::max(kHashesOfIdentifiers / std::max<std::size_t>(identifiers, 1), kHashesOfField);
    fields_.reserve(task.fields.size());
    for (const auto& field : task.fields)
        fields_.emplace_back(field, field.identifier ? of_identifier : kHashesOfField, hasher,
                             today);
    if (!task.last_change) return;
    ages_.emplace(*task.last_change, today);
    const auto names = task.names();
    ages_at_ = static_cast<std::size_t>(std::find(names.begin(), names.end(), *task.last_change) -
                                        names.begin());
}

void CollectionReader::add(const std::vector<PersonalCell>& row) {
    GDPRD_ASSERT(row.size() >= fields_.size() && (!ages_ || ages_at_ < row.size()));
    ++rows_;
    for (std::size_t i = 0; i < fields_.size(); ++i) fields_[i].add(row[i].expose());
    if (ages_) ages_->add(row[ages_at_].expose());
}

CollectionQuality CollectionReader::finish(bool whole) && {
    CollectionQuality out;
    out.in = std::move(in_);
    out.rows = rows_;
    out.whole = whole;
    for (auto& field : fields_) out.fields.push_back(std::move(field).finish());
    if (ages_) out.last_change = std::move(*ages_).finish();
    return out;
}

}  // namespace gdprd::policy
