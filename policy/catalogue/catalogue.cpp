#include "policy/catalogue/catalogue.hpp"

#include <algorithm>

#include "config/base/assert.hpp"
#include "config/base/crypto.hpp"
#include "policy/cells/cell_path.hpp"

namespace gdprd::policy {
namespace {

constexpr std::uint32_t kMoreLikelyThanNotPpm = 500'000;

bool is_human(const CatalogueField& field) noexcept {
    return field.decided_by != DecidedBy::classifier;
}

CatalogueField not_examined(const FieldPath& path) {
    CatalogueField field;
    field.path = path;
    field.decision = Decision::review;
    field.reasons.emplace_back("not examined by the scan");
    return field;
}

/// Of a place inside cells that stays in the catalogue without being seen: it may have gone.
constexpr std::string_view kNotSeen =
    "not seen inside the cells that the last scan read; reject it when it is not written any more";

CatalogueField not_seen(CatalogueField field) {
    if (std::find(field.reasons.begin(), field.reasons.end(), kNotSeen) == field.reasons.end())
        field.reasons.emplace_back(kNotSeen);
    return field;
}

CatalogueField seen(CatalogueField field) {
    std::erase(field.reasons, kNotSeen);
    return field;
}

using Findings = std::map<FieldPath, const CatalogueField*>;

/// Values inside cells: what people decided, and what is personal, stays while its column does,
/// because another sample may show it again, and says so; unless a name of its path turned out to
/// be data.
void merge_cells(Catalogue& merged, const Catalogue& old, const StoreSchema& schema,
                 const Findings& findings) {
    const auto place_of = [&schema](const FieldPath& path) -> std::optional<CellPlace> {
        const CollectionSchema* collection = schema.find(path.in.collection);
        if (path.in.store != schema.store || collection == nullptr) return std::nullopt;
        return find_cell_place(*collection, path.field);
    };
    std::map<std::pair<CollectionPath, std::string>, std::vector<CellKeys>> found;
    for (const auto& [path, field] : findings) {
        auto place = place_of(path);
        if (!place) continue;
        const CatalogueField* before = old.find_field(path);
        merged.fields.emplace(path,
                              before != nullptr && is_human(*before) ? seen(*before) : *field);
        found[{path.in, std::move(place->column)}].push_back(std::move(place->keys));
    }
    for (const auto& [path, field] : old.fields) {
        const auto place = merged.fields.contains(path) ? std::nullopt : place_of(path);
        if (!place) continue;
        const auto& now = found[{path.in, place->column}];
        const bool is_covered = std::any_of(now.begin(), now.end(), [&](const CellKeys& keys) {
            return covers(keys, place->keys);
        });
        if (!is_human(field) && (!field.is_personal() || is_covered)) continue;
        // A small sample may show single names where an earlier one showed "*".
        const bool is_seen =
            is_covered || std::any_of(now.begin(), now.end(), [&](const CellKeys& keys) {
                return covers(place->keys, keys);
            });
        if (is_seen) {
            merged.fields.emplace(path, seen(field));
        } else {
            merged.fields.emplace(path,
                                  field.decision == Decision::reject ? field : not_seen(field));
        }
    }
}

void merge_store(Catalogue& merged, const Catalogue& old, const StoreSchema& schema,
                 const Findings& findings) {
    for (const CollectionSchema& collection : schema.collections) {
        for (const FieldSchema& field : collection.fields) {
            FieldPath path{{schema.store, collection.name}, field.name};
            const CatalogueField* before = old.find_field(path);
            const auto finding = findings.find(path);
            if (before != nullptr && is_human(*before)) {
                merged.fields.emplace(std::move(path), *before);
            } else if (finding != findings.end()) {
                merged.fields.emplace(std::move(path), *finding->second);
            } else {
                CatalogueField waiting = not_examined(path);
                merged.fields.emplace(std::move(path), std::move(waiting));
            }
        }
    }
    merge_cells(merged, old, schema, findings);
}

bool in_key(const std::vector<std::string>& key, std::string_view field) {
    return std::find(key.begin(), key.end(), field) != key.end();
}

bool same_references(const CollectionSchema& a, const CollectionSchema& b, std::string_view field) {
    const auto targets = [&field](const CollectionSchema& collection) {
        std::vector<std::pair<CollectionName, std::vector<std::string>>> found;
        for (const ForeignKey& key : collection.foreign_keys) {
            if (in_key(key.fields, field)) found.emplace_back(key.target, key.target_fields);
        }
        std::sort(found.begin(), found.end());
        return found;
    };
    return targets(a) == targets(b);
}

bool same_schema(const Catalogue& before, const Catalogue& after, const FieldPath& path) {
    const CollectionSchema* a = before.find_collection(path.in);
    const CollectionSchema* b = after.find_collection(path.in);
    if (a == nullptr || b == nullptr) return a == b;
    const FieldSchema* x = a->find_field(path.field);
    const FieldSchema* y = b->find_field(path.field);
    if (x == nullptr || y == nullptr) return x == y;
    return x->type == y->type && x->declared_type == y->declared_type &&
           x->nullable == y->nullable && x->max_chars == y->max_chars &&
           in_key(a->primary_key, path.field) == in_key(b->primary_key, path.field) &&
           same_references(*a, *b, path.field);
}

}  // namespace

bool CatalogueField::is_personal() const noexcept {
    switch (decision) {
        case Decision::accept:
            return true;
        case Decision::review:
            return personal_ppm > kMoreLikelyThanNotPpm;
        case Decision::reject:
            return false;
    }
    assertion_failed("enumerator", __FILE__, __LINE__);
}

const StoreSchema* Catalogue::find_store(const StoreName& store) const noexcept {
    for (const StoreSchema& candidate : stores) {
        if (candidate.store == store) return &candidate;
    }
    return nullptr;
}

const CollectionSchema* Catalogue::find_collection(const CollectionPath& path) const noexcept {
    const StoreSchema* store = find_store(path.store);
    return store == nullptr ? nullptr : store->find(path.collection);
}

const CatalogueField* Catalogue::find_field(const FieldPath& path) const noexcept {
    const auto found = fields.find(path);
    return found == fields.end() ? nullptr : &found->second;
}

std::vector<const CatalogueField*> Catalogue::fields_of(const CollectionPath& path) const {
    std::vector<const CatalogueField*> found;
    for (auto it = fields.lower_bound(FieldPath{path, {}});
         it != fields.end() && it->first.in == path; ++it) {
        found.push_back(&it->second);
    }
    return found;
}

const CatalogueLink* Catalogue::find_link(const LinkId& id) const {
    for (const auto& [ends, link] : links)
        if (id_of(link) == id) return &link;
    return nullptr;
}

void drop_broken_links(Catalogue& catalogue) {
    std::erase_if(catalogue.links, [&](const auto& one) {
        return !catalogue.fields.contains(one.first.first) ||
               !catalogue.fields.contains(one.first.second);
    });
}

CatalogueVersion version_of(const Catalogue& catalogue) {
    return CatalogueVersion(crypto::sha256(cbor::encode(to_cbor(catalogue))));
}

Catalogue merge_scan(const Catalogue& old, std::span<const StoreSchema> scanned,
                     std::span<const CatalogueField> found) {
    Findings findings;
    for (const CatalogueField& field : found) findings.insert_or_assign(field.path, &field);
    std::map<StoreName, const StoreSchema*> by_name;
    for (const StoreSchema& schema : old.stores) by_name.insert_or_assign(schema.store, &schema);
    for (const StoreSchema& schema : scanned) by_name.insert_or_assign(schema.store, &schema);

    Catalogue merged;
    for (const auto& [name, schema] : by_name) merged.stores.push_back(*schema);
    for (const auto& [path, field] : old.fields) {
        const auto same_store = [&path](const StoreSchema& s) { return s.store == path.in.store; };
        if (std::none_of(scanned.begin(), scanned.end(), same_store)) {
            merged.fields.emplace(path, field);
        }
    }
    for (const StoreSchema& schema : scanned) merge_store(merged, old, schema, findings);
    merged.links = old.links;
    merged.tasks = old.tasks;
    drop_broken_links(merged);
    return merged;
}

Drift diff(const Catalogue& before, const Catalogue& after) {
    Drift drift;
    for (const auto& [path, field] : before.fields) {
        if (!after.fields.contains(path)) drift.vanished.push_back(path);
    }
    for (const auto& [path, field] : after.fields) {
        const CatalogueField* old = before.find_field(path);
        if (old == nullptr) {
            drift.added.push_back(path);
        } else if (old->category != field.category || old->is_personal() != field.is_personal() ||
                   !same_schema(before, after, path)) {
            drift.changed.push_back(path);
        }
    }
    return drift;
}

std::string_view to_string(Decision decision) noexcept {
    switch (decision) {
        case Decision::accept:
            return "accept";
        case Decision::review:
            return "review";
        case Decision::reject:
            return "reject";
    }
    assertion_failed("enumerator", __FILE__, __LINE__);
}

std::string_view to_string(DecidedBy by) noexcept {
    switch (by) {
        case DecidedBy::classifier:
            return "classifier";
        case DecidedBy::person:
            return "person";
        case DecidedBy::policy:
            return "policy";
    }
    assertion_failed("enumerator", __FILE__, __LINE__);
}

}  // namespace gdprd::policy
