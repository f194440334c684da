// What a scan saw, and what stays of the catalogue before it.

#include <algorithm>
#include <set>
#include <utility>

#include "policy/catalogue/catalogue.hpp"
#include "policy/catalogue/unread.hpp"
#include "policy/cells/cell_path.hpp"

namespace gdprd::policy {
namespace {

/// Of a place inside cells that stays in the catalogue without being seen: it may have gone.
constexpr std::string_view kNotSeen =
    "not seen inside the cells that the last scan read; reject it when it is not written any more";

/// Of a field whose collection could not be read: what is known of it is older than the scan.
constexpr std::string_view kNotRead =
    "not read by the last scan: this is what was known of it before";

CatalogueField not_examined(const FieldPath& path) {
    CatalogueField field;
    field.path = path;
    field.decision = Decision::review;
    field.reasons.emplace_back("not examined by the scan");
    return field;
}

bool is_human(const CatalogueField& field) noexcept {
    return field.decided_by != DecidedBy::classifier;
}

bool has_reason(const CatalogueField& field, std::string_view reason) {
    return std::find(field.reasons.begin(), field.reasons.end(), reason) != field.reasons.end();
}

CatalogueField seen(CatalogueField field) {
    std::erase(field.reasons, kNotSeen);
    std::erase(field.reasons, kNotRead);
    return field;
}

CatalogueField not_seen(CatalogueField field) {
    field = seen(std::move(field));
    field.reasons.emplace_back(kNotSeen);
    return field;
}

/// Once, however often.
CatalogueField not_read(CatalogueField field) {
    if (!has_reason(field, kNotRead)) field.reasons.emplace_back(kNotRead);
    return field;
}

/// One scanned store: what was found in it is put beside what the catalogue says.
class StoreMerge {
  public:
    using Findings = std::map<FieldPath, const CatalogueField*>;

    StoreMerge(const Catalogue& old, const StoreSchema& schema, const Findings& findings,
               const std::set<CollectionPath>& unsampled)
        : old_(old), schema_(schema), findings_(findings), unsampled_(unsampled) {}

    void run(Catalogue& merged) const {
        for (const CollectionSchema& collection : schema_.collections) {
            const CollectionPath in{schema_.store, collection.name};
            if (collection.kind == CollectionKind::unreadable) keep_unread(merged, in);
            for (const FieldSchema& field : collection.fields) {
                FieldPath path{in, field.name};
                CatalogueField now = field_of(path, field);
                merged.fields.emplace(std::move(path), std::move(now));
            }
        }
        merge_cells(merged);
    }

  private:
    void keep_unread(Catalogue& merged, const CollectionPath& in) const {
        for (const CatalogueField* field : old_.fields_of(in))
            merged.fields.emplace(field->path, not_read(*field));
    }

    [[nodiscard]] CatalogueField field_of(const FieldPath& path, const FieldSchema& schema) const {
        const CatalogueField* before = old_.find_field(path);
        const auto finding = findings_.find(path);
        const bool unsampled = unsampled_.contains(path.in);
        if (before != nullptr && is_human(*before))
            return unsampled ? not_read(*before) : seen(*before);
        if (before != nullptr && unsampled && knows_more(*before, schema)) return not_read(*before);
        return finding != findings_.end() ? *finding->second : not_examined(path);
    }

    /// No evidence replaces none: a name tells less than values once did, while they are of the
    /// same type. What was itself judged without values gives way.
    [[nodiscard]] bool knows_more(const CatalogueField& before, const FieldSchema& now) const {
        const CollectionSchema* in = old_.find_collection(before.path.in);
        const FieldSchema* was = in == nullptr ? nullptr : in->find_field(now.name);
        return was != nullptr && was->type == now.type && was->declared_type == now.declared_type &&
               !has_reason(before, kValuesUnread);
    }

    [[nodiscard]] std::optional<CellPlace> place_of(const FieldPath& path) const {
        const CollectionSchema* collection = schema_.find(path.in.collection);
        if (path.in.store != schema_.store || collection == nullptr) return std::nullopt;
        return find_cell_place(*collection, path.field);
    }

    /// Values inside cells: what people decided, and what is personal, stays while its column does,
    /// because another sample may show it again, and says so; unless a name of its path turned out
    /// to be data.
    void merge_cells(Catalogue& merged) const {
        std::map<std::pair<CollectionPath, std::string>, std::vector<CellKeys>> found;
        for (const auto& [path, field] : findings_) {
            auto place = place_of(path);
            if (!place) continue;
            const CatalogueField* before = old_.find_field(path);
            merged.fields.emplace(path,
                                  before != nullptr && is_human(*before) ? seen(*before) : *field);
            found[{path.in, std::move(place->column)}].push_back(std::move(place->keys));
        }
        for (const auto& [path, field] : old_.fields) {
            const auto place = merged.fields.contains(path) ? std::nullopt : place_of(path);
            if (!place) continue;
            if (unsampled_.contains(path.in)) {
                merged.fields.emplace(path, not_read(field));
                continue;
            }
            keep_place(merged, field, place->keys, found[{path.in, place->column}]);
        }
    }

    static void keep_place(Catalogue& merged, const CatalogueField& field, const CellKeys& place,
                           const std::vector<CellKeys>& now) {
        const bool is_covered = std::any_of(
            now.begin(), now.end(), [&](const CellKeys& keys) { return covers(keys, place); });
        if (!is_human(field) && (!field.is_personal() || is_covered)) return;
        // A small sample may show single names where an earlier one showed "*".
        const bool is_seen =
            is_covered || std::any_of(now.begin(), now.end(),
                                      [&](const CellKeys& keys) { return covers(place, keys); });
        const bool told = !is_seen && field.decision != Decision::reject;
        merged.fields.emplace(field.path, told ? not_seen(field) : seen(field));
    }

    const Catalogue& old_;
    const StoreSchema& schema_;
    const Findings& findings_;
    const std::set<CollectionPath>& unsampled_;
};

}  // namespace

Catalogue merge_scan(const Catalogue& old, std::span<const StoreSchema> scanned,
                     std::span<const CatalogueField> found,
                     std::span<const CollectionPath> unsampled) {
    StoreMerge::Findings findings;
    for (const CatalogueField& field : found) findings.insert_or_assign(field.path, &field);
    const std::set<CollectionPath> without_values(unsampled.begin(), unsampled.end());
    std::map<StoreName, StoreSchema> now;
    for (const StoreSchema& schema : scanned) {
        const StoreSchema* before = old.find_store(schema.store);
        now.insert_or_assign(schema.store,
                             before == nullptr ? schema : with_unread(*before, schema));
    }

    Catalogue merged;
    for (const auto& [path, field] : old.fields)
        if (!now.contains(path.in.store)) merged.fields.emplace(path, field);
    for (const auto& [name, schema] : now)
        StoreMerge(old, schema, findings, without_values).run(merged);
    for (const StoreSchema& schema : old.stores) now.try_emplace(schema.store, schema);
    for (auto& [name, schema] : now) merged.stores.push_back(std::move(schema));
    merged.links = old.links;
    merged.tasks = old.tasks;
    drop_broken_links(merged);
    return merged;
}

}  // namespace gdprd::policy
