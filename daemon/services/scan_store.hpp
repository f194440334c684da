#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "config/base/off_loop.hpp"
#include "config/base/result.hpp"
#include "connectors/connector.hpp"
#include "policy/catalogue/catalogue.hpp"

namespace gdprd::daemon {

/// What a look at one store gave. The sampled values were classified and are gone.
struct StoreFindings {
    policy::StoreSchema schema;
    std::vector<policy::CatalogueField> fields;
    std::uint64_t rows_read = 0;
    std::uint64_t values_sampled = 0;
    std::vector<policy::CollectionPath> unsampled;  ///< could not be read: judged by names alone
};

/// Introspects, samples each collection and classifies, within this call. `go_on` is asked before
/// each collection; false ends with `cancelled`.
Result<StoreFindings> scan_store(OffLoop off, connectors::Connector& connector,
                                 const std::function<bool()>& go_on);

}  // namespace gdprd::daemon
