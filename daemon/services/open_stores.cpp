#include "daemon/services/open_stores.hpp"

#include "connectors/registry.hpp"

namespace gdprd::daemon {

namespace {

Result<Secret> load_password(const config::SecretSource& source) {
    if (!source.given()) return Secret();
    GDPRD_TRY_ASSIGN(const auto stored, config::load_secret(source));
    return Secret(as_bytes(stored.expose_line()));
}

}  // namespace

Result<void> open_stores(OffLoop /*off*/,
                         const std::map<StoreName, config::StoreSettings>& settings, Stores& into) {
    for (const auto& [name, store] : settings) {
        auto password = load_password(store.password);
        if (!password) return password.error().in("store " + name.value());
        auto connector =
            connectors::make_connector(connectors::settings_of(name, store, std::move(*password)));
        if (!connector) return connector.error().in("store " + name.value());
        into.add(name, std::string(config::to_string(store.kind)), std::move(*connector));
    }
    return {};
}

}  // namespace gdprd::daemon
