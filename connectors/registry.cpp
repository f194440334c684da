#include "connectors/registry.hpp"

#include "connectors/files/files_connector.hpp"
#include "connectors/http/http_connector.hpp"
#include "connectors/ldap/ldap_connector.hpp"
#include "connectors/mariadb/mariadb_connector.hpp"
#include "connectors/postgres/postgres_connector.hpp"
#include "connectors/sqlite/sqlite_connector.hpp"

namespace gdprd::connectors {

namespace {

Error missing(const StoreSettings& settings, const char* what) {
    return Error(ErrorCode::invalid_argument, what).in(settings.name.value());
}

}  // namespace

Result<std::unique_ptr<Connector>> make_connector(StoreSettings settings) {
    switch (settings.kind) {
        case config::StoreKind::sqlite:
            if (settings.path.empty()) return missing(settings, "a SQLite store needs a path");
            return std::unique_ptr<Connector>(new SqliteConnector(std::move(settings)));
        case config::StoreKind::postgres:
            if (settings.host.empty() || settings.database.empty() || settings.user.empty())
                return missing(settings, "a PostgreSQL store needs host, database and user");
            return std::unique_ptr<Connector>(new PostgresConnector(std::move(settings)));
        case config::StoreKind::mariadb:
            if (settings.host.empty() || settings.database.empty() || settings.user.empty())
                return missing(settings, "a MariaDB store needs host, database and user");
            return std::unique_ptr<Connector>(new MariaConnector(std::move(settings)));
        case config::StoreKind::files: {
            if (settings.path.empty()) return missing(settings, "a store of files needs a path");
            const std::string name = settings.name.value();
            auto files = FilesConnector::create(std::move(settings));
            if (!files) return files.error().in(name);
            return std::unique_ptr<Connector>(std::move(*files));
        }
        case config::StoreKind::http: {
            if (settings.base_url.empty())
                return missing(settings, "a store of kind http needs base_url");
            GDPRD_TRY_ASSIGN(auto made, HttpConnector::create(std::move(settings)));
            return std::unique_ptr<Connector>(std::move(made));
        }
        case config::StoreKind::ldap: {
            if (settings.url.empty() || settings.base.empty())
                return missing(settings, "a store of kind ldap needs url and base");
            GDPRD_TRY_ASSIGN(auto made, LdapConnector::create(std::move(settings)));
            return std::unique_ptr<Connector>(std::move(made));
        }
    }
    return missing(settings, "unknown kind of store");
}

}  // namespace gdprd::connectors
