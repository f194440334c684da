#pragma once

#include <string>

#include "config/base/result.hpp"

namespace gdprd::connectors {

/// What was asked of the server: the same code means something else for each.
enum class LdapPurpose : unsigned char { connect, read, erase, change };

/// Our words for a result code of LDAP (RFC 4511, appendix A) or of libldap. The server's own text,
/// which may hold values, becomes the sensitive detail.
[[nodiscard]] Error ldap_error(int code, LdapPurpose purpose, const std::string& detail);

}  // namespace gdprd::connectors
