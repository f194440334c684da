#pragma once

#include <set>

#include "policy/identity/resolver_estate.hpp"

namespace gdprd::policy {

/// Fields whose names leave open whose row it is: owner_email beside contact_email, email beside
/// guest_email in a collection that is none of people, contact_email beside a username that may be
/// an address. Each has the others as its rivals, but those at `declared`, whom the policy calls
/// the row's own identifiers, have none.
void mark_rivals(Node& node, const std::set<std::size_t>& declared);

/// Whether one of the field's rivals is filled with something else: then nothing tells whose row
/// this is, and a person decides.
[[nodiscard]] bool has_rival(const Values& values, const IdentifyingField& field);

}  // namespace gdprd::policy
