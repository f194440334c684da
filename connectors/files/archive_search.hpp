#pragma once

#include <string>
#include <string_view>

#include "connectors/call.hpp"
#include "connectors/files/file_rules.hpp"
#include "connectors/files/word_search.hpp"

namespace gdprd::connectors {

/// Looks for words in the names and in the unpacked bytes of an archive's members, and of a file
/// that is packed by itself (people.csv.gz). Spreadsheets and other ZIP files among them are
/// searched in their parts, mailboxes decoded, XML in its texts. `path` is the archive's in the
/// tree. false: something in it was not searched like the rest: a member that is sealed, damaged,
/// packed once more, or too large to be looked into. Errors of ArchiveReader: it was not searched
/// to its end.
Result<bool> search_archive(int descriptor, const std::string& path, const FileRules& rules,
                            WordSearch& search, const Call& call);

/// Whether a name says that the content is compressed or sealed, so that words cannot be seen in
/// it.
[[nodiscard]] bool is_packed(std::string_view path);

}  // namespace gdprd::connectors
