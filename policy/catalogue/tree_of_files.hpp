#pragma once

#include "policy/catalogue/schema.hpp"

namespace gdprd::policy {

/// What StoreSchema::server is of a tree of files, and of nothing else.
inline constexpr const char* kTreeOfFiles = "files";

}  // namespace gdprd::policy
