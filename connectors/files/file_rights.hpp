#pragma once

#include "config/base/result.hpp"

namespace gdprd::connectors {

/// Gives the file `to` the owner, mode, access list and extended attributes of `from`
/// (descriptors), and takes away an access list that its directory gave it. `forbidden` when one
/// cannot be kept.
Result<void> copy_rights(int from, int to);

}  // namespace gdprd::connectors
