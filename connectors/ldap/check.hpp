#pragma once

#include <vector>

#include "connectors/connector.hpp"
#include "connectors/ldap/layout.hpp"
#include "connectors/ldap/server_url.hpp"
#include "connectors/ldap/survey.hpp"

namespace gdprd::connectors {

/// What is worth knowing of a directory before any run. `referrals`: how many other servers the
/// walk was led to.
[[nodiscard]] std::vector<CheckFinding> check_directory(const StoreSettings& settings,
                                                        const LdapServerUrl& url,
                                                        const LdapServer& server,
                                                        const LdapLayout& layout,
                                                        std::uint64_t referrals);

}  // namespace gdprd::connectors
