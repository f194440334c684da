#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "config/base/off_loop.hpp"
#include "config/base/result.hpp"
#include "connectors/connector.hpp"
#include "daemon/services/compare_columns.hpp"
#include "policy/catalogue/catalogue.hpp"

namespace gdprd::daemon {

/// What a look at one store gave. The values were classified and hashed, and are gone.
struct StoreFindings {
    policy::StoreSchema schema;
    std::vector<policy::CatalogueField> fields;
    std::uint64_t rows_read = 0;
    std::uint64_t values_sampled = 0;
    std::vector<policy::CollectionPath> unsampled;  ///< could not be read: judged by names alone
    ComparedColumns compared;                       ///< not to outlive the scan
};

/// Introspects, samples each collection and classifies, then reads those columns that can be
/// compared with others, within this call. `go_on` is asked before each collection; false ends with
/// `cancelled`.
Result<StoreFindings> scan_store(OffLoop off, connectors::Connector& connector,
                                 const ComparisonMeans& by, const std::function<bool()>& go_on);

}  // namespace gdprd::daemon
