#include "connectors/ldap/errors.hpp"

#include <ldap.h>

namespace gdprd::connectors {

namespace {

bool is_write(LdapPurpose purpose) {
    return purpose == LdapPurpose::erase || purpose == LdapPurpose::change;
}

Error rights(LdapPurpose purpose) {
    if (is_write(purpose))
        return {ErrorCode::forbidden, "the directory does not let gdprd change this entry",
                "give the store's bind_dn the right to write below base"};
    return {ErrorCode::forbidden, "the directory does not let gdprd read this",
            "give the store's bind_dn the right to read below base"};
}

/// What a server says no to because of its schema, its tree or its rules.
Error refused_change(int code, LdapPurpose purpose) {
    switch (code) {
        case LDAP_NOT_ALLOWED_ON_NONLEAF:
            return {ErrorCode::conflict, "other entries are below an entry that is to be erased",
                    "decide what becomes of them in the directory, then plan again"};
        case LDAP_NAMING_VIOLATION:
        case LDAP_NOT_ALLOWED_ON_RDN:
            return {ErrorCode::conflict, "a value names its entry and cannot be changed alone",
                    "let the policy delete the entry, or rename it in the directory"};
        case LDAP_OBJECT_CLASS_VIOLATION:
            return {ErrorCode::conflict,
                    "the directory's schema wants a value there: an attribute that an entry must "
                    "have, or the last member of a group",
                    "let the policy replace the value or delete the entry; give a group another "
                    "member first"};
        case LDAP_CONSTRAINT_VIOLATION:
        case LDAP_INVALID_SYNTAX:
        case LDAP_TYPE_OR_VALUE_EXISTS:
        case LDAP_INAPPROPRIATE_MATCHING:
            return {ErrorCode::conflict,
                    "the directory does not take the value that was to be written",
                    "let the policy write another one, or empty the field"};
        default:
            break;
    }
    return {ErrorCode::conflict,
            purpose == LdapPurpose::erase ? "the directory refuses to erase an entry"
                                          : "the directory refuses to change an entry",
            "see the server's own log"};
}

}  // namespace

Error ldap_error(int code, LdapPurpose purpose, const std::string& detail) {
    const auto told = [&](ErrorCode kind, const char* what, const char* hint) {
        return Error(kind, what, hint).with_detail(detail);
    };
    switch (code) {
        case LDAP_SERVER_DOWN:
        case LDAP_CONNECT_ERROR:
        case LDAP_UNAVAILABLE:
        case LDAP_BUSY:
            if (purpose == LdapPurpose::connect)
                return told(ErrorCode::unavailable, "the directory cannot be reached",
                            "see that the server runs, that url is right, and that its certificate "
                            "fits its name and tls_ca");
            return told(ErrorCode::unavailable, "the connection to the directory is lost",
                        "see that the server runs, and try again");
        case LDAP_TIMEOUT:
        case LDAP_TIMELIMIT_EXCEEDED:
            return told(ErrorCode::timeout, "the directory took longer than statement_timeout",
                        "see what else keeps it busy, give it an index (README of the LDAP "
                        "connector), or raise the store's statement_timeout");
        case LDAP_SIZELIMIT_EXCEEDED:
        case LDAP_ADMINLIMIT_EXCEEDED:
            return told(ErrorCode::limit_exceeded,
                        "the directory gives fewer entries than there are: its limit of sizes ends "
                        "the search",
                        "lift the limit for the store's bind_dn (slapd.conf: limits "
                        "dn.exact=\"…\" size.soft=unlimited size.hard=unlimited "
                        "size.prtotal=unlimited)");
        case LDAP_INVALID_CREDENTIALS:
        case LDAP_INAPPROPRIATE_AUTH:
        case LDAP_INVALID_DN_SYNTAX:
            if (purpose == LdapPurpose::connect)
                return told(ErrorCode::forbidden, "the directory does not know who is asking",
                            "see that the store's bind_dn and password are right");
            return told(ErrorCode::invalid_argument, "the directory does not take a DN",
                        "see that the store's base is right");
        case LDAP_STRONG_AUTH_REQUIRED:
        case LDAP_CONFIDENTIALITY_REQUIRED:
            return told(
                ErrorCode::forbidden,
                "the directory asks for a protected connection or a "
                "bind",
                "use ldaps:// or leave tls out, and give the store a bind_dn and a password");
        case LDAP_INSUFFICIENT_ACCESS:
            return rights(purpose).with_detail(detail);
        case LDAP_ASSERTION_FAILED:
            return told(ErrorCode::stale,
                        "an entry changed while the step ran; it was left as it is", "plan again");
        case LDAP_NO_SUCH_OBJECT:
            if (is_write(purpose))
                return told(ErrorCode::stale, "an entry went or was renamed while the step ran",
                            "plan again");
            return told(ErrorCode::not_found, "the store's base is not there, or may not be seen",
                        "see that base is right and that bind_dn may read it");
        case LDAP_UNAVAILABLE_CRITICAL_EXTENSION:
            return told(ErrorCode::unsupported,
                        "the directory does not compare an entry before it changes it (RFC 4528)",
                        "gdprd only erases in servers that do, such as OpenLDAP");
        case LDAP_REFERRAL:
            return told(ErrorCode::refused,
                        "the directory leads to another server, which gdprd never follows",
                        "make a store of that server; only a provider takes changes, no replica");
        case LDAP_FILTER_ERROR:
            return told(ErrorCode::invalid_argument, "the store's filter cannot be read",
                        "write it as RFC 4515 has it, such as (!(objectClass=device))");
        default:
            break;
    }
    if (is_write(purpose)) return refused_change(code, purpose).with_detail(detail);
    return Error(ErrorCode::io,
                 "the directory did not do as asked (code " + std::to_string(code) + ")",
                 "see the server's own log")
        .with_detail(detail);
}

}  // namespace gdprd::connectors
