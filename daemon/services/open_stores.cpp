#include "daemon/services/open_stores.hpp"

#include "connectors/registry.hpp"

namespace gdprd::daemon {

namespace {

connectors::StoreKind kind_of(config::StoreKind kind) {
    switch (kind) {
        case config::StoreKind::sqlite:
            return connectors::StoreKind::sqlite;
        case config::StoreKind::postgres:
            return connectors::StoreKind::postgresql;
    }
    return connectors::StoreKind::sqlite;
}

connectors::TlsMode tls_of(config::TlsMode mode) {
    switch (mode) {
        case config::TlsMode::disable:
            return connectors::TlsMode::disable;
        case config::TlsMode::prefer:
            return connectors::TlsMode::prefer;
        case config::TlsMode::require:
            return connectors::TlsMode::require;
        case config::TlsMode::verify_full:
            return connectors::TlsMode::verify_full;
    }
    return connectors::TlsMode::verify_full;
}

Result<connectors::StoreSettings> translate(const StoreName& name,
                                            const config::StoreSettings& from) {
    connectors::StoreSettings out;
    out.name = name;
    out.kind = kind_of(from.kind);
    out.path = from.path;
    out.host = from.host;
    if (from.port != 0) out.port = from.port;
    out.database = from.database;
    out.user = from.user;
    if (from.password.given()) {
        GDPRD_TRY_ASSIGN(const auto stored, config::load_secret(from.password));
        out.password = Secret(as_bytes(stored.expose_line()));
    }
    out.tls = tls_of(from.tls);
    out.ca_file = from.tls_ca;
    out.schemas = from.schemas;
    out.statement_timeout = from.statement_timeout;
    out.lock_timeout = from.lock_timeout;
    out.sample_rows_max = from.sample_rows;
    if (!from.residue) out.purge = connectors::PurgeMode::none;
    return out;
}

}  // namespace

Result<void> open_stores(OffLoop /*off*/,
                         const std::map<StoreName, config::StoreSettings>& settings, Stores& into) {
    for (const auto& [name, store] : settings) {
        auto translated = translate(name, store);
        if (!translated) return translated.error().in("store " + name.value());
        auto connector = connectors::make_connector(std::move(*translated));
        if (!connector) return connector.error().in("store " + name.value());
        into.add(name, std::string(config::to_string(store.kind)), std::move(*connector));
    }
    return {};
}

}  // namespace gdprd::daemon
