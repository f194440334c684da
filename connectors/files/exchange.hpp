#pragma once

#include <functional>
#include <string>

#include "connectors/files/tree.hpp"

namespace gdprd::connectors {

/// Puts `fresh` in the place of `old`, both names in the directory `parent`, if `old` is still the
/// version `expected`, in one step: who moves a newer file to `old` meanwhile loses nothing. Then
/// the name `fresh` is gone and the directory is on its disk. `stale`: `old` is another version;
/// it stays, and `fresh` too. `conflict`: others replaced the file so often, or took away what came
/// out of the exchange, that nobody knows which version it is now; a person has to look. A crash
/// leaves either file as `old`, the other one perhaps as `fresh`. File systems that cannot exchange
/// names (NFS, FUSE) get a rename, with the version looked at just before. `may_stay`, if there is
/// one, is asked once the names are exchanged: false puts them back, and the file counts as
/// changed.
Result<void> exchange_files(int parent, const std::string& fresh, const std::string& old,
                            const FileVersion& expected,
                            const std::function<bool()>& may_stay = {});

}  // namespace gdprd::connectors
