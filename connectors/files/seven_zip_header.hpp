#pragma once

#include "config/base/result.hpp"

namespace gdprd::connectors {

/// Whether a file begins as a 7z file does, told without unpacking its header: the list of members,
/// for which libarchive takes memory by the number that it tells. `limit_exceeded` when the header
/// is above kSevenZipHeaderBytes, packed or unpacked; `invalid_argument` when it is packed in a way
/// that no program writes. Source: 7zFormat.txt of the LZMA SDK.
Result<bool> begins_as_seven_zip(int descriptor);

}  // namespace gdprd::connectors
