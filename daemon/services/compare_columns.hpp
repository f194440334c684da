#pragma once

#include <cstdint>
#include <vector>

#include "config/base/off_loop.hpp"
#include "config/base/result.hpp"
#include "connectors/connector.hpp"
#include "policy/catalogue/classifier.hpp"
#include "policy/links/column.hpp"

namespace gdprd::daemon {

/// What a scan compares columns with.
struct ComparisonMeans {
    const policy::ValueHasher* hasher = nullptr;  ///< of this scan, borrowed; null: nothing is read
    std::size_t columns_most = 0;                 ///< of this store
};

/// What a scan keeps of columns until it has compared them: keyed hashes, in memory alone.
struct ComparedColumns {
    std::vector<policy::Column> columns;
    std::uint64_t rows_read = 0;
    std::vector<policy::CollectionPath> unread;  ///< could not be read, or too many columns
};

/// Reads the columns of one collection that can be compared with others, where the store's kind
/// allows it, and adds them to `out`. `evidence` and `found` are what the scan knows of each field,
/// in the order of the schema. Fails only with `cancelled`, or when the store went away.
Result<void> read_columns(OffLoop off, connectors::Connector& connector,
                          const policy::CollectionPath& path,
                          const policy::CollectionSchema& schema,
                          const std::vector<policy::FieldEvidence>& evidence,
                          const std::vector<policy::Finding>& found, const ComparisonMeans& by,
                          ComparedColumns& out);

}  // namespace gdprd::daemon
