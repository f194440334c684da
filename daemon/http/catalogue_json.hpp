#pragma once

#include <boost/json/fwd.hpp>

#include "policy/catalogue/catalogue.hpp"
#include "policy/language/coverage.hpp"

namespace gdprd::daemon {

/// One field as /api/v1/catalogue/fields shows it.
[[nodiscard]] boost::json::object field_json(const policy::CatalogueField& field);
/// What /api/v1/catalogue/coverage says.
[[nodiscard]] boost::json::object coverage_json(const policy::CatalogueCoverage& coverage);

}  // namespace gdprd::daemon
