#pragma once

#include <string>
#include <vector>

#include "config/base/bytes.hpp"
#include "config/base/clock.hpp"
#include "config/base/result.hpp"

namespace gdprd::daemon {

struct ZipMember {
    std::string name;
    std::string content;
};

/// A zip with these members in this order, dated `at`. In memory; libarchive.
Result<Bytes> make_zip(const std::vector<ZipMember>& members, WallTime at);

/// All members of a zip; `limit_exceeded` above 10,000 members or 1 GiB unpacked, `corrupt` when it
/// is no zip.
Result<std::vector<ZipMember>> read_zip(BytesView zip);

}  // namespace gdprd::daemon
