#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "config/base/secret.hpp"
#include "config/base/strong.hpp"
#include "config/settings.hpp"

namespace gdprd::connectors {

/// Purging of free space when an erasure ends.
enum class PurgeMode : unsigned char {
    none,    ///< only look, change nothing
    normal,  ///< what does not lock others out for long
    full,    ///< rewrites the tables: VACUUM FULL, OPTIMIZE TABLE
};

/// Everything a connector is made of.
struct StoreSettings {
    StoreName name;
    config::StoreKind kind = config::StoreKind::sqlite;

    std::string path;  ///< SQLite: the database file; files: the directory

    /// Files only, see gdprd.yaml(5)
    std::string encoding = "windows-1252";
    std::vector<std::string> formats;
    std::vector<std::string> row_keys;

    /// A name, an address, or a Unix socket: its directory (PostgreSQL), its path (MariaDB)
    std::string host;
    std::uint16_t port = 5432;
    std::string database;
    std::string user;
    Secret password;                                     ///< empty: none is sent
    config::TlsMode tls = config::TlsMode::verify_full;  ///< not used on a Unix socket
    std::string ca_file;  ///< root certificates for verify_*; empty: the driver's default
    /// PostgreSQL: only these; empty: all but the system's. MariaDB: these databases; empty: one
    std::vector<std::string> schemas;

    std::chrono::milliseconds connect_timeout{10'000};
    std::chrono::milliseconds statement_timeout{60'000};  ///< of each statement
    std::chrono::milliseconds lock_timeout{5'000};        ///< waiting for others' locks
    std::uint64_t sample_rows_max = 1'000;  ///< of one collection, whatever the caller asks
    std::uint32_t sample_chars_max = 256;   ///< of one sampled value
    PurgeMode purge = PurgeMode::normal;

    std::string base_url;     ///< HTTP: what the description's paths begin at
    std::string service;      ///< HTTP: name of a shipped description; empty: `description`
    std::string description;  ///< HTTP: file of the description
    std::string url;          ///< LDAP: the server
    std::string bind_dn;      ///< LDAP: empty: as nobody, or by the system on a Unix socket
    std::string base;         ///< LDAP: DN that the entries are below
    std::string filter;       ///< LDAP: which entries, or empty
    std::vector<std::string> object_classes;  ///< LDAP: structural classes; empty: all

    std::vector<std::string> allow_addresses;  ///< HTTP: special ones that may be connected to
};

/// What gdprd.yaml says of a store, with its password read.
[[nodiscard]] StoreSettings settings_of(StoreName name, const config::StoreSettings& configured,
                                        Secret password);

}  // namespace gdprd::connectors
