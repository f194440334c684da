#pragma once

#include "config/base/result.hpp"

namespace gdprd::connectors {

/// Whether a file ends as a ZIP file does (ZIP64 too), told without reading its directory, which
/// libarchive takes into memory whole. `limit_exceeded` when the end tells of more members than
/// kArchiveMembers or of a directory above kArchiveDirectoryBytes. What it tells may be a lie.
Result<bool> ends_as_zip(int descriptor);

}  // namespace gdprd::connectors
