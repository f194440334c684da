#include "policy/catalogue/leaf.hpp"

namespace gdprd::policy {

bool is_leaf(const CollectionSchema& collection) noexcept {
    return collection.kind == CollectionKind::partition;
}

bool is_leaf(const Catalogue& catalogue, const CollectionPath& path) {
    const auto* collection = catalogue.find_collection(path);
    return collection != nullptr && is_leaf(*collection);
}

}  // namespace gdprd::policy
