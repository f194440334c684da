#pragma once

#include <boost/json/fwd.hpp>

#include <string>

#include "policy/catalogue/catalogue.hpp"
#include "policy/language/coverage.hpp"

namespace gdprd::daemon {

/// One field as /api/v1/catalogue/fields shows it; `owner` empty: nobody is named.
[[nodiscard]] boost::json::object field_json(const policy::CatalogueField& field,
                                             const std::string& owner);
/// One open task as /api/v1/tasks shows it; `rules` may be null.
[[nodiscard]] boost::json::object task_json(const policy::Catalogue& catalogue,
                                            const policy::DriftTask& task,
                                            const policy::Policy* rules);
/// What /api/v1/catalogue/coverage says; `rules` may be null.
[[nodiscard]] boost::json::object coverage_json(const policy::Catalogue& catalogue,
                                                const policy::CatalogueCoverage& coverage,
                                                const policy::Policy* rules);

}  // namespace gdprd::daemon
