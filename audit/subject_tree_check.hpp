#pragma once

#include <optional>
#include <string>

#include "audit/file_store.hpp"
#include "audit/key_files.hpp"
#include "config/base/result.hpp"

namespace gdprd::audit {

/// The first node in DIR/keys/subjects whose CRC is not right; none: all are whole, or a change of
/// the keys is under way in the journal, which the next start completes. Needs no key.
Result<std::optional<KeyFileFault>> find_damaged_node(FileStore& files, const std::string& dir);

}  // namespace gdprd::audit
