#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "config/base/off_loop.hpp"
#include "config/base/result.hpp"
#include "policy/plan/row.hpp"

namespace gdprd::connectors {

/// What read_values() read.
struct ValuesRead {
    std::uint64_t rows = 0;
    bool whole = false;  ///< the collection has no more
};

/// A connector of a kind of store whose collections can be read as a whole at a fair price, as a
/// scan does it to compare fields. Not a service that is asked page by page.
class ValueReader {
  public:
    virtual ~ValueReader() = default;

    using ValueSink = std::function<Result<void>(std::vector<policy::PersonalCell>&& row)>;
    /// Rows of a collection one after the other, each once, in any order, at most `max_rows`: the
    /// values in the order of `fields`, cut at limits' sample length; bytes that are no text may be
    /// null. Without fields nothing is read. An error from the sink stops and is returned.
    /// Otherwise as the methods of Connector.
    virtual Result<ValuesRead> read_values(OffLoop off_loop, const policy::CollectionPath& from,
                                           const std::vector<std::string>& fields,
                                           std::uint64_t max_rows, const ValueSink& sink) = 0;
};

}  // namespace gdprd::connectors
