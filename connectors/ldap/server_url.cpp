#include "connectors/ldap/server_url.hpp"

#include <ldap.h>

#include <memory>
#include <string_view>

#include "connectors/ldap/distinguished_name.hpp"

namespace gdprd::connectors {

namespace {

using ParsedUrl = std::unique_ptr<LDAPURLDesc, decltype(&ldap_free_urldesc)>;

Error wrong(const char* what) {
    return {ErrorCode::invalid_argument, what,
            "write url as ldap://HOST, ldaps://HOST or ldapi://%2Fpath%2Fof%2Fsocket, with :PORT "
            "where the port is another"};
}

bool is_loopback(std::string_view host) {
    return host == "localhost" || host == "::1" ||
           (host.starts_with("127.") &&
            host.find_first_not_of("0123456789.") == std::string_view::npos);
}

}  // namespace

Result<LdapServerUrl> parse_server_url(const std::string& text, config::TlsMode tls) {
    if (text.find_first_of(" ,\t\r\n") != std::string::npos)
        return wrong("the store's url must name one server");
    LDAPURLDesc* parsed = nullptr;
    if (ldap_url_parse(text.c_str(), &parsed) != LDAP_URL_SUCCESS)
        return wrong("the store's url cannot be read");
    const ParsedUrl parts(parsed, &ldap_free_urldesc);
    const std::string scheme = small_letters(parts->lud_scheme);
    const std::string host = parts->lud_host == nullptr ? "" : small_letters(parts->lud_host);
    const bool more = (parts->lud_dn != nullptr && *parts->lud_dn != '\0') ||
                      parts->lud_attrs != nullptr || parts->lud_filter != nullptr ||
                      parts->lud_exts != nullptr || text.find('@') != std::string::npos;
    if (more) return wrong("the store's url names more than a server");
    if (host.empty()) return wrong("the store's url names no server");
    LdapServerUrl out;
    out.url = text;
    out.unix_socket = scheme == "ldapi";
    out.local = out.unix_socket || is_loopback(host);
    if (scheme == "ldaps") {
        out.protection = LdapProtection::tls;
    } else if (scheme != "ldap" && scheme != "ldapi") {
        return wrong("the store's url has another scheme than ldap, ldaps or ldapi");
    }
    switch (tls) {
        case config::TlsMode::verify_full:
            if (out.protection == LdapProtection::none && !out.local)
                out.protection = LdapProtection::start_tls;
            return out;
        case config::TlsMode::disable:
            if (out.protection == LdapProtection::tls)
                return wrong("tls: disable contradicts the store's url, which begins with ldaps");
            return out;
        case config::TlsMode::prefer:
        case config::TlsMode::require:
            break;
    }
    return Error(ErrorCode::invalid_argument,
                 "a directory's tls is verify-full or disable: the others would not make sure who "
                 "the server is",
                 "leave tls out");
}

}  // namespace gdprd::connectors
