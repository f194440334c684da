#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "config/base/off_loop.hpp"
#include "config/base/result.hpp"
#include "connectors/connector.hpp"
#include "policy/catalogue/classifier.hpp"
#include "policy/cells/cell_column.hpp"

namespace gdprd::daemon {

/// What stands inside the values of a collection's columns, and what is to be said of those.
struct CellsFound {
    std::vector<policy::CellFinding> inside;
    std::vector<std::pair<std::size_t, std::string>> columns;  ///< position and a reason
    std::uint64_t rows_read = 0;
    std::uint64_t values_sampled = 0;
};

/// Looks into columns whose sampled values have an inner structure; those whose values were cut
/// are read a second time, longer. `columns` are in the order of the schema's fields. A second
/// reading that fails leaves what the first one shows; `cancelled` is passed on.
Result<CellsFound> scan_cells(OffLoop off, connectors::Connector& connector,
                              const policy::CollectionPath& path,
                              const policy::CollectionSchema& schema,
                              std::span<const policy::FieldEvidence> columns);

}  // namespace gdprd::daemon
