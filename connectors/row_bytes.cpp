#include "connectors/row_bytes.hpp"

#include <string>

#include "config/limits.hpp"

namespace gdprd::connectors {

Error row_too_large() {
    return {ErrorCode::limit_exceeded,
            "a row is larger than the " + std::to_string(config::limits::kRowBytes >> 20U) +
                " MiB that are read of one",
            "look at the person's rows by hand, or move what makes this one so large out of the "
            "database; scans read only how values begin"};
}

}  // namespace gdprd::connectors
