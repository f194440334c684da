#include "connectors/registry.hpp"

#include "connectors/sqlite/sqlite_connector.hpp"

namespace gdprd::connectors {

namespace {

Error missing(const StoreSettings& settings, const char* what) {
    return Error(ErrorCode::invalid_argument, what).in(settings.name.value());
}

}  // namespace

Result<std::unique_ptr<Connector>> make_connector(StoreSettings settings) {
    switch (settings.kind) {
        case StoreKind::sqlite:
            if (settings.path.empty()) return missing(settings, "a SQLite store needs a path");
            return std::unique_ptr<Connector>(new SqliteConnector(std::move(settings)));
        case StoreKind::postgresql:
            return missing(settings, "PostgreSQL is not built in");
    }
    return missing(settings, "unknown kind of store");
}

}  // namespace gdprd::connectors
