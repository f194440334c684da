#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "connectors/connector.hpp"
#include "connectors/ldap/entries.hpp"

namespace gdprd::connectors {

struct LdapSampleBounds {
    std::uint64_t rows = 0;
    std::uint32_t chars = 0;
};

/// Walks through the whole collection and keeps rows that lie evenly in it: a directory cannot be
/// entered in the middle. Pictures and passwords give no values.
Result<Sample> sample_entries(LdapEntries& entries, const std::vector<std::string>& fields,
                              LdapSampleBounds bounds);

}  // namespace gdprd::connectors
