#include "policy/catalogue/catalogue.hpp"

#include <algorithm>

#include "config/base/assert.hpp"
#include "config/base/crypto.hpp"

namespace gdprd::policy {
namespace {

constexpr std::uint32_t kMoreLikelyThanNotPpm = 500'000;

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
