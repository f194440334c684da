#pragma once

#include "connectors/call.hpp"
#include "connectors/files/word_search.hpp"

namespace gdprd::connectors {

/// Looks for words in the unpacked parts of a ZIP file: in their bytes, and in the texts and
/// attributes of those that are XML, where a word may be written in several runs or with entities.
/// Parts within parts are not unpacked. Errors of ZipFile: what was not searched.
Result<void> search_zip(int descriptor, WordSearch::Content content, WordSearch& search,
                        const Call& call);

}  // namespace gdprd::connectors
