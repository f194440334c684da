#include "connectors/settings.hpp"

#include <utility>

namespace gdprd::connectors {

StoreSettings settings_of(StoreName name, const config::StoreSettings& configured,
                          Secret password) {
    StoreSettings out;
    out.name = std::move(name);
    out.kind = configured.kind;
    out.path = configured.path;
    if (!configured.encoding.empty()) out.encoding = configured.encoding;
    out.formats = configured.formats;
    out.row_keys = configured.row_keys;
    out.host = configured.host;
    out.port = configured.port;
    out.database = configured.database;
    out.user = configured.user;
    out.password = std::move(password);
    out.tls = configured.tls;
    out.ca_file = configured.tls_ca;
    out.schemas = configured.schemas;
    out.statement_timeout = configured.statement_timeout;
    out.lock_timeout = configured.lock_timeout;
    out.sample_rows_max = configured.sample_rows;
    out.base_url = configured.base_url;
    out.service = configured.service;
    out.description = configured.description;
    out.allow_addresses = configured.allow_addresses;
    out.url = configured.url;
    out.bind_dn = configured.bind_dn;
    out.base = configured.base;
    out.filter = configured.filter;
    out.object_classes = configured.object_classes;
    out.purge = configured.residue ? PurgeMode::normal : PurgeMode::none;
    return out;
}

}  // namespace gdprd::connectors
