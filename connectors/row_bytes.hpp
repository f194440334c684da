#pragma once

#include "config/base/result.hpp"

namespace gdprd::connectors {

/// What reading a row that is larger than limits::kRowBytes ends with: the memory that it would
/// take in plans and packages is several times its own.
[[nodiscard]] Error row_too_large();

}  // namespace gdprd::connectors
