#include "policy/catalogue/unseen.hpp"

namespace gdprd::policy {

std::vector<StoreName> unscanned_stores(const Catalogue& catalogue,
                                        std::span<const StoreName> configured) {
    std::vector<StoreName> out;
    for (const StoreName& store : configured)
        if (catalogue.find_store(store) == nullptr) out.push_back(store);
    return out;
}

std::vector<UnreadableCollection> unreadable_collections(const Catalogue& catalogue) {
    std::vector<UnreadableCollection> out;
    for (const StoreSchema& store : catalogue.stores)
        for (const CollectionSchema& one : store.collections)
            if (one.kind == CollectionKind::unreadable)
                out.push_back({{store.store, one.name}, one.comment});
    return out;
}

}  // namespace gdprd::policy
