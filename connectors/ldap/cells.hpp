#pragma once

#include <string>
#include <utility>
#include <vector>

#include "connectors/ldap/layout.hpp"
#include "connectors/ldap/session.hpp"
#include "policy/plan/row.hpp"

namespace gdprd::connectors {

/// What a value is to us, and the value itself.
struct LdapValue {
    policy::Cell cell;
    std::string raw;
};

/// A text is text, bytes stay bytes, a DN has its canonical spelling; of a secret only that it is
/// there.
[[nodiscard]] policy::Cell cell_of(LdapForm form, const std::string& raw);

/// The values of an attribute in the order of their cells: servers keep none. Places count along
/// it.
[[nodiscard]] std::vector<LdapValue> ordered_values(const LdapEntry& entry,
                                                    const std::string& attribute, LdapForm form);

/// A field of an entry; null when it has none there.
[[nodiscard]] policy::Cell read_field(const LdapEntry& entry, const LdapField& field);

}  // namespace gdprd::connectors
