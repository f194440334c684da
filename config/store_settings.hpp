#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "config/secret_source.hpp"

namespace gdprd::config {

// Enumerators are the words of gdprd.yaml; to_string writes verify_full as "verify-full".
enum class StoreKind : unsigned char { sqlite, postgres, mariadb, files, http, ldap };
enum class TlsMode : unsigned char { disable, prefer, require, verify_full };

[[nodiscard]] std::string_view to_string(StoreKind kind) noexcept;
[[nodiscard]] std::string_view to_string(TlsMode mode) noexcept;

/// What gdprd.yaml says of one store.
struct StoreSettings {
    StoreKind kind = StoreKind::sqlite;
    std::string path;                   ///< sqlite, files
    std::string encoding;               ///< files that are not UTF-8
    std::vector<std::string> formats;   ///< files: lines PATTERN=FORMAT
    std::vector<std::string> row_keys;  ///< files: lines PATTERN=FIELD,FIELD
    std::string host;  ///< name, address, directory (postgres) or path (mariadb) of a Unix socket
    std::uint16_t port = 0;
    std::string database;
    std::string user;
    SecretSource password;
    TlsMode tls = TlsMode::verify_full;
    std::string tls_ca;  ///< file of trusted certificates; empty: the system's
    /// postgres: empty for all but the server's own; mariadb: databases, empty for `database` alone
    std::vector<std::string> schemas;
    std::chrono::milliseconds statement_timeout{0};
    std::chrono::milliseconds lock_timeout{0};
    std::uint64_t rows_per_step = 0;
    std::uint64_t sample_rows = 0;
    bool residue = true;
    bool anchor = false;      ///< the trail's checkpoint is kept in the store's table gdprd_anchor
    std::string base_url;     ///< http: what the description's paths begin at
    std::string service;      ///< http: a shipped description's name, or empty
    std::string description;  ///< http: a description's file, or empty
    std::vector<std::string> allow_addresses;  ///< http: special ones, and networks, to connect to
    std::string url;                           ///< ldap: the server
    std::string bind_dn;                       ///< ldap: who asks; empty: nobody, or who runs gdprd
    std::string base;                          ///< ldap: DN that the entries are below
    std::string filter;                        ///< ldap: which entries, or empty
    std::vector<std::string> object_classes;   ///< ldap: structural classes; empty: all
    friend bool operator==(const StoreSettings&, const StoreSettings&) = default;
};

}  // namespace gdprd::config
