#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "audit/file_store.hpp"
#include "audit/key_files.hpp"
#include "audit/keyring.hpp"
#include "config/base/result.hpp"

namespace gdprd::audit {

/// The first node in DIR/keys/subjects whose CRC is not right; none: all are whole, or a change of
/// the keys is under way in the journal, which the next start completes. Needs no key.
Result<std::optional<KeyFileFault>> find_damaged_node(FileStore& files, const std::string& dir);

/// The first file in DIR/keys/subjects that has no place for the last of `count` keys: it is
/// missing, or was cut off. Needs no key.
Result<std::optional<KeyFileFault>> find_short_level(FileStore& files, const std::string& dir,
                                                     std::uint64_t count);

/// corrupt, naming the file and what to do: subject keys that the first `size` entries commit to
/// are not in the tree, or do not open. A key is in the tree before an entry commits to it, and
/// what stands for a destroyed one stays, so that neither a crash nor an erasure looks like that.
/// Looks at sizes and at the way to the last key, whatever their number; reads all entries when
/// the derived file `logged` is not there, and writes it then. After recovery of the journal.
Result<void> check_subject_keys(FileStore& files, const std::string& dir, KeyRing& keys,
                                std::uint64_t size);

}  // namespace gdprd::audit
