#pragma once

#include <boost/json/fwd.hpp>

#include "policy/catalogue/catalogue.hpp"
#include "policy/language/coverage.hpp"

namespace gdprd::daemon {

/// One field as /api/v1/catalogue/fields shows it.
[[nodiscard]] boost::json::object field_json(const policy::CatalogueField& field);
/// One open task as /api/v1/tasks shows it.
[[nodiscard]] boost::json::object task_json(const policy::Catalogue& catalogue,
                                            const policy::DriftTask& task);
/// What /api/v1/catalogue/coverage says.
[[nodiscard]] boost::json::object coverage_json(const policy::Catalogue& catalogue,
                                                const policy::CatalogueCoverage& coverage);

}  // namespace gdprd::daemon
