#pragma once

#include <boost/json/fwd.hpp>

#include "policy/catalogue/catalogue.hpp"

namespace gdprd::daemon {

/// One field as /api/v1/catalogue/fields shows it.
[[nodiscard]] boost::json::object field_json(const policy::CatalogueField& field);

}  // namespace gdprd::daemon
