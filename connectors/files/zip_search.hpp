#pragma once

#include "connectors/call.hpp"
#include "connectors/files/word_search.hpp"

namespace gdprd::connectors {

/// Looks for words in the unpacked parts of a ZIP file: in their bytes, and in the texts and
/// attributes of those that are XML, where a word may be written in several runs or with entities.
/// Parts within parts are not unpacked. false: a part is damaged, or XML that cannot be parsed, and
/// was not searched like the others. Errors of ZipFile: nothing was searched.
Result<bool> search_zip(int descriptor, WordSearch::Content content, WordSearch& search,
                        const Call& call);

}  // namespace gdprd::connectors
