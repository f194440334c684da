#pragma once

#include <ldap.h>

#include <memory>
#include <string>

namespace gdprd::connectors {

struct FreeLdapMessage {
    void operator()(LDAPMessage* message) const noexcept { ldap_msgfree(message); }
};
using LdapMessage = std::unique_ptr<LDAPMessage, FreeLdapMessage>;

struct FreeLdapControl {
    void operator()(LDAPControl* control) const noexcept { ldap_control_free(control); }
};
using LdapControl = std::unique_ptr<LDAPControl, FreeLdapControl>;

/// Bytes in the form that libldap takes. It does not write through it; `bytes` must outlive it.
inline berval borrowed(const std::string& bytes) {
    return {bytes.size(), const_cast<char*>(bytes.data())};
}

}  // namespace gdprd::connectors
