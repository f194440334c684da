#pragma once

#include <string>

#include "config/base/result.hpp"
#include "config/store_settings.hpp"

namespace gdprd::connectors {

/// How a connection to a directory is protected.
enum class LdapProtection : unsigned char {
    none,       ///< a Unix socket, this machine, or tls: disable
    start_tls,  ///< ldap:// to another machine
    tls,        ///< ldaps://
};

/// Where a directory is: one server, nothing else in the URL.
struct LdapServerUrl {
    std::string url;  ///< as libldap takes it
    bool unix_socket = false;
    bool local = false;  ///< a Unix socket or a loopback address
    LdapProtection protection = LdapProtection::none;
};

/// `invalid_argument` for another scheme, a list of URLs, a DN or anything more behind the server,
/// and for a way of TLS that would not make sure who the server is.
Result<LdapServerUrl> parse_server_url(const std::string& text, config::TlsMode tls);

}  // namespace gdprd::connectors
