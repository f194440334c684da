#include "daemon/services/stores.hpp"

#include "config/base/assert.hpp"

namespace gdprd::daemon {

void Stores::add(StoreName name, std::string kind,
                 std::unique_ptr<connectors::Connector> connector) {
    GDPRD_ASSERT(connector != nullptr && !contains(name));
    Store store;
    store.kind = std::move(kind);
    store.capabilities = connector->capabilities();
    store.unlocked = connector.get();
    store.connector =
        std::make_unique<Guarded<std::unique_ptr<connectors::Connector>>>(std::move(connector));
    stores_.emplace(std::move(name), std::move(store));
}

std::vector<StoreName> Stores::names() const {
    std::vector<StoreName> out;
    out.reserve(stores_.size());
    for (const auto& [name, store] : stores_) out.push_back(name);
    return out;
}

bool Stores::contains(const StoreName& name) const {
    return stores_.count(name) != 0;
}

const std::string& Stores::kind(const StoreName& name) const {
    const auto found = stores_.find(name);
    GDPRD_ASSERT(found != stores_.end());
    return found->second.kind;
}

connectors::Capabilities Stores::capabilities(const StoreName& name) const {
    const auto found = stores_.find(name);
    GDPRD_ASSERT(found != stores_.end());
    return found->second.capabilities;
}

void Stores::cancel_all() noexcept {
    for (auto& [name, store] : stores_) store.unlocked->cancel();
}

Result<Stores::Store*> Stores::find(const StoreName& name) {
    const auto found = stores_.find(name);
    if (found == stores_.end()) {
        return Error(ErrorCode::not_found, "there is no store of that name", "gdprctl stores list");
    }
    return &found->second;
}

}  // namespace gdprd::daemon
