#pragma once

#include "connectors/http/description.hpp"
#include "policy/catalogue/schema.hpp"

namespace gdprd::connectors {

/// The schema that a description tells. Services enforce references of their own, or none: those
/// described are told as declared.
[[nodiscard]] policy::StoreSchema schema_of(const Description& description, const StoreName& store);

/// Whether a search puts a value into an address, where access logs keep it.
[[nodiscard]] bool searches_in_addresses(const Description& description);

}  // namespace gdprd::connectors
